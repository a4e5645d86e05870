"""The lines of postings, with the sections that headings, labels and lines that lead into lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

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


class Lead(NamedTuple):
    """A line that ends in a colon: all its words, those behind its last sentence's end, and these as a heading."""

    words: str
    last: str
    heading: str | None


class Telling(NamedTuple):
    """Lines that may tell what section they, or the lines below them, are of; each by its number.

    Attributes
    ----------
    headings, labels
        The words of lines that may be headings, and inline labels ("Required: Python").
    leads
        Lines that may lead into a list.
    wishes
        Bullets that are headings of their own ("- Nice-to-have"), with the wishes below them.
    """

    headings: dict[int, str]
    labels: dict[int, str]
    leads: dict[int, Lead]
    wishes: set[int]

    def written(self) -> Iterator[str]:
        """All that may be the words of a heading."""
        leads = (lead.heading for lead in self.leads.values() if lead.heading)
        return chain(self.headings.values(), self.labels.values(), leads)


class Placed(NamedTuple):
    """Lines with their sections.

    `fixed`: a label of wishes, or the line that leads into a list of them, has the say, not the wording.
    """

    section: list[str]
    fixed: Bools
    is_heading: Bools


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


def telling_lines(texts: Marked, lines: Lines) -> Telling:
    """Lines that may tell of sections."""
    marks, chars = texts.marks, lines.last - lines.first
    final = marks[lines.last - 1]
    is_cut = (final == ELLIPSIS) | ((final == ord(".")) & (marks.take(lines.last - 2, mode="clip") == ord(".")))
    is_shaped = is_cut | (~np.isin(final, _NO_HEADING_ENDS) & (chars <= _HEADING_MAX_CHARS))
    headings = _read(texts, lines, is_shaped & ~lines.is_bullet & (chars > 0))
    labels = _read(texts, lines, _have_label(marks, lines))
    leads = _read(texts, lines, (final == ord(":")) & (chars > 0))
    bullets = _read(texts, lines, lines.is_bullet & (chars <= _LEAD_MAX_CHARS))
    return Telling(
        {number: heading for number, words in headings if (heading := _as_heading(words))},
        {number: label for number, words in labels if (label := _label(words))},
        {number: _lead(words) for number, words in leads},
        {number for number, words in bullets if _BARE_WISH.fullmatch(words[2:].strip(" *"))},
    )


def _read(texts: Marked, lines: Lines, wanted: Bools) -> Iterator[tuple[int, str]]:
    """Number and words, in plain small letters, of the lines that are wanted."""
    which = np.flatnonzero(wanted)
    return zip(which.tolist(), texts.lowered(lines.first[which], lines.last[which]), strict=True)


def _have_label(marks: Bytes, lines: Lines) -> Bools:
    """Whether a space follows a colon in a line."""
    colons = np.flatnonzero(marks == ord(":"))
    colons = colons[np.isin(marks[colons + 1], _SPACES)]
    line = np.searchsorted(lines.start, colons, side="right") - 1
    have_label = np.zeros(len(lines.start), bool)
    have_label[line[colons + 1 < lines.last[line]]] = True
    return have_label


def place_lines(lines: Lines, telling: Telling, headings: Mapping[str, str | None]) -> Placed:
    """Lines with their sections.

    Parameters
    ----------
    lines, telling
        Of one or more texts.
    headings
        Section that each of the headings, labels and leads opens, if any.
    """
    opened = {number: opens for number, words in telling.headings.items() if (opens := headings[words])}
    labelled = {number: said for number, words in telling.labels.items() if (said := headings[words]) in (MUST, NICE)}
    is_bullet, is_blank = lines.is_bullet.tolist(), (lines.first == lines.last).tolist()
    sections: list[str] = []
    fixed: list[bool] = []
    for begin, after in pairwise(lines.bounds.tolist()):
        section, lead, headed = OTHER, "", False
        for number in range(begin, after):
            bullet, is_heading = is_bullet[number], number in opened
            if is_heading:
                section = _goes_on(section, opened[number], telling.headings[number])
                lead, headed = "", True
            own = (lead or (section if headed else WORK)) if bullet else section
            is_fixed = bullet and lead == NICE
            if number in labelled and not is_heading:
                label = labelled[number]
                if not (label == MUST and section in (NICE, WORK) and not ends_wishes(telling.labels[number])):
                    own, is_fixed = label, is_fixed or label == NICE
            sections.append(own)
            fixed.append(is_fixed)
            if number in telling.leads and not is_heading:
                lead = _led(telling.leads[number], section, headings)
            elif number in telling.wishes:
                lead = NICE
            elif not bullet and not is_blank[number]:
                lead = ""
    is_heading_line = np.zeros(len(sections), bool)
    is_heading_line[list(opened)] = True
    return Placed(sections, np.array(fixed), is_heading_line)


def _goes_on(section: str, heading: str, words: str) -> str:
    """Section below a heading; one of requirements does not end a list of wishes unless it says so."""
    return NICE if section == NICE and heading == MUST and not ends_wishes(words) else heading


def _led(lead: Lead, section: str, headings: Mapping[str, str | None]) -> str:
    """Section of the bullets below a line that leads into a list in a section; none where it leads into nothing."""
    if is_wish(lead.words):
        return NICE
    opened = headings[lead.heading] if lead.heading else None
    if opened == MUST and section == NICE and not ends_wishes(lead.words):
        return ""
    return opened or (WORK if is_task(lead.last) else "")


def _as_heading(line: str) -> str | None:
    """The words of a line that is shaped as a heading."""
    line = line.rstrip("….") if line.endswith(("…", "...")) else line
    if len(line) > _HEADING_MAX_CHARS or line.endswith((".", ",", ";")) or line.count(" ") >= _HEADING_MAX_WORDS:
        return None
    return line or None


def _label(line: str) -> str | None:
    """The words of an inline label."""
    label = _LABEL.match(line)
    return None if label is None or label.group(1).count(" ") >= _LABEL_MAX_WORDS else label.group(1)


def _lead(line: str) -> Lead:
    last = _SENTENCE_BREAK.split(line)[-1]
    return Lead(line, last, _as_heading(last))
