"""Years of experience a posting asks for, with the words that say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from rolescope.clean.lowering import lowered, places_of

_REACH = 70
_LINE_REACH = 240
_MOST = 20

_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
_NUMBER_OF = {word: number for number, word in enumerate(_WORDS, 1)}
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_WORDS)})(?: ?\(\d{{1,2}}\))?"
_COUNT = re.compile(
    rf"(?<![\w.,$€£])(?P<low>{_NUMBER})(?P<more> ?\+| or more| plus)?"
    rf"(?P<to> ?(?:-|–|—|to|or|/) ?{_NUMBER})?(?: ?\+)?"
    r"(?: ?(?:full|overall|total|solid|relevant|progressive|strong|working|professional))?[ -]{0,3}$"
)
_UNIT = re.compile(r"(?:years?|yrs?|yoe)(?![a-z-])'?")

_OTHER_BEFORE = re.compile(
    r"\b(?:past|last|next|first|every|previous|coming|after|celebrating|(?:less|fewer) than|combined|up to|under|"
    r"vest\w*|within|nearly|almost|we have|we've|we're|our|their|than|for (?:over|more than|the)|"
    r"for|turned|spent|in|(?:led|backed|founded|built) by[^.\n]*|founders?[^.\n]*|team (?:of|with)[^.\n]*|veterans[^.\n]*)"
    r"(?: (?:just|over|more than|around|about|the))?[ ~(\"]*$"
)
_OTHER_AFTER = re.compile(
    r"[ -]*(?:\(?(?:old|ago|running|later|since|into|from now)\b|in (?:business|a row|the (?:business|making|market))\b|"
    r"of (?:age|service|tenure|history|innovation|bootstrapping|growth|revenue|operations?|continuous|remaining|leave|"
    r"vesting|audio|data|proprietary|trust|excellence|success|heritage|audited|residency)\b|"
    r"(?:track record|history|heritage|anniversary|warranty|to exercise|college|university|degree|contract)\b)"
)
_ASKING_BEFORE = re.compile(
    r"experience|expertise|background|minimum|at least|\bmin\b|proven|typically|you have|you've|have|bring|requires?"
)
_ASKING_AFTER = re.compile(r"[^.\n;]{0,90}?(?:\bexperience|\bexp\b|\bbackground|\bexpertise|required)")
_LINE_START = re.compile(r"(?:^|\n)[^\w\n+]*(?:\+|over |about )?$")
_WISH = re.compile(r"prefer(?:red|ably)|a plus\b|nice[ -]to[ -]have|\bbonus\b|desirable|advantage")
_HEADING = re.compile(r"\n[^\w\n]{0,6}((?:[\w'&/,()-]+ ){0,7}[\w'&/,()-]+)[^\w\n]{0,3}(?=\n)")
_HIGHER = re.compile(r"master|\bm\.?sc?\b|ph\.?d|doctorate|advanced degree|graduate degree|\bmba\b")
_LOWER = re.compile(r"bachelor|\bb\.?sc?\b|\bb\.?tech\b|undergraduate")


class Years(NamedTuple):
    """The least experience asked for, in years, and where the posting says so."""

    minimum: int
    quote: str
    start_char: int
    end_char: int


def find_years(text: str) -> Years | None:
    """Find the minimum years of experience required."""
    low = lowered(text)
    asked = list(_asked(text, low))
    return asked[0] if asked else None


def _asked(text: str, low: str) -> Iterator[Years]:
    if not any(word in low for word in ("year", "yrs", "yoe")):
        return
    ends = sorted(at for word in ("year", "yrs", "yoe") for at in places_of(word, low))
    for at in ends:
        unit = _UNIT.match(low, at)
        if unit is None:
            continue
        window = low[max(0, at - _REACH) : at]
        count = _COUNT.search(window)
        if count is None:
            continue
        start = at - len(window) + count.start()
        minimum = _value(count["low"])
        if not 0 < minimum <= _MOST or not _is_asked(low, start, unit.end(), count):
            continue
        yield Years(minimum, text[start : unit.end()], start, unit.end())


def _is_asked(low: str, start: int, end: int, count: re.Match[str]) -> bool:
    before = low[max(0, start - _REACH) : start]
    before = before[before.rfind("\n") + 1 :] if "\n" in before else before
    if _OTHER_AFTER.match(low, end) or (_OTHER_BEFORE.search(before) and not _ASKING_AFTER.match(low, end)):
        return False
    return bool(
        count["more"]
        or count["to"]
        or _ASKING_AFTER.match(low, end)
        or _ASKING_BEFORE.search(before)
        or _LINE_START.search(low, max(0, start - 12), start)
    )


def _value(number: str) -> int:
    word = number.split("(")[0].strip()
    return _NUMBER_OF.get(word) or int(word)
