"""What the role models see of a posting: themes of its sentences, n-grams, title words and skill codes.

A theme is a list of terms that speak of one thing (language models, agents, customers). It counts by the
sentence and section, alone and together with a verb of doing; training and inference call the same function.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from rolescope.coders.output import Mention
from rolescope.coders.sentences import Sentence
from rolescope.coders.terms import Ints, TermFinder
from rolescope.coders.wording import MUST, NICE, OTHER, WORK

Floats = npt.NDArray[np.float64]

DOING = "doing"
SECTIONS = (MUST, WORK, NICE, OTHER)
_TITLE = len(SECTIONS)
_CORE = 2
_PRIOR_SENTENCES = 3
_LOG_SCALE = 4.0
_CODE_SCALE = 4.0
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


class Reading(NamedTuple):
    """Features of one posting, and where they come from.

    Attributes
    ----------
    dense
        Features of themes, title words and skill codes, in this order.
    present
        Themes of each sentence, row 0 the title: alone, then together with `DOING`.
    section
        Number of the section of each row, the title's after all others.
    counts, sentences
        Sentences of each section that hold each theme, and sentences of each section.
    gram_rows, gram_columns
        Where n-grams stand in demanding sentences, each pair once.
    known_grams, often
        The columns among these, each once; how many sentences hold each n-gram of the vocabulary.
    title_columns
        Title words.
    """

    dense: Floats
    present: npt.NDArray[np.bool_]
    section: Ints
    counts: Floats
    sentences: Floats
    gram_rows: Ints
    gram_columns: Ints
    known_grams: Ints
    often: Ints
    title_columns: Ints


def read_posting(
    vocabulary: Vocabulary, title: str, text: str, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> Reading:
    """Features of one posting.

    Parameters
    ----------
    vocabulary
        The terms to look for.
    title, text
        Of the posting.
    sentences
        Of the text, with their sections.
    mentions
        Skill codes of the posting.
    """
    row, term = vocabulary.finder.find(title, text, sentences)
    section = np.array([_TITLE, *(_SECTION_NUMBER[s.section] for s in sentences)], np.int64)
    present = _themes(vocabulary, row, term, len(section))
    gram_rows, gram_columns = _grams(vocabulary, row, term, section)
    title_columns = vocabulary.title_grams[term[row == 0]]
    title_columns = np.array(sorted({*title_columns[title_columns >= 0].tolist()}), np.int64)
    title_words = np.zeros(vocabulary.title_columns)
    title_words[title_columns] = 1.0
    counts, in_section = _theme_counts(present, section)
    themes = _theme_features(counts, in_section, present[0])
    dense = np.concatenate((themes, title_words, _code_features(vocabulary, mentions)))
    often = np.bincount(gram_columns, minlength=vocabulary.gram_columns)
    return Reading(
        dense,
        present,
        section,
        counts,
        in_section,
        gram_rows,
        gram_columns,
        np.flatnonzero(often),
        often,
        title_columns,
    )


def _themes(vocabulary: Vocabulary, row: Ints, term: Ints, rows: int) -> npt.NDArray[np.bool_]:
    bits = np.zeros(rows, np.int64)
    np.bitwise_or.at(bits, row, vocabulary.theme_bits[term])
    alone = (bits[:, None] >> np.arange(len(vocabulary.themes))) & 1 > 0
    return np.concatenate((alone, alone & alone[:, :1]), axis=1)


def _grams(vocabulary: Vocabulary, row: Ints, term: Ints, section: Ints) -> tuple[Ints, Ints]:
    column = vocabulary.grams[term]
    kept = (column >= 0) & (section[row] < _CORE)
    width = vocabulary.gram_columns + 1
    pairs = np.unique(row[kept] * width + column[kept])
    return pairs // width, pairs % width


def _theme_features(counts: Floats, sentences: Floats, title: npt.NDArray[np.bool_]) -> Floats:
    themes = counts.shape[1] // 2
    core = counts[:_CORE, :themes].sum(axis=0)
    return np.concatenate(
        (
            (counts / (sentences[:, None] + _PRIOR_SENTENCES)).ravel(),
            (np.log1p(counts) / _LOG_SCALE).ravel(),
            core / (sentences[:_CORE].sum() + _PRIOR_SENTENCES),
            (core == 0) / 2,
            title[:themes] / 2,
        )
    )


def _theme_counts(present: npt.NDArray[np.bool_], section: Ints) -> tuple[Floats, Floats]:
    belongs = (section[None, :] == np.arange(len(SECTIONS))[:, None]).astype(np.float64)
    return belongs @ present.astype(np.float64), belongs.sum(axis=1)


def sentence_shares(vocabulary: Vocabulary, reading: Reading, weights: Floats) -> Floats:
    """What each row of a reading adds to the score through its themes and title words.

    A feature that is a logarithm of a count is shared equally by the sentences that are counted.

    Parameters
    ----------
    vocabulary
        The one that the posting was read with.
    reading
        Of one posting.
    weights
        One weight a dense feature.
    """
    themes, sections = len(vocabulary.themes), len(SECTIONS)
    counts, sentences = reading.counts, reading.sentences
    rates, logs = weights[: 4 * sections * themes].reshape(2, sections, 2 * themes)
    core, _, title = weights[4 * sections * themes : vocabulary.theme_columns].reshape(3, themes)
    each = rates / (sentences[:, None] + _PRIOR_SENTENCES)
    each += logs * np.log1p(counts) / _LOG_SCALE / np.maximum(counts, 1)
    each[:_CORE, :themes] += core / (sentences[:_CORE].sum() + _PRIOR_SENTENCES)
    shares = (reading.present[1:] * each[reading.section[1:]]).sum(axis=1)
    words = weights[vocabulary.theme_columns + reading.title_columns].sum()
    return np.concatenate(([reading.present[0, :themes] @ title / 2 + words], shares))


def _code_features(vocabulary: Vocabulary, mentions: Sequence[Mention]) -> Floats:
    """Logarithm of the number of different skills of each category in each section."""
    number = vocabulary.category_number
    counts = np.zeros((len(SECTIONS), len(number)))
    for section, category, _ in {(m.section, m.category, m.value) for m in mentions if m.field == "text"}:
        if category in number:
            counts[_SECTION_NUMBER[section or OTHER], number[category]] += 1
    return (np.log1p(counts) / _CODE_SCALE).ravel()
