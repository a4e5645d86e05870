"""Years of experience a posting asks for, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered


class Years(NamedTuple):
    """The least experience asked for, in years, and where the posting says so."""

    minimum: int
    quote: str
    start_char: int
    end_char: int


def find_years(text: str) -> Years | None:
    """Find the minimum years of experience required.

    A label's figure ("YOE: 5+") is the overall one, else the first of several; of a range the lower end. What a higher degree
    would reduce it to ("Master's with 2 years or Bachelor's with 4") and what stands under "preferred
    qualifications" is taken only where nothing else is asked. Nice-to-haves, ages of companies and
    people, and periods that are no experience ("over the last 10 years", "vested after 4 years") are none.
    In German, French, Spanish, Portuguese, Italian, Dutch and Polish the word for experience must stand close by.

    Returns
    -------
    Years or None
        With ``text[start_char:end_char] == quote``.

    Examples
    --------
    >>> find_years("You have 3-5 years of experience in mapping.")
    Years(minimum=3, quote='3-5 years', start_char=9, end_char=18)
    >>> find_years("In business for 10+ years.") is None
    True
    """
    low = lowered(text)
    cues = _CUES.places(low)
    labelled = _labelled(text, low, cues)
    if labelled is not None:
        return labelled
    otherwise = None
    for years, is_main in _asked(text, low, cues):
        if is_main:
            return years
        otherwise = otherwise or years
    return otherwise


def _labelled(text: str, low: str, cues: dict[str, list[int]]) -> Years | None:
    """The figure of a label for years of experience."""
    for word in _LABELS:
        for at in cues.get(word, ()):
            label = _LABELLED.match(low, at)
            if label and 0 < _number(label["low"]) <= _MOST:
                return Years(_number(label["low"]), text[at : label.end()], at, label.end())
    return None


def _asked(text: str, low: str, cues: dict[str, list[int]]) -> Iterator[tuple[Years, bool]]:
    """Each figure that is asked for, and whether it is a requirement on the first degree's track."""
    done = 0
    for unit in _units(low, cues):
        count = _COUNT.search(low, max(done, unit.start() - _COUNT_REACH), unit.start())
        if count is None:
            continue
        start, end = count.start(), unit.end()
        reach = max(done, start - _LINE_REACH)
        line = max(reach, low.rfind("\n", reach, start) + 1)
        before = low[line:start]
        done = end
        least = _number(count["low"])
        in_range = least <= _MOST and (least > 0 or count["to"] is not None)
        is_asked = _is_asked_otherwise(low, before, end) if unit["other"] else _is_asked(low, before, count, end)
        if not in_range or not is_asked or _WISH_AFTER.match(low, end):
            continue
        heading = _heading_above(low, start)
        is_required = _REQUIRED.search(heading) is not None
        if is_required or not _NICE.search(heading):
            is_main = is_required or not _PREFERRED.search(heading)
            yield Years(least, text[start:end], start, end), is_main and not _is_for_higher_degree(before)


def _units(low: str, cues: dict[str, list[int]]) -> Iterator[re.Match[str]]:
    """Words for years, from left to right; the pattern is tried only where one may begin."""
    done = 0
    for at in sorted(at + cue.startswith(" ") for cue, places in cues.items() for at in places):
        unit = _UNIT.match(low, at) if at >= done else None
        if unit is not None:
            yield unit
            done = unit.end()


def _is_asked(low: str, before: str, count: re.Match[str], end: int) -> bool:
    experience = _EXPERIENCE_AFTER.match(low, end) is not None
    if _NEVER_BEFORE.search(before) or _NEVER_AFTER.match(low, end):
        return False
    if _COMPANY_HAS.search(before) or (_WITH.search(before) and _COMPANY_AFTER.match(low, end)):
        return False
    if _MORE_THAN.search(before):
        return experience or _OTHER_AFTER.match(low, end) is None
    if not experience and (_OTHER_BEFORE.search(before) or _OTHER_AFTER.match(low, end)):
        return False
    return bool(
        experience or count["more"] or count["to"] or _ASKING_BEFORE.search(before) or not before.strip(" \t-*:")
    )


def _is_asked_otherwise(low: str, before: str, end: int) -> bool:
    """Whether years in another language than English are of experience: the word itself stands close by."""
    if _OF_THE_COMPANY.search(before[-_CLOSE_BY:]):
        return False
    after = low[end : end + _CLOSE_BY].partition("\n")[0]
    return _ANY_EXPERIENCE.search(before[-_CLOSE_BY:]) is not None or _ANY_EXPERIENCE.search(after) is not None


def _is_for_higher_degree(before: str) -> bool:
    return _HIGHER_DEGREE.search(before) is not None and _FIRST_DEGREE.search(before) is None


def _heading_above(low: str, start: int) -> str:
    """Last short line above that is no list item and no sentence."""
    top = max(0, start - _HEADING_REACH)
    stop = low.rfind("\n", top, start)
    while stop > top:
        begin = low.rfind("\n", top, stop) + 1 or top
        line = low[begin:stop].strip() if stop - begin < _HEADING_LENGTH else ""
        if line and line[0] not in "-*" and line[-1] not in ".;,":
            return line
        stop = begin - 1
    return ""


def _number(words: str) -> int:
    word = words.partition("(")[0].strip()
    return _NUMBERS.get(word) or int(word)


