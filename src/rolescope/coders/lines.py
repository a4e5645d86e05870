"""The lines of postings, with the sections that headings, labels and lines that lead into lists give them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import NamedTuple

import numpy as np

from rolescope.coders.marks import BREAK, BULLET, DASH, ELLIPSIS, HARD_SPACE, SPACE, Bytes, Marked
from rolescope.coders.wording import MUST, NICE, OTHER, WORK, ends_wishes, is_task, is_wish
from rolescope.coders.words import Bools, Ints

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
    """Words of a line that leads into a list; those behind its last end of a sentence, and these as a heading."""

    words: str
    last: str
    heading: str | None


_INTO_WISHES = Lead("nice to have", "nice to have", None)
"""What a bullet says that is a heading of its own ("- Bonus")."""


class Telling(NamedTuple):
    """Lines that may tell what section they, or the lines below them, are of; each by its number.

    Attributes
    ----------
    headings, labels
        The words of lines that may be headings, and inline labels ("Required: Python").
    leads
        Lines that may lead into a list.
    """

    headings: dict[int, str]
    labels: dict[int, str]
    leads: dict[int, Lead]

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
    is_short = lines.is_bullet & (chars <= _LEAD_MAX_CHARS)
    headings = _read(texts, lines, is_shaped & ~lines.is_bullet & (chars > 0))
    labels = _read(texts, lines, _have_label(marks, lines))
    leads = _read(texts, lines, (is_short | (final == ord(":"))) & (chars > 0))
    return Telling(
        {number: heading for number, words in headings if (heading := _as_heading(words))},
        {number: label for number, words in labels if (label := _label(words))},
        {number: lead for number, words in leads if (lead := _lead(words))},
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
    labelled = {
        number: said
        for number, words in telling.labels.items()
        if number not in opened and (said := headings[words]) in (MUST, NICE)
    }
    leads = {number: lead for number, lead in telling.leads.items() if number not in opened}
    is_prose = (~lines.is_bullet & (lines.first < lines.last)).tolist()
    sections: list[str] = []
    fixed: list[bool] = []
    for begin, after in pairwise(lines.bounds.tolist()):
        section, unled, lead = OTHER, WORK, ""
        for number, bullet in enumerate(lines.is_bullet[begin:after].tolist(), begin):
            if number in opened:
                section = unled = _goes_on(section, opened[number], telling.headings[number])
                lead = ""
            own, is_fixed = (lead or unled, lead == NICE) if bullet else (section, False)
            if number in labelled and _rules(labelled[number], section, telling.labels[number]):
                own, is_fixed = labelled[number], is_fixed or labelled[number] == NICE
            if number in leads:
                lead = _led(leads[number], section, headings)
            elif is_prose[number]:
                lead = ""
            sections.append(own)
            fixed.append(is_fixed)
    is_heading = np.zeros(len(sections), bool)
    is_heading[list(opened)] = True
    return Placed(sections, np.array(fixed), is_heading)


def _goes_on(section: str, heading: str, words: str) -> str:
    """Section below a heading; one of requirements does not end a list of wishes unless it says so."""
    return NICE if section == NICE and heading == MUST and not ends_wishes(words) else heading


def _rules(label: str, section: str, words: str) -> bool:
    """Whether an inline label rules its own line in a section.

    "Technical expertise:" below a heading of duties or wishes is a topic, not a requirement.
    """
    return not (label == MUST and section in (NICE, WORK) and not ends_wishes(words))


def _led(lead: Lead, section: str, headings: Mapping[str, str | None]) -> str:
    """Section of the bullets below a line that leads into a list in a section; none where it leads into nothing."""
    if is_wish(lead.last):
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


def _lead(line: str) -> Lead | None:
    if line.endswith(":"):
        last = _SENTENCE_BREAK.split(line)[-1]
        return Lead(line, last, _as_heading(last))
    return _INTO_WISHES if _BARE_WISH.fullmatch(line[2:].strip(" *")) else None
