"""Words and short phrases of postings: which of a fixed list stand in which sentence.

Terms are folded n-grams (`folding`) of single spaces; none crosses punctuation or the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from rolescope.coders.sentences import Sentence
from rolescope.coders.word_trie import Hits, WordTrie
from rolescope.coders.words import Ints, Words


class Documents(NamedTuple):
    """Titles, texts and the sentences of the texts, in their order.

    Attributes
    ----------
    starts, ends
        Of each sentence in `texts.plain`.
    sections
        Of each sentence.
    title_rows, rows
        Row of each title and of each sentence: a document has a row for its title, then one a sentence.
    """

    titles: Words
    texts: Words
    starts: Ints
    ends: Ints
    sections: Sequence[str]
    title_rows: Ints
    rows: Ints


def read_documents(titles: Words, texts: Words, sentences: Sequence[Sequence[Sentence]]) -> Documents:
    """Documents of titles, texts and the sentences of each text."""
    counts = np.fromiter(map(len, sentences), np.int64, len(sentences))
    title_rows = np.cumsum(counts + 1) - counts - 1
    rows = np.arange(counts.sum()) + np.repeat(np.arange(len(counts)) + 1, counts)
    every = list(chain.from_iterable(sentences))
    starts, ends = (np.fromiter(map(itemgetter(place), every), np.int64, len(every)) for place in (0, 1))
    begins = np.repeat(texts.begins, counts)
    return Documents(titles, texts, begins + starts, begins + ends, [one.section for one in every], title_rows, rows)


class Found(NamedTuple):
    """Terms found: `term[i]` stands in row `row[i]` of the documents."""

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
        self._trie = WordTrie([term.encode("ascii") for term in terms])

    def find(self, documents: Documents) -> Found:
        """Every term in the titles and in the sentences, as often as it stands there."""
        titles, texts = documents.titles, documents.texts
        of_titles, first, _ = self._phrases(titles)
        title_rows = documents.title_rows[titles.text[first]]
        term, first, last = self._phrases(texts)
        sentence = _last_begun(documents.starts, texts.first)[first]
        inside = np.flatnonzero(texts.after[last] <= np.append(documents.ends, 0)[sentence])
        rows = documents.rows[sentence[inside]]
        return Found(np.concatenate((title_rows, rows)), np.concatenate((of_titles, term[inside])))

    def _phrases(self, words: Words) -> Hits:
        """Terms of which nothing but a space parts the words."""
        hits = self._trie.find(words)
        together = ~words.is_parted(hits.first, hits.last)
        return Hits(*(column[together] for column in hits))


def _last_begun(starts: Ints, places: Ints) -> Ints:
    """Number of the last of the starts that is not behind each place, -1 where there is none; both rise."""
    first = np.searchsorted(places, starts)
    return np.repeat(np.arange(-1, len(starts)), np.diff(first, prepend=0, append=len(places)))