_UNIT = re.compile(r"(?:y(?:ears?|rs|oe)|\b(?P<other>jahren?|ans|a[?n]os|anni|jaar|lata?))(?![\w-])'?")
_CUES = Cues(("year", "yrs", "yoe", "jahre", " ans", "a?os", "anos", "anni", "jaar", " lat"))
_EXPERIENCE_OTHERWISE = r"\w*erfahrung|exp.rience|experiencia|experi.ncia|esperienza|\w*ervaring|do.wiadczeni\w+"
_OF_THE_COMPANY = re.compile(
    r"\b(?:wir|unsere?|nous|notre|tenemos|nuestra|temos|nossa|abbiamo|nostra|wij|onze|mamy|nasze)\b"
)
_ANY_EXPERIENCE = re.compile(rf"\b(?:{_EXPERIENCE_OTHERWISE})\b")
_COUNT_REACH = 60
_LINE_REACH = 240
_HEADING_REACH = 4_000
_HEADING_LENGTH = 80
_CLOSE_BY = 40
_MOST = 20
_NUMBERS = {
    word: number
    for number, word in enumerate(
        [
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        1,
    )
}
_FIGURE = rf"(?:[0-9]{{1,2}}|{'|'.join(_NUMBERS)})(?: ?\([0-9]{{1,2}}\))?"
_COUNT = re.compile(
    rf"(?<![\w.,$-])(?P<low>{_FIGURE})(?P<more> ?\+| or more| plus)?(?P<to> ?(?:-|to|or|/) ?{_FIGURE})?(?: ?\+)?"
    r"(?: (?:full|overall|total|solid|relevant|progressive|strong|working|professional))?[ -]{0,3}\Z"
)
_LABELS = ("yoe", "year")
_LABELLED = re.compile(
    rf"\b(?:yoe|years of (?:\w+ ){{0,2}}experience)(?: required)? ?[:=] ?(?P<low>{_FIGURE})(?![\w,.]\w)"
    rf"(?: ?\+| ?(?:-|to) ?{_FIGURE}\b)?"
)
_NEVER_BEFORE = re.compile(
    r"\b(?:(?:the|our|past|last|next) (?:past|last|next|first|previous|coming)|past|last|next|first|every|celebrating|"
    r"combined|up to|turned|vest\w*(?: over| after)?|after|(?:led|backed|founded|built) by[^.\n]*|"
    r"founders?\b[^.\n]*|veterans\b[^.\n]*|our team\b[^.\n]*)"
    r"(?: (?:just|over|more than|around|about|the|a|an))*[ ~(\"]*\Z"
)
_SOME = r"(?: (?:just|over|more than|around|about|nearly|almost))*[ ~]*"
_COMPANY_HAS = re.compile(
    r"\b(?:we(?: have|'ve| bring| combine| offer| boast)|(?:our|the) (?:company|team|firm|group|agency|studio|founders|"
    rf"engineers|experts|consultants)(?: (?:has|have|brings?|combines?|offers?|boasts?))){_SOME}\Z"
)
_WITH = re.compile(rf"(?:\A|[.!?] )[ *-]*with{_SOME}\Z")
_COMPANY_AFTER = re.compile(
    r"[^.\n]{0,20}\bexperience[^.\n]{0,80}?, (?!you|the (?:\w+ )?candidate|applicants?)(?:[\w&'-]+ ){1,3}"
    r"(?:is|are|has|have|helps?|delivers?|provides?|offers?|brings?|builds?|serves?)\b"
)
_MORE_THAN = re.compile(
    r"(?:\A[ \t*]*- ?|\byou(?:'ve| have| bring)? |\b(?:requires?|requiring|minimum:?|experience:|experience of|"
    r"(?:candidates?|someone|engineers?|developers?) with) )(?:more than|over) \Z"
)
_OTHER_BEFORE = re.compile(
    r"\b(?:for|in|within|than|over|under|nearly|almost|spent|we have|we've|we're|our|their)"
    r"(?: (?:just|over|more than|around|about|the|a|an))*[ ~(\"]*\Z"
)
_NEVER_AFTER = re.compile(
    r"[ -]*\(?(?:old|ago|running|later|of age|in business|in a row|in the (?:business|making|market)|of (?:service|tenure))\b"
)
_OTHER_AFTER = re.compile(
    r" (?:since|into|from now|track record|history|heritage|anniversary|warranty|to exercise|college|university|degree|"
    r"contract|of (?:history|innovation|bootstrapping|growth|revenue|operations?|continuous|remaining|leave|vesting|"
    r"audio|proprietary|trust|excellence|success|heritage|residency))\b"
)
_ASKING_BEFORE = re.compile(
    r"experience\b|expertise|background|minimum|at least|\bmin\b|proven|typically|\bhave\b|bring|requires?"
)
_EXPERIENCE_AFTER = re.compile(r"[^.\n;]{0,90}?\b(?:experience|exp|background|expertise|required)\b")
_WISH_AFTER = re.compile(r"[^.,;\n(]{0,90}\b(?:preferred|a plus|desirable|desired|is a bonus|would be nice)\b")
_PREFERRED = re.compile(r"prefer|desir|ideal")
_NICE = re.compile(r"nice[ -]to[ -]have|bonus|a plus|extra credit|good to have|stand ?out")
_REQUIRED = re.compile(r"required|minimum|must")
_HIGHER_DEGREE = re.compile(r"master|\bm\.?sc?\b|ph\.?d|doctorate|advanced degree|graduate degree|\bmba\b")
_FIRST_DEGREE = re.compile(r"bachelor|\bb\.?sc?\b|\bb\.?tech\b|undergraduate")
