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
        folded = [fold(document.title) + _EDGE + fold(document.text) + _EDGE for document in documents]
        begin = 0
        found = [np.zeros((0, 3), np.int64)]
        for one in folded:
            wide = b" " + one.replace(_EDGE, _WIDE_EDGE)
            hits = self._automaton.find_matches_as_indexes(wide, overlapping=True)
            places = np.fromiter(chain.from_iterable(hits), np.int64, 3 * len(hits)).reshape(-1, 3)
            found.append(places + np.array([0, begin, begin]))
            begin += len(wide) - 1
        term, first, last = np.concatenate(found).T
        starts, ends = _widened(b"".join(folded), *_bounds(documents))
        row = np.searchsorted(starts, first, side="right") - 1
        inside = last - 1 <= ends[row]
        return Found(row[inside], term[inside])


def _bounds(documents: Sequence[Document]) -> tuple[Ints, Ints]:
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
    return np.array(starts, np.int64), np.array(ends, np.int64)


def _widened(folded: bytes, starts: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Starts and ends in the text in which every edge has a space on both sides."""
    edges = np.flatnonzero(np.frombuffer(folded, np.uint8) == BOUNDARY)
    before, within = np.searchsorted(edges, starts), np.searchsorted(edges, ends)
    return starts + before * _WIDENED_BY, ends + within * _WIDENED_BY + 1
