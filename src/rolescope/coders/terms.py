"""Words and short phrases of postings: which of a fixed list stand in which sentence.

One Aho-Corasick pass over the folded titles and texts. Terms are folded n-grams (`folding`) of single
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


class Document(NamedTuple):
    """A title, a text and the sentences of the text, in its order."""

    title: str
    text: str
    sentences: Sequence[Sentence]


class Found(NamedTuple):
    """Terms found: `term[i]` stands in row `row[i]`. Each document has a row for its title, then one a sentence."""

    row: Ints
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

    def find(self, documents: Sequence[Document]) -> Found:
        """Every term in the titles and in the sentences, as often as it stands there."""
        folded = b"".join([fold(field) + _EDGE for document in documents for field in document[:2]])
        hits = self._automaton.find_matches_as_indexes(b" " + folded.replace(_EDGE, _WIDE_EDGE), overlapping=True)
        found = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
        starts, ends = _widened(folded, *_bounds(documents))
        row = np.searchsorted(starts, found[:, 1], side="right") - 1
        inside = found[:, 2] - 1 <= ends[row]
        return Found(row[inside], found[inside, 0])


def _bounds(documents: Sequence[Document]) -> tuple[list[int], list[int]]:
    """Starts and ends of the rows where title and text of each document follow one another, an edge after each."""
    starts: list[int] = []
    ends: list[int] = []
    begin = 0
    for title, text, sentences in documents:
        starts.append(begin)
        ends.append(begin + len(title))
        begin += len(title) + 1
        starts += [begin + sentence.start for sentence in sentences]
        ends += [begin + sentence.end for sentence in sentences]
        begin += len(text) + 1
    return starts, ends


def _widened(folded: bytes, starts: Sequence[int], ends: Sequence[int]) -> tuple[Ints, Ints]:
    """Starts and ends in the text in which every edge has a space on both sides."""
    edges = np.cumsum(np.frombuffer(folded, np.uint8) == BOUNDARY) * _WIDENED_BY
    before = np.concatenate((np.zeros(1, np.int64), edges))
    first, last = np.array(starts, np.int64), np.array(ends, np.int64)
    return first + before[first], last + before[last] + 1
