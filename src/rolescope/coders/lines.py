"""The lines of a posting, with the sections that headings, labels and lines that lead into lists give them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import NamedTuple

from rolescope.coders.wording import MUST, NICE, OTHER, WORK, ends_wishes, is_task, is_wish

_HEADING_MAX_CHARS = 90
_HEADING_MAX_WORDS = 12
_LABEL_MAX_WORDS = 7
_LEAD_MAX_CHARS = 30
_BULLETS = ("- ", "* ", "• ")
_LABEL = re.compile(r"\s*(?:[-*•] )?([^:.!?]{3,60}?)\**:\**\s+(?=\S)")
_BARE_WISH = re.compile(r"nice[ -]*to[ -]*haves?|bonus(?: points)?|preferred(?: \w+)?|desirable|pluses|optional")
_SENTENCE_BREAK = re.compile(r"[.!?]\s+")


class Line(NamedTuple):
    """`fixed`: a label of wishes, or the line that leads into a list of them, has the say, not the wording."""

    start: int
    end: int
    section: str
    fixed: bool
    is_heading: bool


class RawLine(NamedTuple):
    """A line with its parts whose words may be those of a heading; each None where it has no such part.

    `words` is the line without outer blanks, `last` the last sentence of one that ends in a colon,
    `headings` all those that may be.
    """

    start: int
    end: int
    words: str
    is_bullet: bool
    heading: str | None
    label: str | None
    last: str | None
    headings: tuple[str, ...]


_new_line, _new_raw_line = partial(tuple.__new__, Line), partial(tuple.__new__, RawLine)


def split_lines(text: str) -> list[RawLine]:
    """Lines of a text in lower case with straight apostrophes."""
    lines = []
    start = 0
    for raw in text.split("\n"):
        lines.append(_split_line(raw.strip(), start, start + len(raw)))
        start += len(raw) + 1
    return lines


def _split_line(words: str, start: int, end: int) -> RawLine:
    if not words:
        return _new_raw_line((start, end, words, False, None, None, None, ()))
    is_bullet = words.startswith(_BULLETS)
    heading = None if is_bullet else _as_heading(words)
    label = _label(words) if ": " in words else None
    last = _SENTENCE_BREAK.split(words)[-1] if words.endswith(":") else None
    parts = (heading, label, _as_heading(last) if last else None)
    return _new_raw_line((start, end, words, is_bullet, heading, label, last, tuple(filter(None, parts))))


def read_lines(lines: Sequence[RawLine], headings: Mapping[str, str | None]) -> list[Line]:
    """Lines with their sections.

    Parameters
    ----------
    lines
        Of one posting.
    headings
        Section that each of their `headings` opens, if any.
    """
    read: list[Line] = []
    section, lead, headed = OTHER, "", False
    for line in lines:
        own, fixed, heading = section, False, None
        if line.words:
            heading = headings[line.heading] if line.heading else None
            if heading is not None:
                stays = section == NICE and heading == MUST and not ends_wishes(line.words)
                section = own = section if stays else heading
                lead, headed = "", True
            else:
                label = _labelled(line, section, headings)
                own = label or (lead if line.is_bullet else "") or (section if headed or not line.is_bullet else WORK)
                fixed = label == NICE or (line.is_bullet and lead == NICE)
                lead = _lead(line, lead, headings)
                if section == NICE and lead == MUST and not ends_wishes(line.words):
                    lead = ""
        read.append(_new_line((line.start, line.end, own, fixed, heading is not None)))
    return read


def _as_heading(line: str) -> str | None:
    """The words of a line that is shaped as a heading."""
    line = line.rstrip("….") if line.endswith(("…", "...")) else line
    if len(line) > _HEADING_MAX_CHARS or line.endswith((".", ",", ";")) or line.count(" ") >= _HEADING_MAX_WORDS:
        return None
    return line or None


def _label(line: str) -> str | None:
    """The words of an inline label ("Required: Python")."""
    label = _LABEL.match(line)
    return None if label is None or label.group(1).count(" ") >= _LABEL_MAX_WORDS else label.group(1)


def _labelled(line: RawLine, section: str, headings: Mapping[str, str | None]) -> str | None:
    """Section that an inline label gives to its own line.

    "Technical expertise:" below a heading of duties or wishes is a topic, not a requirement.
    """
    if line.label is None:
        return None
    said = headings[line.label]
    if said == MUST and section in (NICE, WORK) and not ends_wishes(line.label):
        return None
    return said if said in (MUST, NICE) else None


def _lead(line: RawLine, lead: str, headings: Mapping[str, str | None]) -> str:
    """Section that a line gives to the bullets below it, if it leads into a list."""
    if line.last is not None:
        heading = _as_heading(line.last)
        opened = headings[heading] if heading else None
        return NICE if is_wish(line.last) else opened or (WORK if is_task(line.last) else "")
    if line.is_bullet:
        return NICE if _is_bare_wish(line.words) else lead
    return ""


def _is_bare_wish(bullet: str) -> bool:
    """Whether a bullet is a heading of its own ("- Nice-to-have"), with the wishes below it."""
    return len(bullet) <= _LEAD_MAX_CHARS and _BARE_WISH.fullmatch(bullet[2:].strip(" *")) is not None
