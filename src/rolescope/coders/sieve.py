"""Which sentences a pattern may match: those with a word of it. The different words of many texts are searched, not the texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from ahocorasick_rs import BytesAhoCorasick

from rolescope.coders.words import Ints, Words


class Sieve:
    """Finds words that hold one of the stems of a pattern, for several patterns at once.

    Parameters
    ----------
    stems
        Of each pattern, by its bit: pieces of words in small letters of ASCII or digits, one of which stands in whatever
        the pattern matches. With ``_`` before it a stem must begin its word, with ``_`` behind it end it.
    """

    def __init__(self, stems: Mapping[int, Iterable[str]]) -> None:
        bits: dict[str, int] = {}
        for bit, those in stems.items():
            for stem in those:
                bits[stem] = bits.get(stem, 0) | bit
        self._bits = np.fromiter(bits.values(), np.int64, len(bits))
        self._begins = np.array([stem.startswith("_") for stem in bits])
        self._ends = np.array([stem.endswith("_") for stem in bits])
        self._stems = BytesAhoCorasick([stem.strip("_").encode("ascii") for stem in bits])

    def bits(self, words: Words) -> Ints:
        """Bits of the patterns that each different word (`Words.distinct`) is of."""
        _, offsets, letters = words.distinct.buffers()
        begins = np.frombuffer(offsets, np.int32)[: len(words.distinct) + 1]
        found = self._stems.find_matches_as_indexes(letters.to_pybytes(), overlapping=True)
        stem, start, end = np.array(found, np.int64).reshape(-1, 3).T
        word = np.searchsorted(begins, start, side="right") - 1
        within = end <= begins[word + 1]
        begun, ended = start == begins[word], end == begins[word + 1]
        whole = within & (begun | ~self._begins[stem]) & (ended | ~self._ends[stem])
        bits = np.zeros(len(words.distinct), np.int64)
        np.bitwise_or.at(bits, word[whole], self._bits[stem[whole]])
        return bits
