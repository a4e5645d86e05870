"""Figures of what a posting has many of: which postings hold which skill, or which theme, in any place.

The cases are all pairs of a posting and a value that one of the two names anywhere. In most of them both
say that the posting does not have it, so that AC1 over all values is near 1: F1 and kappa tell more.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rolescope.estimate.bootstrap import Resampled, interval_of, resample, sum_by_cluster
from rolescope.estimate.cohen_kappa import cohen_kappa
from rolescope.estimate.f1 import f1, precision, recall
from rolescope.estimate.gwet_ac1 import gwet_ac1
from rolescope.estimate.intervals import Floats
from rolescope.estimate.krippendorff_alpha import alpha_of_two
from rolescope.evaluation.figure import Chance, Figure, Statistic, Topic, at, share_figure

MIN_POSTINGS = 5
_AT_ONCE = 50
_HAS = 0
_SHARES = {"precision": at(precision, _HAS), "recall": at(recall, _HAS)}
_OTHERS: dict[str, Statistic] = {
    "f1": at(f1, _HAS),
    "cohen_kappa": cohen_kappa,
    "krippendorff_alpha": alpha_of_two,
    "gwet_ac1": gwet_ac1,
}


class Holding(NamedTuple):
    """The values that the reference and the coder find in one posting."""

    employer: str
    reference: frozenset[str]
    said: frozenset[str]


def held_figures(topic: Topic, postings: Sequence[Holding], chance: Chance) -> list[Figure]:
    """Agreement over all values, and on each value that the reference has in `MIN_POSTINGS` postings."""
    values = {value for posting in postings for value in posting.reference | posting.said}
    employers = [posting.employer for posting in postings]
    pooled = np.array([_table(posting, len(values)) for posting in postings], dtype=float).reshape(-1, 2, 2)
    figures = _figures(topic, resample(sum_by_cluster(pooled, employers), seed=chance.seed), chance.level)
    counts = Counter(value for posting in postings for value in posting.reference)
    frequent = [value for value, count in counts.items() if count >= MIN_POSTINGS]
    frequent.sort(key=lambda value: (-counts[value], value))
    for first in range(0, len(frequent), _AT_ONCE):
        some = frequent[first : first + _AT_ONCE]
        resampled = resample(sum_by_cluster(_tables(postings, some), employers), seed=chance.seed)
        for position, value in enumerate(some):
            of_value = Resampled(
                resampled.clusters, resampled.total[position], np.ascontiguousarray(resampled.draws[:, position])
            )
            figures += _figures(replace(topic, subset=None, value=value), of_value, chance.level)
    return figures


def _figures(topic: Topic, resampled: Resampled, level: float) -> list[Figure]:
    figures = [share_figure(topic, measure, statistic, resampled, level) for measure, statistic in _SHARES.items()]
    n = int(resampled.total[_HAS].sum())
    for measure, statistic in _OTHERS.items():
        figures.append(Figure(topic, measure, interval_of(statistic, resampled, level), n, resampled.clusters))
    return figures


def _table(posting: Holding, values: int) -> list[list[int]]:
    """Has and has not, by the reference (rows) and the coder (columns), over all values."""
    both = len(posting.reference & posting.said)
    missed, added = len(posting.reference) - both, len(posting.said) - both
    return [[both, missed], [added, values - both - missed - added]]


def _tables(postings: Sequence[Holding], values: Sequence[str]) -> Floats:
    """The same for each value by itself, of shape (postings, values, 2, 2)."""
    reference, said = (
        np.array([[value in held for value in values] for held in sets])
        for sets in ([posting.reference for posting in postings], [posting.said for posting in postings])
    )
    cells = [[reference & said, reference & ~said], [~reference & said, ~reference & ~said]]
    return np.moveaxis(np.array(cells, dtype=float), (0, 1), (2, 3))
