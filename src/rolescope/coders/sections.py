"""Which part of a posting a sentence belongs to: `must`, `nice`, `work` or `other`.

A heading opens a section that lasts until the next one; an inline label ("Required:") rules its own
line, a line that leads into a list rules the list; the wording of a sentence ("a plus", "you will")
outweighs them where it is plain.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from rolescope.coders.wording import (
    MUST,
    NICE,
    OTHER,
    WORK,
    asks_experience,
    ends_wishes,
    heading_section,
    is_requirement,
    is_task,
    is_wish,
)

_HEADING_MAX_CHARS = 90
_HEADING_MAX_WORDS = 12
_LABEL_MAX_WORDS = 7
_LEAD_MAX_CHARS = 30
_BULLETS = ("- ", "* ", "• ")
_LABEL = re.compile(r"\s*(?:[-*•] )?([^:.!?]{3,60}?)\**:\**\s+(?=\S)")
_PLAIN = {"’": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "}
_SENTENCE_END = re.compile(
    r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)(?<! ie\.)(?<!\(ie\.)(?<! eg\.)(?<!\(eg\.)(?<! vs\.)\s+(?=[\"“(A-Z0-9])|(?<=;)\s+"
)
_BARE_WISH = re.compile(r"nice[ -]*to[ -]*haves?|bonus(?: points)?|preferred(?: \w+)?|desirable|pluses|optional")
_SENTENCE_BREAK = re.compile(r"[.!?]\s+")
_ASIDE = re.compile(r"\([^()]*\)")
_TAG = re.compile(
    r"(^\W*)?[\[(]\s*(?:an? )?(?:big )?(?:nice[ -]to[ -]have|bonus(?: points)?|plus|preferred|desirable|optional)\s*[\])]"
    r"(?(1)|(?=\W*$))"
)
_FROM_HERE = re.compile(r"\b(?:ideally|preferably|(?:bonus|extra|brownie)(?: points| credit)? (?:if|for|when))\b")


class Line(NamedTuple):
    """`fixed`: a label of wishes, or the line that leads into a list of them, has the say, not the wording."""

    start: int
    end: int
    section: str
    fixed: bool
    is_heading: bool


class Sections:
    """Sections of one posting.

    Parameters
    ----------
    text
        The cleaned text; headings and bullets each on a line of their own.
    """

    def __init__(self, text: str) -> None:
        self._written = text
        self._text = _lower(text)
        self._lines = _read_lines(self._text)
        self._starts = [line.start for line in self._lines]
        self._bounds: dict[int, list[int]] = {}
        self._judged: dict[tuple[int, int | None], str] = {}

    def at(self, start: int) -> str:
        """Section of the sentence that holds the character `start`."""
        line = self._lines[bisect_right(self._starts, start) - 1]
        if line.fixed:
            return line.section
        begin, end = self._sentence(line, start)
        sentence = self._text[begin:end]
        aside = _aside(sentence, start - begin) if "(" in sentence else None
        key = (begin, aside.start() if aside else None)
        if key not in self._judged:
            wished = line.section != OTHER and _is_tagged(sentence)
            self._judged[key] = NICE if wished else _judge(_without_other_asides(sentence, aside), line.section)
        judged = self._judged[key]
        if judged == NICE and line.section == MUST and _only_later(sentence, start - begin):
            return MUST
        return judged

    def lines(self) -> list[Line]:
        """Lines of the text with the sections that headings and labels give them."""
        return self._lines

    def bounds(self, line: Line) -> Iterator[tuple[int, int]]:
        """Spans of the sentences of a line."""
        self._sentence(line, line.start)
        return pairwise(self._bounds[line.start])

    def _sentence(self, line: Line, at: int) -> tuple[int, int]:
        """Bounds of the sentence of a line that holds the character `at`."""
        bounds = self._bounds.get(line.start)
        if bounds is None:
            gaps = (gap.end() for gap in _SENTENCE_END.finditer(self._written, line.start, line.end))
            bounds = self._bounds[line.start] = [line.start, *gaps, line.end]
        after = bisect_right(bounds, at)
        return bounds[after - 1], bounds[after] if after < len(bounds) else line.end


def _lower(text: str) -> str:
    """Lower case with straight apostrophes, every character at its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not lower.isascii():
        for odd, plain in _PLAIN.items():
            lower = lower.replace(odd, plain)
    return lower


