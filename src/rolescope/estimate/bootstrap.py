"""Employer-clustered bootstrap of ratios of sums.

References
----------
Davison and Hinkley (1997), Bootstrap Methods and their Application, section 3.8.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats

DRAWS = 2000


def ratio_interval(
    numerators: Sequence[float],
    denominators: Sequence[float],
    clusters: Sequence[str],
    *,
    seed: int,
    level: float = 0.95,
) -> tuple[float, float, float]:
    """Ratio Σ numerator / Σ denominator with its percentile interval when clusters are drawn again.

    Parameters
    ----------
    numerators, denominators
        One value a posting.
    clusters
        Employer of each posting.
    seed
        Seed of the draws.
    level
        Confidence level.

    Returns
    -------
    tuple of float
        Ratio, lower and upper limit; NaN where the denominator is zero.
    """
    return ratio_intervals(np.asarray([numerators], float), denominators, clusters, seed=seed, level=level)[0]


def ratio_intervals(
    numerators: Floats, denominators: Sequence[float], clusters: Sequence[str], *, seed: int, level: float = 0.95
) -> list[tuple[float, float, float]]:
    """As `ratio_interval` for several numerators (one a row) on the same draws."""
    _, codes = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    size = int(codes.max()) + 1 if len(codes) else 0
    bottom = _sums(codes, denominators, size)
    if not bottom.sum():
        return [(float("nan"), float("nan"), float("nan"))] * len(numerators)
    tops = np.array([_sums(codes, row, size) for row in numerators])
    draws = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), DRAWS)
    sums = draws @ bottom
    ratios = (draws @ tops.T)[sums > 0] / sums[sums > 0, None]
    tail = (1 - level) / 2
    limits = np.quantile(ratios, [tail, 1 - tail], axis=0)
    shares = tops.sum(axis=1) / bottom.sum()
    return [(float(p), float(low), float(high)) for p, low, high in zip(shares, *limits, strict=True)]


def _sums(codes: NDArray[np.intp], values: Sequence[float] | Floats, size: int) -> Floats:
    sums = np.zeros(size)
    np.add.at(sums, codes, np.asarray(values, float))
    return sums
