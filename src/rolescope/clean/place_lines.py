"""The lines of a posting that state where the job is; what is said of the company is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import places_of, plain

_Places = dict[str, list[int]]
_MOST = 12
_MOST_CUES = 40
_REACH = 110
_LABEL_CUES = ("ocati", "LOCATION", "ort:", "tandort", "ocali", "Lieu", "bicaci", " de trab", "tandplaats")
_PIN = "📍"
_LABEL = re.compile(
    r"(?:(?:primary|preferred|available|hiring|open|office|work(?:ing)?|job|role|position|your)\s+)?"
    r"(?:locations?(?: preference)?|standorte?|arbeitsort|einsatzort|lieu(?: de travail)?|localisation|ubicaci[oó]n|"
    r"lugar de trabajo|locali[sz]a[cç][aã]o|local de trabalho|locatie|standplaats)",
    re.I,
)
_LABEL_END = re.compile(
    r"\s{2,}|\t|\||\s(?=[A-Z][\w&]*(?:\s[A-Z][\w&]*){0,2}:)|[.!?](?=\s|$)|"
    r"\b(?:Reports? to|Salary|Compensation|About|not|except|excluding|outside|where|with)\b"
)
_STATED_CUES = (
    "ased in ",
    "BASED IN ",
    "ocated in ",
    "ansässig in ",
    " basé à ",
    " basée à ",
    "evestigd in ",
    "con sede en ",
    "referred locations are ",
    "referred location is ",
)
_OFFICE_CUES = ("office", "hubs")
_PLAIN_CUES = {cue: plain(cue) for cue in (*_LABEL_CUES, *_STATED_CUES, *_OFFICE_CUES)}
_WORDS = Cues(_PLAIN_CUES.values())
_LONGEST_LABEL_AFTER_CUE = 24
_OFFICE = re.compile(r"\b(?:from|in|at|to|near|of|work)\s+(?:our|the|one of our)\s+(?=[^.\n]{2,60}$)")
_OF_THE_JOB = re.compile(
    r"\b(?:role|position|job|opportunity|hire|candidates?|applicants?|you|must|engineer|scientist|developer|days?|week|"
    r"hybrid|on-?site|in-?person|in-?office|stelle|poste|puesto|vaga|functie|du|sie)\b",
    re.I,
)
_OF_THE_COMPANY = re.compile(
    r"\b(?:headquartered|founded|we have|we['’]re an?|we are an?|has offices|with offices|customers|clients|"
    r"company (?:is )?(?:based|located)|if you (?:are|live)|residents?|start-?up|not need)\b|^\W*we ",
    re.I,
)
_COMPANY_AFTER = re.compile(
    r",\s(?:we|our)\b|,\s[A-Z][\w&.' -]{1,30}?\s(?:is|are|was|has|have|builds?|helps?|makes?)\b"
)
_OF_THE_PAY = re.compile(r"\b(?:salary|salaries|pay|wages?|ranges?|compensation)\b|[$€£]\d", re.I)
_OF_TRAVEL_OR_PERMITS = re.compile(
    r"\b(?:travel\w*|trips?|visit\w*|occasional\w*|quarterly|events?|retreats?|authori[sz]ed|eligible|sponsor\w*)\b",
    re.I,
)
_SENTENCE_END = re.compile(
    r"[.!?;:](?=\s|$)|\b(?:with|for|and (?:be|have|are|is)|who|that|but|where|as|is|will)\b|"
    r"\b(?:not|except|excluding|outside)\b"
)
_LAST_SENTENCE = re.compile(r"[.!?]\s")
_DECORATION = " \t*#>•🌎📍–-"


def stated_places(text: str) -> list[str]:
    r"""What stands behind ``Location:``, ``based in`` and ``in our ... office`` of the job.

    Returns
    -------
    list of str
        At most 12 statements of at most 110 characters, labels first.

    Examples
    --------
    >>> stated_places("We serve Paris.\nLocation: Ghent (hybrid)\nThis role is based in Lyon, France.")
    ['Ghent (hybrid)', 'Lyon, France']
    """
    cues = _WORDS.places(plain(text))
    stated = (*_labelled(text, cues), *_pinned(text), *_in_sentences(text, cues), *_at_offices(text, cues))
    found = [place for place in stated if place]
    return list(dict.fromkeys(found))[:_MOST]


def _labelled(text: str, cues: _Places) -> Iterator[str]:
    for cue_start, _ in _occurrences(text, _LABEL_CUES, cues):
        line_start = _line_start(text, cue_start)
        line_end = _line_end(text, cue_start)
        if not _may_be_label(text, cue_start, line_end):
            continue
        label = _label_over(text, max(line_start, cue_start - 40), cue_start)
        if label is None:
            continue
        rest = text[label.end() : min(line_end, label.end() + _REACH)].lstrip(" *")
        if rest[:1] in (":", "："):
            stated = rest[1:].lstrip(" :*")
            yield _cut(stated, _LABEL_END) if stated else _next_line(text, line_end)
        elif not rest and not text[line_start : label.start()].strip(_DECORATION):
            yield _next_line(text, line_end)


def _pinned(text: str) -> Iterator[str]:
    for pin in islice(places_of(_PIN, text), _MOST_CUES):
        yield _cut(text[pin + 1 : min(_line_end(text, pin), pin + 1 + _REACH)], _LABEL_END)


def _may_be_label(text: str, cue: int, line_end: int) -> bool:
    """Whether there is a colon behind the cue, or nothing behind the longest label; most cues are in prose."""
    behind = text[cue:line_end]
    return ":" in behind or "：" in behind or not behind[_LONGEST_LABEL_AFTER_CUE:_REACH].strip(" *")


def _label_over(text: str, start: int, cue: int) -> re.Match[str] | None:
    """Label that begins with a capital and covers the beginning of the cue."""
    for label in _LABEL.finditer(text, start, cue + _LONGEST_LABEL_AFTER_CUE):
        if label.end() > cue:
            return label if label.group()[0].isupper() else None
    return None


def _next_line(text: str, line_end: int) -> str:
    following = text[line_end : line_end + 2 * _REACH].lstrip("\n -*").split("\n", 1)[0]
    return _cut(following, _LABEL_END) if len(following) <= 80 else ""


def _in_sentences(text: str, cues: _Places) -> Iterator[str]:
    for cue_start, cue_end in _occurrences(text, _STATED_CUES, cues):
        before = _sentence_before(text, cue_start)
        after = text[cue_end : min(_line_end(text, cue_end), cue_end + _REACH)]
        opens_line = len(before.strip(_DECORATION)) < 12
        if (opens_line or _OF_THE_JOB.search(before)) and not _is_about_else(before, after):
            yield _cut(after, _SENTENCE_END)


def _at_offices(text: str, cues: _Places) -> Iterator[str]:
    for office, office_end in _occurrences(text, _OFFICE_CUES, cues):
        before = _sentence_before(text, office)
        after = text[office_end : min(_line_end(text, office), office + _REACH)]
        ours = list(_OFFICE.finditer(before)) if "our" in before or "the" in before else []
        is_in = after.startswith(" in ")
        if not (ours or is_in) or not _OF_THE_JOB.search(before + after) or _is_about_else(before, after):
            continue
        if ours:
            yield _cut(before[ours[-1].end() :], _SENTENCE_END)
        if is_in:
            yield _cut(after[4:], _SENTENCE_END)


def _is_about_else(before: str, after: str) -> bool:
    return bool(
        _OF_THE_COMPANY.search(before)
        or _COMPANY_AFTER.search(after)
        or _OF_TRAVEL_OR_PERMITS.search(before)
        or _OF_THE_PAY.search(before)
        or _OF_THE_PAY.search(after)
    )


def _occurrences(text: str, wanted: tuple[str, ...], cues: _Places) -> Iterator[tuple[int, int]]:
    """Start and end of each cue, as it is spelt."""
    for cue in wanted:
        places = cues.get(_PLAIN_CUES[cue])
        if places:
            spelt = (at for at in places if text.startswith(cue, at))
            for at in islice(spelt, _MOST_CUES):
                yield at, at + len(cue)


def _sentence_before(text: str, at: int) -> str:
    start = max(_line_start(text, at), at - 160)
    return _LAST_SENTENCE.split(text[start:at])[-1]


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", max(0, at - 400), at) + 1 or max(0, at - 400)


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at, at + 400)
    return min(len(text), at + 400) if end < 0 else end


def _cut(stated: str, end: re.Pattern[str]) -> str:
    cut = end.search(stated, 1)
    return (stated[: cut.start()] if cut else stated).strip(" *,;:–-")
