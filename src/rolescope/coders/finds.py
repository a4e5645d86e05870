"""Spellings found in many texts, by column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rolescope.coders.words import Bools, Ints

_LIST_GAP = re.compile(r"[\s,/()&|;+•*:-]*(?:(?:and/or|and|or|as well as|e\.g\.,?|like)[\s,/(]*)?", re.I)
_MAX_GAP = 12


@dataclass(frozen=True)
class Finds:
    """Spellings in the order of the texts, none overlapping another.

    Attributes
    ----------
    texts
        What they were looked for in.
    text
        Number of the text of each.
    alias
        Which of `Tagger.aliases` it is.
    start, end
        Its half-open span in its text.
    """

    texts: Sequence[str]
    text: Ints
    alias: Ints
    start: Ints
    end: Ints

    @cached_property
    def bounds(self) -> list[int]:
        """Where the finds of each text begin, and where the last ones end."""
        bounds: list[int] = np.searchsorted(self.text, np.arange(len(self.texts) + 1)).tolist()
        return bounds

    def surfaces(self) -> list[str]:
        """The spellings as they stand in the texts."""
        spans = zip(self.start.tolist(), self.end.tolist(), self.text.tolist(), strict=True)
        return [self.texts[text][start:end] for start, end, text in spans]

    def span(self, place: int) -> tuple[str, int, int]:
        """The text of a find, and where it begins and ends there."""
        return self.texts[self.text[place]], int(self.start[place]), int(self.end[place])

    def stands_in_list(self, place: int) -> bool:
        """Whether a find has another beside it with only list punctuation, "and" or "or" between."""
        return self._in_list(place - 1) or self._in_list(place)

    def rows(self, places: Ints) -> Iterator[tuple[int, str, int, int]]:
        """Alias, text, start and end of some of them."""
        texts = map(self.texts.__getitem__, self.text[places].tolist())
        return zip(
            self.alias[places].tolist(), texts, self.start[places].tolist(), self.end[places].tolist(), strict=True
        )

    def at(self, places: Ints | Bools) -> Finds:
        """Those at some places."""
        return Finds(self.texts, self.text[places], self.alias[places], self.start[places], self.end[places])

    def _in_list(self, place: int) -> bool:
        """Whether a find and the next one stand in one list."""
        if not self._is_near[place]:
            return False
        end, start = int(self.end[place]), int(self.start[place + 1])
        return _LIST_GAP.fullmatch(self.texts[self.text[place]], end, start) is not None

    @cached_property
    def _is_near(self) -> list[bool]:
        """Whether the next find may stand in a list with each; the last has none, nor has what would be before the first."""
        is_near = (self.text[1:] == self.text[:-1]) & (self.start[1:] - self.end[:-1] <= _MAX_GAP)
        return [*is_near.tolist(), False]
