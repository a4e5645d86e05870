"""Which texts a pattern may match: those with a word of it. The different words of many texts are searched, not the texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from ahocorasick_rs import BytesAhoCorasick

from rolescope.coders.words import Ints, Words, read_words


class Sieve:
    """Finds words that hold a stem of a pattern, for several patterns at once.

    Parameters
    ----------
    stems
        Of each pattern, by its bit, parted by blanks: pieces of words in small letters of ASCII, one of which stands in
        whatever the pattern matches. With ``_`` before it a stem must begin its word, with ``_`` behind it end it.
    """

    def __init__(self, stems: Mapping[int, str]) -> None:
        bits: dict[str, int] = {}
        for bit, those in stems.items():
            for stem in those.split():
                bits[stem] = bits.get(stem, 0) | bit
        self._any = sum(stems)
        self._bits = np.fromiter(bits.values(), np.int64, len(bits))
        self._begins = np.array([stem.startswith("_") for stem in bits])
        self._ends = np.array([stem.endswith("_") for stem in bits])
        self._stems = BytesAhoCorasick([stem.strip("_").encode("ascii") for stem in bits])

    def of_words(self, words: Words) -> Ints:
        """Bits of the patterns that each word is of."""
        _, offsets, letters = words.distinct.buffers()
        begins = np.frombuffer(offsets, np.int32)[: len(words.distinct) + 1]
        found = self._stems.find_matches_as_indexes(letters.to_pybytes() if letters else b"", overlapping=True)
        stem, start, end = np.array(found, np.int64).reshape(-1, 3).T
        word = np.searchsorted(begins, start, side="right") - 1
        begun, ended = start == begins[word], end == begins[word + 1]
        whole = (end <= begins[word + 1]) & (begun | ~self._begins[stem]) & (ended | ~self._ends[stem])
        bits = np.zeros(len(words.distinct), np.int64)
        np.bitwise_or.at(bits, word[whole], self._bits[stem[whole]])
        return np.asarray(bits[words.number])

    def of_texts(self, texts: Sequence[str]) -> list[int]:
        """Bits of the patterns that each text has a word of; a letter that ASCII lacks may be of any."""
        words = read_words(texts)
        found = spread(self.of_words(words), words, words.begins).tolist()
        return [bits if text.isascii() else self._any for text, bits in zip(texts, found, strict=True)]


def spread(bits: Ints, words: Words, begins: Ints) -> Ints:
    """Bits of any of the words of spans that follow one another, from where each of them begins in `Words.plain`."""
    telling = np.flatnonzero(bits)
    spans = np.zeros(len(begins), np.int64)
    np.bitwise_or.at(spans, np.searchsorted(begins, words.first[telling], side="right") - 1, bits[telling])
    return spans