def _read_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    section, lead, start, headed = OTHER, "", 0, False
    for raw in text.split("\n"):
        end = start + len(raw)
        own, fixed, heading = section, False, None
        line = raw.strip()
        if line:
            is_bullet = line.startswith(_BULLETS)
            heading = None if is_bullet else _heading(line)
            if heading is not None:
                stays = section == NICE and heading == MUST and not ends_wishes(line)
                section = own = section if stays else heading
                lead, headed = "", True
            else:
                label = _label(line, section)
                own = label or (lead if is_bullet else "") or (section if headed or not is_bullet else WORK)
                fixed = label == NICE or (is_bullet and lead == NICE)
                lead = _lead(line, lead, is_bullet)
                if section == NICE and lead == MUST and not ends_wishes(line):
                    lead = ""
        lines.append(Line(start, end, own, fixed, heading is not None))
        start = end + 1
    return lines


def _lead(line: str, lead: str, is_bullet: bool) -> str:
    """Section that a line gives to the bullets below it, if it leads into a list."""
    if line.endswith(":"):
        last = _SENTENCE_BREAK.split(line)[-1]
        return NICE if is_wish(line) else _heading(last) or (WORK if is_task(last) else "")
    if is_bullet:
        return NICE if _is_bare_wish(line) else lead
    return ""


def _heading(line: str) -> str | None:
    """Section that a heading opens; None where the line is no heading, or one of no known section."""
    line = line.rstrip("….") if line.endswith(("…", "...")) else line
    if len(line) > _HEADING_MAX_CHARS or line.endswith((".", ",", ";")) or line.count(" ") >= _HEADING_MAX_WORDS:
        return None
    return heading_section(line)


def _is_bare_wish(bullet: str) -> bool:
    """Whether a bullet is a heading of its own ("- Nice-to-have"), with the wishes below it."""
    return len(bullet) <= _LEAD_MAX_CHARS and _BARE_WISH.fullmatch(bullet[2:].strip(" *")) is not None


def _label(line: str, section: str) -> str | None:
    """Section that an inline label ("Required: Python") gives to its own line.

    "Technical expertise:" below a heading of duties or wishes is a topic, not a requirement.
    """
    if ": " not in line:
        return None
    label = _LABEL.match(line)
    if label is None or label.group(1).count(" ") >= _LABEL_MAX_WORDS:
        return None
    said = heading_section(label.group(1))
    if said == MUST and section in (NICE, WORK) and not ends_wishes(label.group(1)):
        return None
    return said if said in (MUST, NICE) else None


def _aside(sentence: str, at: int) -> re.Match[str] | None:
    """The parentheses that a place in a sentence stands in."""
    return next((found for found in _ASIDE.finditer(sentence) if found.start() < at < found.end()), None)


def _without_other_asides(sentence: str, aside: re.Match[str] | None) -> str:
    """The sentence without its parentheses, but for the one that is asked about."""
    if aside is None:
        return _ASIDE.sub(" ", sentence)
    before, after = sentence[: aside.start()], sentence[aside.end() :]
    return _ASIDE.sub(" ", before) + aside.group() + _ASIDE.sub(" ", after)


def _is_tagged(sentence: str) -> bool:
    """Whether a sentence begins or ends with a tag of wishes ("Rust (nice to have)")."""
    return ("(" in sentence or "[" in sentence) and _TAG.search(sentence) is not None


def _only_later(sentence: str, at: int) -> bool:
    """Whether the sentence becomes a wish ("ideally") only after this place."""
    wish = _FROM_HERE.search(sentence)
    return wish is not None and wish.start() > at and not is_wish(_FROM_HERE.sub(" ", sentence))


def _judge(sentence: str, section: str) -> str:
    """Section of a sentence from its wording and the section it stands in."""
    if is_wish(sentence):
        return NICE if section != OTHER or asks_experience(sentence) else OTHER
    if section in (MUST, NICE):
        return section
    if section == OTHER and is_task(sentence):
        return WORK
    return MUST if is_requirement(sentence) else section
