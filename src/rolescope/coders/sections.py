"""Which part of a posting a sentence belongs to: `must`, `nice`, `work` or `other`.

A heading opens a section that lasts until the next one; an inline label ("Required:") rules its own
line, a line that leads into a list rules the list; the wording of a sentence ("a plus", "you will")
outweighs them where it is plain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from rolescope.coders.layout import Layout, lay_out
from rolescope.coders.sentences import Sentence
from rolescope.coders.words import read_words


class Line(NamedTuple):
    """A line with its section."""

    start: int
    end: int
    section: str
    is_heading: bool


class Sections:
    """Sections of one posting.

    Parameters
    ----------
    layout, number
        Of many postings, and which of them this is.
    """

    def __init__(self, layout: Layout, number: int) -> None:
        self.text = layout.texts.texts[number]
        self._layout, self._number = layout, number
        self._begin = int(layout.texts.begins[number])
        self._first, self._after = layout.bounds[number : number + 2]

    @property
    def lower(self) -> str:
        """The text in small letters of ASCII (`Marked.lower`), every character at its place."""
        return self._layout.texts.lower[self._begin : self._begin + len(self.text)]

    def at(self, start: int) -> str:
        """Section of the sentence that holds the character `start`."""
        at = self._begin + start
        place = bisect_right(self._layout.begins, at, self._first, self._after) - 1
        return self._layout.within(place, at) if at > self._layout.divided[place] else self._layout.judged[place]

    def sentences(self) -> list[Sentence]:
        """What the text says: its bullets and sentences, without headings and fragments."""
        return self._layout.units[self._number]

    def lines(self) -> list[Line]:
        """Lines of the text with the sections that headings and labels give them."""
        return [line for line, _ in self.bounds()]

    def bounds(self) -> Iterator[tuple[Line, list[int]]]:
        """Each line with the places where its sentences begin, and where the last one ends."""
        layout, place = self._layout, self._first
        lines = slice(*layout.lines.bounds[self._number : self._number + 2])
        ends, placed = layout.lines.end[lines].tolist(), layout.placed
        for end, section, is_heading in zip(
            ends, placed.section[lines], placed.is_heading[lines].tolist(), strict=True
        ):
            after = bisect_right(layout.begins, end, place)
            starts = [begin - self._begin for begin in layout.begins[place:after]]
            yield Line(starts[0], end - self._begin, section, is_heading), [*starts, end - self._begin]
            place = after


def sections_in(text: str) -> Sections:
    """Sections of one posting."""
    return Sections(lay_out([text], read_words([text])), 0)
