"""Look thousands of spellings up in many texts at once, a word at a time, in numpy.

A trie over words instead of bytes: all texts take the same step together, and only places where a spelling
may go on take the next one. An Aho-Corasick automaton gives each match as a tuple and each text on its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rolescope.coders.words import Ints, Words

_GAP = re.compile(rb"( +)")
_NONE = -1
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Odd; multiplied by it, numbers near one another differ in their highest bits (Knuth, The Art of Computer Programming, 6.4)."""
_ROOM = 4
"""Bits that the table of steps has beyond those that count them: one number in sixteen that is no step looks like one."""


class Hits(NamedTuple):
    """Spellings found: `spelling[i]` reaches from word `first[i]` to word `last[i]`; those of fewer words come first."""

    spelling: Ints
    first: Ints
    last: Ints


class WordTrie:
    """Compiled form of a list of spellings.

    Parameters
    ----------
    spellings
        Folded, with a blank for each character that is no part of a word (`Words.alike`). Blanks between words
        must be as many in the text; those at an end at least as many, beside the one that ends every word.

    Attributes
    ----------
    lead, trail
        Blanks that each spelling begins and ends with.
    """

    def __init__(self, spellings: Sequence[bytes]) -> None:
        number: dict[bytes, int] = {}
        steps: dict[tuple[int, int, int], int] = {}
        ends: list[list[int]] = [[]]
        for place, spelling in enumerate(spellings):
            node, gap = 0, 0
            pieces = _GAP.split(spelling.strip(b" "))
            for word, after in zip(pieces[::2], [*pieces[1::2], b""], strict=True):
                node = steps.setdefault((node, number.setdefault(word, len(number)), gap), len(ends))
                if node == len(ends):
                    ends.append([])
                gap = len(after)
            ends[node].append(place)
        self.lead = np.array([len(one) - len(one.lstrip(b" ")) for one in spellings], np.int64)
        self.trail = np.array([len(one) - len(one.rstrip(b" ")) for one in spellings], np.int64)
        self._is_tight = self.lead + self.trail > 0
        self._words = pa.array(number, pa.binary())
        self._begun_by = np.full(len(number) + 1, _NONE)
        self._spellings = np.array([place for some in ends for place in some], np.int64)
        self._counts = np.array([len(some) for some in ends], np.int64)
        self._begins = np.cumsum(self._counts) - self._counts
        self._goes_on = np.zeros(len(ends), bool)
        self._widest = max((gap for _, _, gap in steps), default=0)
        keys = []
        for (node, word, gap), child in steps.items():
            if node == 0:
                self._begun_by[word] = child
            else:
                self._goes_on[node] = True
                keys.append((int(self._key(node, word, gap)), child))
        self._shift = np.uint64(64 - _ROOM - len(keys).bit_length())
        keys.append((np.iinfo(np.int64).max, _NONE))
        self._keys, self._children = np.array(sorted(keys), np.int64).T.copy()
        self._may_be_key = np.zeros(2 ** int(64 - self._shift), bool)
        self._may_be_key[self._slot(self._keys)] = True

    def find(self, words: Words) -> Hits:
        """Every spelling in every text, overlapping or not."""
        known = pc.index_in(words.distinct, value_set=self._words).fill_null(len(self._words)).to_numpy()
        nodes = self._begun_by[known][words.number]
        first = last = np.flatnonzero(nodes != _NONE)
        node = nodes[first]
        found = []
        while first.size:
            found.append(self._ending(words, first, last, node))
            on = np.flatnonzero(self._goes_on[node] & (last + 1 < len(words.first)))
            node, last = node[on], last[on] + 1
            gap = words.first[last] - words.after[last - 1]
            key = self._key(node, known[words.number[last]], np.minimum(gap, self._widest + 1))
            likely = np.flatnonzero(self._may_be_key[self._slot(key)])
            place = np.searchsorted(self._keys, key[likely])
            is_step = self._keys[place] == key[likely]
            taken = likely[is_step]
            first, last, node = first[on[taken]], last[taken], self._children[place[is_step]]
        return Hits(*map(np.concatenate, zip(*found, strict=True))) if found else Hits(first, first, first)

    def _key(self, node: Ints | int, word: Ints | int, gap: Ints | int) -> Ints:
        """One number for a step: from a node over a gap to a word."""
        return np.asarray((node * np.int64(len(self._words) + 1) + word) * (self._widest + 2) + gap)

    def _slot(self, key: Ints) -> Ints:
        """Where a step stands in the table that sifts them."""
        return np.asarray((key.view(np.uint64) * _SPREAD >> self._shift).view(np.int64))

    def _ending(self, words: Words, first: Ints, last: Ints, node: Ints) -> Hits:
        """Spellings that end at these nodes, where the blanks at their ends are those of the text."""
        ending = np.flatnonzero(self._counts[node])
        first, last, node = first[ending], last[ending], node[ending]
        count = self._counts[node]
        place = np.repeat(self._begins[node] - np.cumsum(count) + count, count) + np.arange(count.sum())
        hits = Hits(self._spellings[place], np.repeat(first, count), np.repeat(last, count))
        tight = np.flatnonzero(self._is_tight[hits.spelling])
        if not tight.size:
            return hits
        lead, trail = self.lead[hits.spelling[tight]], self.trail[hits.spelling[tight]]
        before = words.first[hits.first[tight]] - np.concatenate(([0], words.after))[hits.first[tight]]
        behind = np.append(words.first, len(words.alike))[hits.last[tight] + 1] - words.after[hits.last[tight]]
        out = tight[(before <= lead) | (behind <= trail)]
        return Hits(*(np.delete(column, out) for column in hits))
