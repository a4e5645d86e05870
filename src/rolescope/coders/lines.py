"""The lines of postings, with the sections that headings, labels and lines that lead into lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from rolescope.coders.folding import plain_lowers
from rolescope.coders.marks import BREAK, BULLET, DASH, ELLIPSIS, HARD_SPACE, SPACE, Bools, Bytes, Marked
from rolescope.coders.wording import MUST, NICE, OTHER, WORK, ends_wishes, is_task, is_wish
from rolescope.coders.words import Ints

_HEADING_MAX_CHARS = 90
_HEADING_MAX_WORDS = 12
_LABEL_MAX_WORDS = 7
_LEAD_MAX_CHARS = 30
_BULLETS = (ord("-"), ord("*"), DASH, BULLET)
_SPACES = (SPACE, HARD_SPACE)
_NO_HEADING_ENDS = tuple(b".,;")
_LABEL = re.compile(r"\s*(?:[-*•] )?([^:.!?]{3,60}?)\**:\**\s+(?=\S)")
_BARE_WISH = re.compile(r"nice[ -]*to[ -]*haves?|bonus(?: points)?|preferred(?: \w+)?|desirable|pluses|optional")
_SENTENCE_BREAK = re.compile(r"[.!?]\s+")


class Lines(NamedTuple):
    """Lines of texts that follow one another, each without outer blanks from `first` to `last`.

    `bounds` has the number of the first line of each text, and how many lines there are.
    """

    start: Ints
    end: Ints
    first: Ints
    last: Ints
    bounds: Ints
    is_bullet: Bools


class Telling(NamedTuple):
    """A line that may say what section it, or the lines below it, are of; None where it has no such part.

    `words` is all of the line, `last` the last sentence of one that ends in a colon, `lead` the same where it may
    be a heading. A bare wish is a bullet that is a heading of its own.
    """

    words: str
    heading: str | None
    label: str | None
    last: str | None
    lead: str | None
    is_bare_wish: bool

    def parts(self) -> Iterator[str]:
        """What of it may be the words of a heading."""
        return filter(None, (self.heading, self.label, self.lead))


class Told(NamedTuple):
    """Section of a line; `fixed`: a label of wishes, or the line that leads into a list of them, has the say, not the wording."""

    section: str
    fixed: bool
    is_heading: bool


_new_told = partial(tuple.__new__, Told)


def split_lines(texts: Marked) -> Lines:
    """Lines of one or more texts."""
    marks = texts.marks
    end = np.flatnonzero(marks == BREAK)
    start = np.concatenate(([0], end[:-1] + 1))
    last = texts.without_blanks(start, end)
    first = np.minimum(texts.past_blanks(start), last)
    sign, after = marks[first], marks[np.minimum(first + 1, len(marks) - 1)]
    is_bullet = np.isin(sign, _BULLETS) & np.isin(after, _SPACES) & (last > first + 1)
    return Lines(start, end, first, last, texts.bounds(start), is_bullet)


def telling_lines(texts: Marked, lines: Lines) -> dict[int, Telling]:
    """Lines that may tell of sections, by their number."""
    which = np.flatnonzero(_may_tell(texts.marks, lines))
    spans = zip(lines.first[which].tolist(), lines.last[which].tolist(), strict=True)
    words = plain_lowers([texts.joined[first:last] for first, last in spans])
    return dict(zip(which.tolist(), map(_telling, words, lines.is_bullet[which].tolist()), strict=True))


def _may_tell(marks: Bytes, lines: Lines) -> Bools:
    """Whether a line is shaped as a heading, has a colon, or is a bullet of a few words."""
    chars = lines.last - lines.first
    final = marks[lines.last - 1]
    is_cut = (final == ELLIPSIS) | ((final == ord(".")) & (marks[lines.last - 2] == ord(".")))
    is_shaped = is_cut | (~np.isin(final, _NO_HEADING_ENDS) & (chars <= _HEADING_MAX_CHARS))
    is_short = np.where(lines.is_bullet, chars <= _LEAD_MAX_CHARS, is_shaped)
    return np.asarray((chars > 0) & (is_short | (final == ord(":")) | _has_label(marks, lines)))


def _has_label(marks: Bytes, lines: Lines) -> Bools:
    """Whether a space follows a colon in a line."""
    colons = np.flatnonzero(marks == ord(":"))
    colons = colons[np.isin(marks[colons + 1], _SPACES)]
    line = np.searchsorted(lines.start, colons, side="right") - 1
    has_label = np.zeros(len(lines.start), bool)
    has_label[line[colons + 1 < lines.last[line]]] = True
    return has_label


def _telling(words: str, is_bullet: bool) -> Telling:
    heading = None if is_bullet else _as_heading(words)
    label = _label(words) if ": " in words else None
    last = _SENTENCE_BREAK.split(words)[-1] if words.endswith(":") else None
    lead = _as_heading(last) if last else None
    return Telling(words, heading, label, last, lead, is_bullet and _is_bare_wish(words))


def read_lines(lines: Lines, telling: Mapping[int, Telling], headings: Mapping[str, str | None]) -> list[Told]:
    """Lines with their sections.

    Parameters
    ----------
    lines, telling
        Of one or more texts.
    headings
        Section that each of the headings, labels and leads opens, if any.
    """
    read: list[Told] = []
    is_blank, is_bullet = (lines.first == lines.last).tolist(), lines.is_bullet.tolist()
    for begin, after in pairwise(lines.bounds.tolist()):
        section, lead, headed = OTHER, "", False
        for number in range(begin, after):
            line, bullet = telling.get(number), is_bullet[number]
            heading = headings[line.heading] if line and line.heading else None
            if line and heading is not None:
                stays = section == NICE and heading == MUST and not ends_wishes(line.words)
                section, lead, headed = section if stays else heading, "", True
            own, fixed = section, False
            if bullet:
                own, fixed = lead or (section if headed else WORK), lead == NICE
            if line and heading is None:
                label = _labelled(line, section, headings)
                own, fixed = label or own, fixed or label == NICE
                lead = _lead(line, section, lead if bullet else "", headings)
            elif not bullet and not is_blank[number]:
                lead = ""
            read.append(_new_told((own, fixed, heading is not None)))
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


def _labelled(line: Telling, section: str, headings: Mapping[str, str | None]) -> str | None:
    """Section that an inline label gives to its own line.

    "Technical expertise:" below a heading of duties or wishes is a topic, not a requirement.
    """
    if line.label is None:
        return None
    said = headings[line.label]
    if said == MUST and section in (NICE, WORK) and not ends_wishes(line.label):
        return None
    return said if said in (MUST, NICE) else None


def _lead(line: Telling, section: str, lead: str, headings: Mapping[str, str | None]) -> str:
    """Section that a line gives to the bullets below it, if it leads into a list; the lead that it is under goes on."""
    if line.last is None:
        return NICE if line.is_bare_wish else lead
    if is_wish(line.words):
        return NICE
    opened = headings[line.lead] if line.lead else None
    if opened == MUST and section == NICE and not ends_wishes(line.words):
        return ""
    return opened or (WORK if is_task(line.last) else "")


def _is_bare_wish(bullet: str) -> bool:
    """Whether a bullet is a heading of its own ("- Nice-to-have"), with the wishes below it."""
    return len(bullet) <= _LEAD_MAX_CHARS and _BARE_WISH.fullmatch(bullet[2:].strip(" *")) is not None
