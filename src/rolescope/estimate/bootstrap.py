"""Employer-clustered bootstrap of statistics of sums: counts, confusion tables, coincidences.

Whatever can be computed from sums over postings is computed for all draws at once, from the sums of the
employers drawn. Limits are percentiles.

References
----------
Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from rolescope.estimate.intervals import Floats, jeffreys
from rolescope.estimate.ratio import Ratio

DRAWS = 2000
_BLOCK = 250
MOST_UNDEFINED = 0.5
_TINY = 1e-9


class Interval(NamedTuple):
    """A figure with its limits; None, with the reason in `note`, where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    note: str | None = None


class Resampled(NamedTuple):
    """Sums over all clusters (`total`, of any shape), and over the clusters of each draw (one more axis, first)."""

    clusters: int
    total: Floats
    draws: Floats


def sum_by_cluster(values: Floats, clusters: Sequence[str]) -> Floats:
    """Sums of values (one a posting, along the first axis) by cluster, in the order of the clusters' names.

    Examples
    --------
    >>> sum_by_cluster(np.array([1.0, 2.0, 4.0]), ["b", "a", "b"]).tolist()
    [2.0, 5.0]
    """
    names, codes = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    sums = np.zeros((len(names), *values.shape[1:]))
    np.add.at(sums, codes, values)
    return sums


def resample(sums: Floats, *, seed: int) -> Resampled:
    """Draw as many clusters as there are, with replacement, `DRAWS` times.

    Parameters
    ----------
    sums
        Sums by cluster, clusters along the first axis.
    seed
        Seed of the draws.
    """
    clusters = len(sums)
    if not clusters:
        return Resampled(0, sums.sum(axis=0), np.zeros((0, *sums.shape[1:])))
    random, even = np.random.default_rng(seed), np.full(clusters, 1 / clusters)
    drawn = [
        np.tensordot(random.multinomial(clusters, even, _BLOCK).astype(float), sums, axes=1)
        for _ in range(DRAWS // _BLOCK)
    ]
    return Resampled(clusters, sums.sum(axis=0), np.concatenate(drawn))


def interval_of(statistic: Callable[[Floats], Ratio], resampled: Resampled, level: float = 0.95) -> Interval:
    """A statistic with the percentiles of its draws.

    Draws in which it is not defined are left out, which the note says where they are more than 5 %. There
    are no limits for one cluster alone, none where more than half of the draws are undefined, and none
    where all draws give the same: it is not known then how far the figure may be from the truth.

    Parameters
    ----------
    statistic
        Gives numerator and denominator from sums of the shape of `resampled.total`, or a stack of them.
    resampled
        The sums.
    level
        Confidence level.
    """
    if not resampled.total.any():
        return Interval(None, note="nothing to compare")
    whole = statistic(resampled.total)
    if whole.below <= _TINY:
        return Interval(None, note=whole.undefined)
    value = float(whole.above / whole.below)
    if resampled.clusters == 1:
        return Interval(value, note="one employer: no interval")
    drawn = statistic(resampled.draws)
    defined = drawn.below > _TINY
    lost = 1 - float(defined.mean())
    if lost > MOST_UNDEFINED:
        return Interval(value, note=f"undefined in {lost:.0%} of the draws: no interval")
    tail = (1 - level) / 2
    low, high = np.quantile(drawn.above[defined] / drawn.below[defined], [tail, 1 - tail])
    if low == high:
        return Interval(value, note="no draw differs: no interval")
    note = f"undefined in {lost:.0%} of the draws, left out" if lost > 0.05 else None
    return Interval(value, float(low), float(high), note)


def share_interval(statistic: Callable[[Floats], Ratio], resampled: Resampled, level: float = 0.95) -> Interval:
    """As `interval_of`, for a share of cases: where all are right, or none, by Jeffreys.

    No draw can differ there. The limits are those of a share seen on as many cases as there are, and at
    most as many as there are clusters.
    """
    found = interval_of(statistic, resampled, level)
    if found.value not in (0.0, 1.0) or resampled.clusters < 2:
        return found
    cases = min(float(statistic(resampled.total).below), resampled.clusters)
    low, high = jeffreys(found.value, cases, level)
    return Interval(found.value, float(low), float(high), f"all alike: Jeffreys interval on {cases:.0f}")
