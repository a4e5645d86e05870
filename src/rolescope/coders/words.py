"""Texts cut into folded words, many at once: what lists of spellings are looked up in (`word_trie`).

A word is a run of what `folding` keeps; blanks, hyphens and punctuation are the gap between two.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from rolescope.coders.folding import BOUNDARY, FOLDING, one_byte_each

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

BARRIER = b"\xff"
"""A word that no spelling has; it keeps texts apart."""
EDGE = bytes([BOUNDARY])
_BLANK = ord(" ")
_REACH = 40
_IS_SPACE = np.frombuffer(FOLDING, np.uint8) == _BLANK
_GAPS_ALIKE = FOLDING.replace(EDGE, b" ")[:-1] + BARRIER
_GAPS = bytes(code for code in range(256) if _GAPS_ALIKE[code] == _BLANK)


@dataclass(frozen=True)
class Words:
    """Words of texts that follow one another.

    Attributes
    ----------
    texts
        The texts.
    plain
        The texts, one byte a character, a full stop before and after each and a barrier between two.
    alike
        The same folded, with a blank for whatever is no part of a word.
    letters
        The same without those blanks.
    begins
        Where each text begins in `plain`.
    first, after
        Where each word begins, and where it has ended.
    number, distinct
        Each word as its place in the list of different ones.
    """

    texts: Sequence[str]
    plain: bytes
    alike: bytes
    letters: bytes
    begins: Ints
    first: Ints
    after: Ints
    number: Ints
    distinct: pa.BinaryArray

    def letters_of_each(self) -> list[bytes]:
        """Of each text its words with nothing between them."""
        return self.letters.split(BARRIER)[: len(self.begins)]

    @cached_property
    def text(self) -> Ints:
        """Number of the text that each word stands in."""
        return np.asarray(np.searchsorted(self.begins, self.first, side="right") - 1)

    @cached_property
    def _parted(self) -> Ints:
        """How many gaps up to each word hold more than spaces."""
        gap = _IS_SPACE[np.frombuffer(self.plain, np.uint8)[self.after]]
        return np.concatenate(([0], np.cumsum(~gap)))

    def is_parted(self, first: Ints, last: Ints) -> Bools:
        """Whether a sign stands between words that are parted by one character each."""
        return np.asarray(self._parted[first] != self._parted[last])

    @cached_property
    def narrowed(self) -> Narrowed | None:
        """What stands around runs of blanks between words, each run as one blank; None where there are none."""
        gaps = list(self._wide_gaps())
        if not gaps:
            return None
        sides = [_beside(self.plain, start, end) for start, end in gaps]
        before = np.array([len(before) for before, _ in sides], np.int64)
        return Narrowed(_read_windows([b"".join(two) for two in sides]), before, *np.array(gaps, np.int64).T)

    def _wide_gaps(self) -> Iterator[tuple[int, int]]:
        """Runs of two and more spaces between words, in the plain bytes."""
        begins = self.begins.tolist()
        start = self.plain.find(b"  ")
        while start >= 0:
            end = start + 2
            while self.plain[end] == _BLANK:
                end += 1
            number = bisect_right(begins, start) - 1
            text, at, stop = self.texts[number], start - begins[number], end - begins[number]
            is_between = text[at - 1 : at].isalnum() and text[stop : stop + 1].isalnum()
            if is_between and text.count(" ", at, stop) == stop - at:
                yield start, end
            start = self.plain.find(b"  ", end)


class Narrowed(NamedTuple):
    """Words around runs of blanks that were taken as one; each run from `start` to `end`, `before` characters of its window up to it."""

    words: Words
    before: Ints
    start: Ints
    end: Ints


def read_words(texts: Sequence[str]) -> Words:
    """Words of texts, in their order."""
    plain = b"." + (b"." + BARRIER + b".").join(map(one_byte_each, texts)) + b"."
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    begins = np.cumsum(lengths + 3) - lengths - 2
    return _cut(texts, plain, begins)


def _read_windows(pieces: Sequence[bytes]) -> Words:
    """Words of pieces of `Words.plain`; what is cut off at an end of a piece is no word."""
    plain = b"." + BARRIER + BARRIER.join(pieces) + BARRIER + b"."
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    return _cut((), plain, np.cumsum(lengths + 1) - lengths + 1)


def _beside(plain: bytes, start: int, end: int) -> tuple[bytes, bytes]:
    """What stands before a gap, with one blank of it, and what stands behind it; nothing of another text."""
    before, after = plain[max(0, start - _REACH) : start + 1], plain[end : end + _REACH]
    return before[before.rfind(BARRIER) + 1 :], after.partition(BARRIER)[0]


def _cut(texts: Sequence[str], plain: bytes, begins: Ints) -> Words:
    """Words between blanks; there is one at either end."""
    alike, letters = plain.translate(_GAPS_ALIKE), plain.translate(_GAPS_ALIKE, _GAPS)
    is_blank = np.frombuffer(alike, np.uint8) == _BLANK
    turns = np.flatnonzero(is_blank[1:] != is_blank[:-1]) + 1
    first, after = turns[::2], turns[1::2]
    offsets = np.concatenate(([0], np.cumsum(after - first))).astype(np.int32)
    each = pa.Array.from_buffers(pa.binary(), len(first), [None, pa.py_buffer(offsets), pa.py_buffer(letters)])
    distinct = each.dictionary_encode()
    number = distinct.indices.to_numpy().astype(np.int64)
    return Words(texts, plain, alike, letters, begins, first, after, number, distinct.dictionary)
