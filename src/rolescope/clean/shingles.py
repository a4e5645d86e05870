"""Hashes of the word 5-grams of texts, all texts of a batch in one pass of array operations.

A word is a run of letters and digits, case folded; in scripts that are written without spaces every
character is a word. The hash of a word is a polynomial over its characters modulo 2**64, taken from a
running sum over the whole batch (Karp and Rabin), so that no Python code runs per word.

References
----------
Broder (1997), On the resemblance and containment of documents.
Karp and Rabin (1987), Efficient randomized pattern-matching algorithms.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Counts = npt.NDArray[np.int64]

WORDS_PER_SHINGLE = 5
_CHARACTERS_AT_ONCE = 1 << 17
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_BASE = 0x5851F42D4C957F2D
_INVERSE = pow(_BASE, -1, 2**64)
_TABLED = 0x20000
_NO_SPACES = np.uint64(1 << 30)
_WITHOUT_SPACES = {
    "Thai and Lao": (0x0E00, 0x0EFF),
    "Burmese": (0x1000, 0x109F),
    "Khmer": (0x1780, 0x17FF),
    "kana": (0x3040, 0x30FF),
    "Chinese characters": (0x3400, 0x9FFF),
    "compatibility characters": (0xF900, 0xFAFF),
}


class Shingles(NamedTuple):
    """Word 5-grams of a batch of texts.

    Parameters
    ----------
    hashes
        One hash a 5-gram, in the order of the texts; repeated 5-grams are repeated.
    counts
        5-grams of each text: its words less 4, or 0.
    words
        Words of each text.
    sequences
        For each text a hash of its whole sequence of words.
    """

    hashes: Hashes
    counts: Counts
    words: Counts
    sequences: Hashes


def shingle(texts: Sequence[str]) -> Shingles:
    """Hash the word 5-grams of texts.

    Examples
    --------
    >>> one, other = (shingle([text]) for text in ("We build maps - of the SEA.", "we build; maps of the sea"))
    >>> bool((one.hashes == other.hashes).all()), one.words.tolist(), one.counts.tolist()
    (True, [6], [2])
    """
    hashes, words = _word_hashes(texts)
    first = np.cumsum(words) - words
    counts = np.maximum(words - WORDS_PER_SHINGLE + 1, 0)
    whole = np.zeros(max(len(hashes) - WORDS_PER_SHINGLE + 1, 0), np.uint64)
    for place, factor in enumerate(multipliers(WORDS_PER_SHINGLE)):
        whole += hashes[place : place + len(whole)] * factor
    return Shingles(mixed(whole[_within(first, counts)]), counts, words, _sequences(hashes, first, words))


def shingle_sets(texts: Sequence[str]) -> list[Hashes]:
    """The different word 5-grams of each text, as sorted hashes."""
    sets: list[Hashes] = []
    for begin, end in batches(texts):
        hashes, counts, _, _ = shingle(texts[begin:end])
        for part in np.split(hashes, np.cumsum(counts)[:-1]):
            part.sort()
            sets.append(part[np.concatenate(([True], part[1:] != part[:-1]))[: len(part)]])
    return sets


def batches(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Ranges of texts that fit the processor's cache together; one long text is a range of its own."""
    begin = characters = 0
    for number, text in enumerate(texts):
        if number > begin and characters + len(text) > _CHARACTERS_AT_ONCE:
            yield begin, number
            begin, characters = number, 0
        characters += len(text)
    if texts:
        yield begin, len(texts)


def mixed(hashes: Hashes) -> Hashes:
    """Spread every bit over all 64 (the finaliser of splitmix64)."""
    out = hashes ^ (hashes >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


@cache
def multipliers(count: int) -> Hashes:
    """`count` fixed odd numbers that look random."""
    return mixed(np.arange(1, count + 1, dtype=np.uint64) * _GOLDEN) | np.uint64(1)


def _within(first: Counts, counts: Counts) -> Counts:
    """Indices ``first[t], first[t] + 1, ...`` of each text, `counts[t]` of them."""
    skipped = first - (np.cumsum(counts) - counts)
    within: Counts = np.arange(counts.sum()) + np.repeat(skipped, counts)
    return within


def _sequences(hashes: Hashes, first: Counts, words: Counts) -> Hashes:
    out = np.zeros(len(words), np.uint64)
    some = words > 0
    if some.any():
        places = np.arange(len(hashes)) - np.repeat(first, words)
        out[some] = np.add.reduceat(hashes * _powers(_BASE, _room(len(hashes)))[places], first[some])
    return mixed(out + words.astype(np.uint64) * _GOLDEN)


def _word_hashes(texts: Sequence[str]) -> tuple[Hashes, Counts]:
    """Hash of every word, and the number of words of each text."""
    codes = np.array(["\n".join([*texts, ""])]).view(np.uint32)
    running = _fold_table().take(codes, mode="clip")
    starts, ends = _word_edges(running)
    room = _room(len(running))
    running *= _powers(_BASE, room)[: len(running)]
    np.cumsum(running, out=running)
    before = np.where(starts > 0, running[starts - 1], np.uint64(0))
    hashes = mixed((running[ends - 1] - before) * _powers(_INVERSE, room)[starts])
    text_ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
    return hashes, np.diff(np.searchsorted(starts, text_ends), prepend=0)


def _word_edges(folded: Hashes) -> tuple[Counts, Counts]:
    inside = folded != 0
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    if inside[0]:
        edges = np.concatenate(([0], edges))
    starts, ends = edges[::2], edges[1::2]
    alone = np.flatnonzero(folded >= _NO_SPACES)
    if len(alone):
        first, last = np.zeros(len(folded), np.bool_), np.zeros(len(folded), np.bool_)
        first[np.concatenate((starts, alone, alone + 1))] = True
        last[np.concatenate((ends, alone, alone + 1)) - 1] = True
        starts, ends = np.flatnonzero(first & inside), np.flatnonzero(last & inside) + 1
    return starts, ends


def _folded(character: str) -> int:
    folded = character.casefold() if character.isalnum() else "\0"
    return ord(folded if len(folded) == 1 else character)


@cache
def _fold_table() -> Hashes:
    """Folded code of every character of the first two planes, 0 where it is no letter or digit."""
    table = np.array([*map(_folded, map(chr, range(_TABLED))), 0], np.uint64)
    for low, high in _WITHOUT_SPACES.values():
        letters = table[low : high + 1]
        letters[letters > 0] |= _NO_SPACES
    return table


def _room(length: int) -> int:
    return 1 << max(length, 1).bit_length()


@lru_cache(maxsize=8)
def _powers(base: int, count: int) -> Hashes:
    factors = np.full(count, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)
