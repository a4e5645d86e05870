"""What the role models see of postings: themes of their sentences, n-grams, title words and skill codes.

A theme is a list of terms that speak of one thing (language models, agents, customers). It counts by the
sentence and section, alone and together with a verb of doing; training and inference call the same function.
Postings are read many at a time, because one costs numpy as many calls as a hundred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rolescope.coders.output import Mention
from rolescope.coders.sentences import Sentence
from rolescope.coders.terms import TermFinder, read_documents
from rolescope.coders.wording import MUST, NICE, OTHER, WORK
from rolescope.coders.words import Bools, Ints, Words, read_words

Floats = npt.NDArray[np.float64]

DOING = "doing"
SECTIONS = (MUST, WORK, NICE, OTHER)
_TITLE = len(SECTIONS)
CORE = 2
PRIOR_SENTENCES = 3
LOG_SCALE = 4.0
_CODE_SCALE = 4.0
_CODE = itemgetter(*map(Mention._fields.index, ("field", "section", "category", "value")))
_SECTION_NUMBER = {section: number for number, section in enumerate(SECTIONS)}


@dataclass(frozen=True)
class Vocabulary:
    """Terms and what they stand for.

    Parameters
    ----------
    terms
        Folded n-grams of at most three words.
    themes
        Names of the themes; the first is `DOING`.
    theme_bits
        For each term the themes that it belongs to, bit k for theme k.
    grams, title_grams
        Column of each term among the n-grams of demanding sentences, and of the title; -1 where it is none.
    categories
        Categories of skills whose codes count.
    """

    terms: tuple[str, ...]
    themes: tuple[str, ...]
    theme_bits: Ints
    grams: Ints
    title_grams: Ints
    categories: tuple[str, ...]

    @cached_property
    def finder(self) -> TermFinder:
        """The compiled terms."""
        return TermFinder(self.terms)

    @cached_property
    def theme_columns(self) -> int:
        """Features that themes give."""
        return (4 * len(SECTIONS) + 3) * len(self.themes)

    @cached_property
    def title_columns(self) -> int:
        """Features that title words give."""
        return int(self.title_grams.max(initial=-1)) + 1

    @cached_property
    def gram_columns(self) -> int:
        """N-grams of demanding sentences."""
        return int(self.grams.max(initial=-1)) + 1

    @cached_property
    def category_number(self) -> dict[str, int]:
        """Place of each category of skills."""
        return {category: place for place, category in enumerate(self.categories)}


class Advertised(NamedTuple):
    """What is read of one posting: title, text, the sentences of the text, and the skill codes."""

    title: str
    text: str
    sentences: Sequence[Sentence]
    mentions: Sequence[Mention]
    source_id: str = ""


class Held(NamedTuple):
    """N-grams of postings: `column[i]` stands in `often[i]` demanding sentences of `posting[i]`.

    `of` is the place here of each pair of a row and an n-gram.
    """

    posting: Ints
    column: Ints
    often: Ints
    of: Ints


class Readings(NamedTuple):
    """Features of postings, and where they come from. A row is a title or a sentence.

    Attributes
    ----------
    dense
        Features of themes, title words and skill codes, in this order, by posting.
    posting, section
        Of each row the posting, rising, and the number of the section, the title's after all others.
        The first row of a posting is its title.
    present
        Themes of each row: alone, then together with `DOING`.
    theme_rows, themes
        Where themes are present, each pair once.
    counts, sentences
        Sentences of each posting and section that hold each theme, and sentences of each posting and section.
    gram_rows
        Where n-grams stand in demanding sentences, each pair once; `held.of` says which.
    held
        N-grams of each posting, each pair of a posting and an n-gram once.
    """

    dense: Floats
    posting: Ints
    section: Ints
    present: Bools
    theme_rows: Ints
    themes: Ints
    counts: Floats
    sentences: Floats
    gram_rows: Ints
    held: Held

    def titles(self) -> Ints:
        """Row of the title of each posting."""
        return np.flatnonzero(self.section == _TITLE)


def read_postings(vocabulary: Vocabulary, postings: Sequence[Advertised], texts: Words) -> Readings:
    """Features of postings.

    Parameters
    ----------
    vocabulary
        The terms to look for.
    postings
        The postings.
    texts
        Words of their texts.
    """
    documents = read_documents(read_words([p.title for p in postings]), texts, [p.sentences for p in postings])
    row, term = vocabulary.finder.find(documents)
    section = np.full(len(postings) + len(documents.rows), _TITLE)
    section[documents.rows] = list(map(_SECTION_NUMBER.__getitem__, documents.sections))
    titles = section == _TITLE
    posting = np.cumsum(titles) - 1
    present = _themes(vocabulary, row, term, len(section))
    theme_rows, themes = np.nonzero(present)
    counts, in_section = _theme_counts(theme_rows, themes, vocabulary, posting, section, len(postings))
    gram_rows, held = _grams(vocabulary, row, term, posting, section)
    dense = np.concatenate(
        (
            _theme_features(counts, in_section, present[titles]),
            _title_words(vocabulary, posting, titles, row, term, len(postings)),
            _code_features(vocabulary, [p.mentions for p in postings]),
        ),
        axis=1,
    )
    return Readings(dense, posting, section, present, theme_rows, themes, counts, in_section, gram_rows, held)


def _table(rows: Ints, columns: Ints, height: int, width: int) -> Ints:
    """How often each pair of a row and a column occurs."""
    return np.bincount(rows * width + columns, minlength=height * width).reshape(height, width)


def _distinct(numbers: Ints) -> Ints:
    """Each number once, rising; for many numbers faster than `np.unique`, which keeps a table of them."""
    rising = np.sort(numbers)
    return rising[np.concatenate(([True], rising[1:] != rising[:-1]))] if rising.size else rising


def _themes(vocabulary: Vocabulary, row: Ints, term: Ints, rows: int) -> Bools:
    of_term = vocabulary.theme_bits[term]
    telling = np.flatnonzero(of_term)
    bits = np.zeros(rows, np.int64)
    np.bitwise_or.at(bits, row[telling], of_term[telling])
    alone = (bits[:, None] >> np.arange(len(vocabulary.themes))) & 1 > 0
    return np.concatenate((alone, alone & alone[:, :1]), axis=1)


def _grams(vocabulary: Vocabulary, row: Ints, term: Ints, posting: Ints, section: Ints) -> tuple[Ints, Held]:
    """Rows of n-grams, by posting, n-gram and row, and what each posting holds."""
    column = vocabulary.grams[term]
    kept = np.flatnonzero((column >= 0) & (section[row] < CORE))
    row, column, width, rows = row[kept], column[kept], vocabulary.gram_columns + 1, len(section)
    each = _distinct((posting[row] * width + column) * rows + row)
    pair = each // rows
    begin = np.flatnonzero(np.diff(pair, prepend=-1))
    often = np.diff(begin, append=len(pair))
    held = pair[begin] // width
    return each - pair * rows, Held(held, pair[begin] - held * width, often, np.repeat(np.arange(len(begin)), often))


def _title_words(vocabulary: Vocabulary, posting: Ints, titles: Bools, row: Ints, term: Ints, postings: int) -> Floats:
    column = vocabulary.title_grams[term]
    kept = (column >= 0) & titles[row]
    words = np.zeros((postings, vocabulary.title_columns))
    words[posting[row[kept]], column[kept]] = 1.0
    return words


def _theme_features(counts: Floats, sentences: Floats, titles: Bools) -> Floats:
    postings, _, columns = counts.shape
    themes = columns // 2
    core = counts[:, :CORE, :themes].sum(axis=1)
    return np.concatenate(
        (
            (counts / (sentences[:, :, None] + PRIOR_SENTENCES)).reshape(postings, -1),
            (np.log1p(counts) / LOG_SCALE).reshape(postings, -1),
            core / (sentences[:, :CORE].sum(axis=1, keepdims=True) + PRIOR_SENTENCES),
            (core == 0) / 2,
            titles[:, :themes] / 2,
        ),
        axis=1,
    )


def _theme_counts(
    row: Ints, theme: Ints, vocabulary: Vocabulary, posting: Ints, section: Ints, postings: int
) -> tuple[Floats, Floats]:
    kinds = len(SECTIONS) + 1
    group = posting * kinds + section
    counts = _table(group[row], theme, postings * kinds, 2 * len(vocabulary.themes)).reshape(postings, kinds, -1)
    sentences = _table(posting, section, postings, kinds)
    return counts[:, :_TITLE].astype(np.float64), sentences[:, :_TITLE].astype(np.float64)


def _code_features(vocabulary: Vocabulary, mentions: Sequence[Sequence[Mention]]) -> Floats:
    """Logarithm of the number of different skills of each category in each section."""
    number, width = vocabulary.category_number, len(SECTIONS) * len(vocabulary.categories)
    places = [
        posting * width + _SECTION_NUMBER[section or OTHER] * len(number) + number[category]
        for posting, of_one in enumerate(mentions)
        for field, section, category, _ in set(map(_CODE, of_one))
        if field == "text" and category in number
    ]
    counts = np.bincount(np.array(places, np.int64), minlength=len(mentions) * width)
    return np.asarray(np.log1p(counts.reshape(len(mentions), width)) / _CODE_SCALE)
