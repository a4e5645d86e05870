"""Words that a costly test needs near by: a sieve of places in texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ahocorasick_rs import BytesAhoCorasick, MatchKind

from rolescope.coders.words import Bools, Ints

_NOWHERE = np.iinfo(np.int64).min


class Signs:
    """Finds where one of some words or signs begins.

    Parameters
    ----------
    signs
        In lower case, of ASCII.
    """

    def __init__(self, signs: Sequence[str]) -> None:
        self._finder = BytesAhoCorasick([sign.encode("ascii") for sign in signs], matchkind=MatchKind.LeftmostLongest)

    def starts(self, lower: bytes) -> list[int]:
        """Rising places in a text."""
        return [start for _, start, _ in self._finder.find_matches_as_indexes(lower)]

    def stand(self, lower: bytes, begin: Ints, end: Ints) -> Bools:
        """Whether a sign begins in each of many stretches of a text, from `begin` on and before `end`."""
        starts = np.array([_NOWHERE, *self.starts(lower)], np.int64)
        return np.asarray(starts[np.searchsorted(starts, end) - 1] >= begin)
