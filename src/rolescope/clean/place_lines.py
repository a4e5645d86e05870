"""The lines of a posting that state where the job is; what is said of the company is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOST = 12
_MOST_CUES = 40
_REACH = 110
_LABEL_CUES = ("ocati", "LOCATION", "ort:", "tandort", "ocali", "Lieu", "bicaci", " de trab", "tandplaats", "📍")
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
)
_OFFICE = re.compile(r"\b(?:from|in|at|to|near|work)\s+(?:our|the|one of our)\s+(?=[^.\n]{2,60}$)")
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
    found = [stated for stated in (*_labelled(text), *_in_sentences(text), *_at_offices(text)) if stated]
    return list(dict.fromkeys(found))[:_MOST]


def _labelled(text: str) -> Iterator[str]:
    for cue_start, cue_end in _occurrences(text, _LABEL_CUES):
        line_start = _line_start(text, cue_start)
        line_end = _line_end(text, cue_start)
        if text[cue_start] == "📍":
            yield _cut(text[cue_end : min(line_end, cue_end + _REACH)], _LABEL_END)
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


def _label_over(text: str, start: int, cue: int) -> re.Match[str] | None:
    """Label that begins with a capital and covers the beginning of the cue."""
    for label in _LABEL.finditer(text, start, cue + 24):
        if label.end() > cue:
            return label if label.group()[0].isupper() else None
    return None


def _next_line(text: str, line_end: int) -> str:
    following = text[line_end : line_end + 2 * _REACH].lstrip("\n -*").split("\n", 1)[0]
    return _cut(following, _LABEL_END) if len(following) <= 80 else ""


def _in_sentences(text: str) -> Iterator[str]:
    for cue_start, cue_end in _occurrences(text, _STATED_CUES):
        before = _sentence_before(text, cue_start)
        after = text[cue_end : min(_line_end(text, cue_end), cue_end + _REACH)]
        opens_line = len(before.strip(_DECORATION)) < 12
        if (opens_line or _OF_THE_JOB.search(before)) and not _is_about_else(before, after):
            yield _cut(after, _SENTENCE_END)


def _at_offices(text: str) -> Iterator[str]:
    for office, office_end in _occurrences(text, ("office",)):
        before = _sentence_before(text, office)
        after = text[office_end : min(_line_end(text, office), office + _REACH)]
        if not _OF_THE_JOB.search(before + after) or _is_about_else(before, after):
            continue
        cues = list(_OFFICE.finditer(before))
        if cues:
            yield _cut(before[cues[-1].end() :], _SENTENCE_END)
        if after.startswith(" in "):
            yield _cut(after[4:], _SENTENCE_END)


def _is_about_else(before: str, after: str) -> bool:
    return bool(
        _OF_THE_COMPANY.search(before)
        or _COMPANY_AFTER.search(after)
        or _OF_TRAVEL_OR_PERMITS.search(before)
        or _OF_THE_PAY.search(before)
        or _OF_THE_PAY.search(after)
    )


def _occurrences(text: str, cues: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Start and end of each cue, found by plain search: most postings have few."""
    for cue in cues:
        at = text.find(cue)
        for _ in range(_MOST_CUES):
            if at < 0:
                break
            yield at, at + len(cue)
            at = text.find(cue, at + len(cue))


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
