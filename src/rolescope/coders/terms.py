"""Words and short phrases of a posting: which of a fixed list stand in which sentence.

One Aho-Corasick pass over the folded title and text. Terms are folded n-grams (`folding`) of single
spaces; none crosses punctuation or the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ahocorasick_rs import BytesAhoCorasick, Implementation

from rolescope.coders.folding import BOUNDARY, fold
from rolescope.coders.sentences import Sentence

Ints = npt.NDArray[np.int64]

_EDGE = bytes([BOUNDARY])
_WIDE_EDGE = b" " + _EDGE + b" "
_WIDENED_BY = len(_WIDE_EDGE) - 1


class Found(NamedTuple):
    """Terms found: `term[i]` stands in sentence `sentence[i]`; sentence 0 is the title."""

    sentence: Ints
    term: Ints


class TermFinder:
    """Compiled form of a list of terms.

    Parameters
    ----------
    terms
        Folded n-grams, each once; the place of a term in the list is its number.
    """

    def __init__(self, terms: Sequence[str]) -> None:
        patterns = [b" " + term.encode("ascii") + b" " for term in terms]
        self._automaton = BytesAhoCorasick(patterns, implementation=Implementation.ContiguousNFA)

    def find(self, title: str, text: str, sentences: Sequence[Sentence]) -> Found:
        """Every term in the title and in the sentences, as often as it stands there."""
        folded = fold(title) + _EDGE + fold(text) + _EDGE
        hits = self._automaton.find_matches_as_indexes(b" " + folded.replace(_EDGE, _WIDE_EDGE), overlapping=True)
        found = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
        starts, ends = _widened(folded, len(title), sentences)
        place = np.searchsorted(starts, found[:, 1], side="right") - 1
        inside = found[:, 2] - 1 <= ends[place]
        return Found(place[inside], found[inside, 0])


def _widened(folded: bytes, title_chars: int, sentences: Sequence[Sentence]) -> tuple[Ints, Ints]:
    """Starts and ends of title and sentences in the text in which every edge has a space on both sides."""
    begin = title_chars + 1
    starts = np.array([0, *(begin + sentence.start for sentence in sentences)], np.int64)
    ends = np.array([title_chars, *(begin + sentence.end for sentence in sentences)], np.int64)
    edges = np.cumsum(np.frombuffer(folded, np.uint8) == BOUNDARY) * _WIDENED_BY
    before = np.concatenate((np.zeros(1, np.int64), edges))
    return starts + before[starts], ends + before[ends] + 1
