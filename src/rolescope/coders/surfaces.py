"""Compare pieces of texts with spellings letter for letter, thousands at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rolescope.coders.words import Bools, Ints, Words


class Surfaces:
    """Spellings as they stand in a taxonomy.

    Parameters
    ----------
    surfaces
        The spellings.

    Attributes
    ----------
    is_comparable
        Which of them stand in `Words.plain` as they do in the text: those of ASCII, but for a blank and a question
        mark, which may stand for another sign there.
    """

    def __init__(self, surfaces: Sequence[str]) -> None:
        self.is_comparable = np.array([one.isascii() and " " not in one and "?" not in one for one in surfaces], bool)
        self._length = np.array([len(one) for one in surfaces], np.int64)
        self._begin = np.cumsum(self._length) - self._length
        self._letters = np.frombuffer("".join(surfaces).encode("ascii", "replace"), np.uint8)

    def stand(self, words: Words, surface: Ints, start: Ints, end: Ints) -> Bools:
        """Whether the piece from each `start` to `end` of `Words.plain` is its comparable surface."""
        length = self._length[surface]
        alike: Bools = self.is_comparable[surface] & (end - start == length)
        asked = np.flatnonzero(alike)
        count = length[asked]
        of = np.repeat(asked, count)
        within = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
        plain = np.frombuffer(words.plain, np.uint8)
        differs = plain[start[of] + within] != self._letters[self._begin[surface[of]] + within]
        alike[of[differs]] = False
        return alike
