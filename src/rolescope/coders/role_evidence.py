"""Which title and sentences carried a decision of a role model: what each adds to the score of the best value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rolescope.coders.role_features import (
    CORE,
    LOG_SCALE,
    PRIOR_SENTENCES,
    SECTIONS,
    Advertised,
    Floats,
    Readings,
    Vocabulary,
)
from rolescope.coders.wording import OTHER
from rolescope.coders.words import Bools, Ints

_SECOND_SPAN = 0.5
BLURB = SECTIONS.index(OTHER)


class Span(NamedTuple):
    """A quote that carried a decision; `field[start_char:end_char] == quote`."""

    field: str
    section: str | None
    quote: str
    start_char: int
    end_char: int


def sentence_shares(vocabulary: Vocabulary, readings: Readings, weights: Floats) -> Floats:
    """What each row of readings adds to the score of its posting through its themes and title words.

    A feature that is a logarithm of a count is shared equally by the sentences that are counted.

    Parameters
    ----------
    vocabulary
        The one that the postings were read with.
    readings
        Of the postings.
    weights
        Of each posting one weight a dense feature.
    """
    themes, sections, postings = len(vocabulary.themes), len(SECTIONS), len(weights)
    counts, sentences = readings.counts, readings.sentences
    first, second = 4 * sections * themes, vocabulary.theme_columns
    rates, logs = weights[:, :first].reshape(postings, 2, sections, 2 * themes).swapaxes(0, 1)
    core, _, title = weights[:, first:second].reshape(postings, 3, themes).swapaxes(0, 1)
    each = np.zeros((postings, sections + 1, 2 * themes))
    each[:, :sections] = rates / (sentences[:, :, None] + PRIOR_SENTENCES)
    each[:, :sections] += logs * np.log1p(counts) / LOG_SCALE / np.maximum(counts, 1)
    asked = sentences[:, :CORE].sum(axis=1) + PRIOR_SENTENCES
    each[:, :CORE, :themes] += (core / asked[:, None])[:, None]
    each[:, sections, :themes] = title / 2
    row = readings.theme_rows
    added = each[readings.posting[row], readings.section[row], readings.themes]
    shares = np.asarray(np.bincount(row, added, len(readings.posting)), np.float64)
    words = slice(second, second + vocabulary.title_columns)
    shares[readings.titles()] += (weights[:, words] * readings.dense[:, words]).sum(axis=1)
    return shares


def telling_rows(shares: Floats, readings: Readings, titled: Bools) -> list[list[int]]:
    """The one or two rows of each posting that add most; the company's blurb only where all is blurb.

    Parameters
    ----------
    shares
        What each row adds.
    readings
        Of the postings.
    titled
        Whether a posting has a title; an empty one is no evidence.
    """
    titles = readings.titles()
    usable = np.ones(len(shares), bool)
    usable[titles] = titled
    told = usable & (readings.section != BLURB)
    some = np.bincount(readings.posting[told], minlength=len(titles)) > 0
    sentence = np.ones(len(shares), bool)
    sentence[titles] = False
    rows = np.flatnonzero(np.where(some[readings.posting], told, sentence))
    return _best_two(rows, shares, readings.posting, len(titles))


def _best_two(rows: Ints, shares: Floats, posting: Ints, postings: int) -> list[list[int]]:
    """Of each posting the best of these rows, and the second where it adds at least half as much."""
    count = np.bincount(posting[rows], minlength=postings)
    some = np.flatnonzero(count)
    begin = (np.cumsum(count) - count)[some]
    left = shares[rows]
    first = _greatest(left, begin)
    most = left[first]
    left[first] = -np.inf
    second = _greatest(left, begin)
    is_two = left[second] >= np.maximum(_SECOND_SPAN * most, 0.0)
    best: list[list[int]] = [[] for _ in range(postings)]
    columns = (some, rows[first], rows[second], is_two)
    for number, one, other, two in zip(*(column.tolist() for column in columns), strict=True):
        best[number] = [one, other] if two else [one]
    return best


def _greatest(numbers: Floats, begin: Ints) -> Ints:
    """Place of the greatest of the numbers from each beginning to the next; of equals the first."""
    greatest = np.repeat(np.maximum.reduceat(numbers, begin), np.diff(begin, append=len(numbers)))
    places = np.flatnonzero(numbers == greatest)
    return places[np.searchsorted(places, begin)]


def spans(rows: Sequence[int], title_row: int, posting: Advertised) -> tuple[Span, ...]:
    """Quotes of rows of a posting, sorted."""
    return tuple(sorted(_span(row - title_row, posting) for row in rows))


def _span(row: int, posting: Advertised) -> Span:
    if row == 0:
        return Span("title", None, posting.title, 0, len(posting.title))
    sentence = posting.sentences[row - 1]
    quote = posting.text[sentence.start : sentence.end]
    return Span("text", sentence.section, quote, sentence.start, sentence.end)
