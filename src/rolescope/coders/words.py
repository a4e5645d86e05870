"""Texts cut into folded words, many at once: what lists of spellings are looked up in (`word_trie`).

A word is a run of what `folding` keeps; blanks, hyphens and punctuation are the gap between two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rolescope.coders.folding import BOUNDARY, FOLDING, one_byte_each

Ints = npt.NDArray[np.int64]

BARRIER = b"\xff"
"""A word that no spelling has; it keeps texts apart."""
EDGE = bytes([BOUNDARY])
_BLANK = ord(" ")
_IS_SPACE = np.frombuffer(FOLDING, np.uint8) == _BLANK
_GAPS_ALIKE = FOLDING.replace(EDGE, b" ")[:-1] + BARRIER


@dataclass(frozen=True)
class Words:
    """Words of texts that follow one another.

    Attributes
    ----------
    plain
        The texts, one byte a character, a full stop before and after each and a barrier between two.
    alike
        The same folded, with a blank for whatever is no part of a word.
    begins
        Where each text begins in `plain`.
    first, after
        Where each word begins, and where it has ended.
    number, distinct
        Each word as its place in the list of different ones.
    """

    plain: bytes
    alike: bytes
    begins: Ints
    first: Ints
    after: Ints
    number: Ints
    distinct: pa.BinaryArray

    def letters(self) -> list[bytes]:
        """Of each text its words with nothing between them."""
        return [text.replace(b" ", b"") for text in self.alike.split(BARRIER)[: len(self.begins)]]

    @cached_property
    def text(self) -> Ints:
        """Number of the text that each word stands in."""
        return np.asarray(np.searchsorted(self.begins, self.first, side="right") - 1)

    @cached_property
    def _parted(self) -> Ints:
        """How many gaps up to each word hold more than spaces."""
        gap = _IS_SPACE[np.frombuffer(self.plain, np.uint8)[self.after]]
        return np.concatenate(([0], np.cumsum(~gap)))

    def is_parted(self, first: Ints, last: Ints) -> npt.NDArray[np.bool_]:
        """Whether a sign stands between words that are parted by one character each."""
        return np.asarray(self._parted[first] != self._parted[last])

    @cached_property
    def wide_gaps(self) -> list[tuple[int, int]]:
        """Runs of two and more blanks in `plain`."""
        gaps = []
        start = self.plain.find(b"  ")
        while start >= 0:
            end = start + 2
            while self.plain[end] == _BLANK:
                end += 1
            gaps.append((start, end))
            start = self.plain.find(b"  ", end)
        return gaps


def read_words(texts: Sequence[str]) -> Words:
    """Words of texts, in their order."""
    plain = b"." + (b"." + BARRIER + b".").join(map(one_byte_each, texts)) + b"."
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    begins = np.cumsum(lengths + 3) - lengths - 2
    return _cut(plain, begins)


def read_windows(pieces: Sequence[bytes]) -> Words:
    """Words of pieces of `Words.plain`; what is cut off at an end of a piece is no word."""
    plain = b"." + BARRIER + BARRIER.join(pieces) + BARRIER + b"."
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    return _cut(plain, np.cumsum(lengths + 1) - lengths + 1)


def _cut(plain: bytes, begins: Ints) -> Words:
    """Words between blanks; there is one at either end."""
    alike = plain.translate(_GAPS_ALIKE)
    is_blank = np.frombuffer(alike, np.uint8) == _BLANK
    turns = np.flatnonzero(is_blank[1:] != is_blank[:-1]) + 1
    offsets = np.concatenate(([0], turns, [len(alike)])).astype(np.int32)
    pieces = pa.Array.from_buffers(
        pa.binary(), len(offsets) - 1, [None, pa.py_buffer(offsets), pa.py_buffer(alike)]
    ).dictionary_encode()
    number = pieces.indices.to_numpy()[1::2].astype(np.int64)
    return Words(plain, alike, begins, turns[::2], turns[1::2], number, pieces.dictionary)
