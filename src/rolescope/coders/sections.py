"""Which part of a posting a sentence belongs to: `must`, `nice`, `work` or `other`.

A heading opens a section that lasts until the next one; an inline label ("Required:") rules its own
line, a line that leads into a list rules the list; the wording of a sentence ("a plus", "you will")
outweighs them where it is plain.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from rolescope.coders.folding import plain_lower
from rolescope.coders.judging import aside_at, begins_to_wish, judge, with_one_aside
from rolescope.coders.layout import Layout, lay_out
from rolescope.coders.sentences import Sentence
from rolescope.coders.wording import MUST, NICE
from rolescope.coders.words import Words, read_words


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
        bounds = layout.bounds[number : number + 2]
        self.text = layout.texts.texts[number]
        self._layout, self._number, self._first = layout, number, bounds[0]
        self._starts = layout.starts[slice(*bounds)]
        self._sections = layout.sections[slice(*bounds)]
        self._is_divided = layout.is_divided[slice(*bounds)]
        self._beside: dict[tuple[int, int], str] = {}
        self._wishes: dict[int, int] = {}

    @cached_property
    def lower(self) -> str:
        """The text in lower case with straight apostrophes, every character at its place."""
        return plain_lower(self.text)

    def at(self, start: int) -> str:
        """Section of the sentence that holds the character `start`."""
        place = bisect_right(self._starts, start) - 1
        return self._within(place, start) if self._is_divided[place] else self._sections[place]

    def sentences(self) -> list[Sentence]:
        """What the text says: its bullets and sentences, without headings and fragments."""
        return self._layout.units[self._number]

    def lines(self) -> list[Line]:
        """Lines of the text with the sections that headings and labels give them."""
        return [line for line, _ in self.bounds()]

    def bounds(self) -> Iterator[tuple[Line, list[int]]]:
        """Each line with the places where its sentences begin, and where the last one ends."""
        layout, place = self._layout, 0
        lines = slice(*layout.lines.bounds[self._number : self._number + 2])
        ends = (layout.lines.end[lines] - layout.texts.begins[self._number]).tolist()
        placed = layout.placed
        for end, section, is_heading in zip(
            ends, placed.section[lines], placed.is_heading[lines].tolist(), strict=True
        ):
            after = bisect_right(self._starts, end)
            starts = self._starts[place:after]
            yield Line(starts[0], end, section, is_heading), [*starts, end]
            place = after

    def _within(self, place: int, start: int) -> str:
        """Section at a character of a sentence with asides, or with a wish that may begin behind it."""
        begin, section, own = self._starts[place], self._sections[place], self._layout.own[self._first + place]
        if self._layout.has_asides[self._first + place] and self.text.rfind("(", begin, start) >= 0:
            sentence = self._sentence(place)
            aside = aside_at(sentence, start - begin)
            if aside is not None:
                key = place, aside[0]
                if key not in self._beside:
                    self._beside[key] = judge(with_one_aside(sentence, *aside), own)
                section = self._beside[key]
        if section == NICE and own == MUST:
            if place not in self._wishes:
                self._wishes[place] = begins_to_wish(self._sentence(place))
            return MUST if start - begin < self._wishes[place] else NICE
        return section

    def _sentence(self, place: int) -> str:
        spans = self._layout.spans
        begin, end = spans.begin[self._first + place], spans.end[self._first + place]
        return plain_lower(self._layout.texts.joined[begin:end])


def read_sections(texts: Sequence[str], words: Words) -> list[Sections]:
    """Sections of many postings at once, which takes a fraction of the time of one after another.

    Parameters
    ----------
    texts, words
        The cleaned texts and their words; headings and bullets stand each on a line of their own.
    """
    if not texts:
        return []
    layout = lay_out(texts, words)
    return [Sections(layout, number) for number in range(len(texts))]


def sections_in(text: str) -> Sections:
    """Sections of one posting."""
    return Sections(lay_out([text], read_words([text])), 0)
