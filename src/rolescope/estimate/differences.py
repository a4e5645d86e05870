"""Difference of two shares of postings whose employers overlap.

d = p₁ − p₂. By Taylor linearisation with employers as clusters, as in `clustered`,

    cov(p₁, p₂) = C/(C−1) · Σ (y₁ − p₁ m₁)(y₂ − p₂ m₂) / (M₁ M₂),

and likewise the variances. The interval is MOVER on the Jeffreys limits (l, u) of the two shares with their
correlation r: d − √[(p₁ − l₁)² + (u₂ − p₂)² − 2 r (p₁ − l₁)(u₂ − p₂)], the upper limit likewise. The p-value is
that of d over its standard error were the two shares one, pooled, with the same design effects and r (a score test),
by Student's t with the degrees of freedom of the employers: a share of 0 in a small slice is no certainty.

References
----------
Zou and Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.6.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy import stats

from rolescope.estimate.clustered import Bases, Shares, posting_shares
from rolescope.estimate.intervals import Floats

POWER = 0.8


class Side(NamedTuple):
    """One of the two shares: Σ m, Σ m², Σ y, Σ y² and Σ y m over employers, and how many of these it has."""

    m: Floats
    m2: Floats
    y: Floats
    y2: Floats
    ym: Floats
    employers: Floats


class Crossed(NamedTuple):
    """Sums over employers of products of one side and the other: Σ y₁ y₂, Σ y₁ m₂, Σ m₁ y₂, Σ m₁ m₂."""

    yy: Floats
    ym: Floats
    my: Floats
    mm: Floats


class Differences(NamedTuple):
    """Differences with limits, their p-values, and what difference would have been seen with power .8."""

    share: Floats
    against: Floats
    difference: Floats
    low: Floats
    high: Floats
    p_value: Floats
    detectable: Floats


def share_differences(one: Side, other: Side, crossed: Crossed, employers: float, level: float) -> Differences:
    """Differences of several pairs of shares; all arrays are of one length.

    Parameters
    ----------
    one, other
        The two sides of each difference, each with at least one posting.
    crossed
        What the employers of both sides share.
    employers
        Number of employers on either side, at least 2.
    level
        Confidence level.
    """
    first, second = _shares(one, level), _shares(other, level)
    spread = crossed.yy - second.share * crossed.ym - first.share * crossed.my
    spread = spread + first.share * second.share * crossed.mm
    covariance = employers / (employers - 1) * spread / (one.m * other.m)
    variances = [
        s.share * (1 - s.share) / np.maximum(side.m, 1) * s.deff for s, side in ((first, one), (second, other))
    ]
    scale = np.sqrt(variances[0] * variances[1])
    r = np.clip(np.where(scale > 0, covariance / np.where(scale > 0, scale, 1), 0), -1, 1)
    pooled = (one.y + other.y) / (one.m + other.m)
    null = [pooled * (1 - pooled) / side.m * s.deff for s, side in ((first, one), (second, other))]
    error = np.sqrt(np.maximum(null[0] + null[1] - 2 * r * np.sqrt(null[0] * null[1]), 0))
    difference = first.share - second.share
    p_value = 2 * stats.t.sf(np.abs(difference) / np.where(error > 0, error, np.inf), employers - 1)
    low, high = _mover(first, second, r)
    reach = stats.norm.ppf(1 - (1 - level) / 2) + stats.norm.ppf(POWER)
    return Differences(first.share, second.share, difference, low, high, p_value, reach * error)


def _shares(side: Side, level: float) -> Shares:
    return posting_shares(Bases(side.m, side.employers, side.m2), side.y, side.y2, side.ym, level)


def _mover(first: Shares, second: Shares, r: Floats) -> tuple[Floats, Floats]:
    down, up = first.share - first.low, first.high - first.share
    other_down, other_up = second.share - second.low, second.high - second.share
    difference = first.share - second.share
    low = difference - np.sqrt(np.maximum(down**2 + other_up**2 - 2 * r * down * other_up, 0))
    high = difference + np.sqrt(np.maximum(up**2 + other_down**2 - 2 * r * up * other_down, 0))
    return np.maximum(low, -1.0), np.minimum(high, 1.0)
