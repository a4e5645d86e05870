"""Words and short phrases of postings: which of a fixed list stand in which sentence.

Terms are folded n-grams (`folding`) of single spaces; none crosses punctuation or the end of a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rolescope.coders.sentences import Sentence
from rolescope.coders.word_trie import Hits, WordTrie
from rolescope.coders.words import Ints, Words


class Documents(NamedTuple):
    """Titles, texts and the sentences of the texts, in their order."""

    titles: Words
    texts: Words
    sentences: Sequence[Sequence[Sentence]]


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
        self._trie = WordTrie([term.encode("ascii") for term in terms])

    def find(self, documents: Documents) -> Found:
        """Every term in the titles and in the sentences, as often as it stands there."""
        titles, texts, sentences = documents
        counts = np.fromiter(map(len, sentences), np.int64, len(sentences))
        title_rows = np.cumsum(counts + 1) - counts - 1
        sentence_rows = np.arange(counts.sum()) + np.repeat(np.arange(len(counts)) + 1, counts)
        of_titles, in_titles = self._titles(titles)
        of_sentences, in_sentences = self._sentences(texts, sentences, counts)
        return Found(
            np.concatenate((title_rows[in_titles], sentence_rows[in_sentences])),
            np.concatenate((of_titles, of_sentences)),
        )

    def _titles(self, titles: Words) -> tuple[Ints, Ints]:
        """Terms of titles, each with the number of its title."""
        term, first, _ = self._phrases(titles)
        return term, titles.text[first]

    def _sentences(self, texts: Words, sentences: Sequence[Sequence[Sentence]], counts: Ints) -> tuple[Ints, Ints]:
        """Terms of sentences, each with the number of its sentence among all of them."""
        term, first, last = self._phrases(texts)
        begins = np.repeat(texts.begins, counts)
        starts = begins + np.array([sentence.start for some in sentences for sentence in some], np.int64)
        ends = begins + np.array([sentence.end for some in sentences for sentence in some], np.int64)
        sentence = np.searchsorted(starts, texts.first[first], side="right") - 1
        inside = texts.after[last] <= np.append(ends, 0)[sentence]
        return term[inside], sentence[inside]

    def _phrases(self, words: Words) -> Hits:
        """Terms of which nothing but a space parts the words."""
        hits = self._trie.find(words)
        together = ~words.is_parted(hits.first, hits.last)
        return Hits(*(column[together] for column in hits))
