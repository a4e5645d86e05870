"""Shares of postings and of employers, with the variance between employers.

A share of postings is a ratio: of the sum over employers of their postings that have the code to the
sum of their postings. Its variance is that of Taylor linearisation with employers as clusters; the
share of employers is the mean of each employer's own share.

References
----------
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, sections 4.2 and 5.6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats, effective_size, jeffreys


@dataclass(frozen=True)
class Base:
    """What shares are taken of: postings in a slice.

    Parameters
    ----------
    n
        Families in the slice that were coded.
    employers
        Their employers.
    sum_m2
        Sum over employers of their number of families, squared.
    largest
        The most families of one employer.
    """

    n: int
    employers: int
    sum_m2: float
    largest: int

    @classmethod
    def of(cls, clusters: NDArray[np.integer]) -> Base:
        """Base of postings whose employers have these numbers."""
        _, m = np.unique(clusters, return_counts=True)
        return cls(len(clusters), len(m), float((m.astype(float) ** 2).sum()), int(m.max(initial=0)))


class Bases(NamedTuple):
    """The bases of several shares, one entry a share, as arrays of equal length."""

    n: Floats
    employers: Floats
    sum_m2: Floats

    @classmethod
    def of(cls, bases: Sequence[Base]) -> Bases:
        """Bases as columns."""
        return cls(*np.array([(base.n, base.employers, base.sum_m2) for base in bases], float).T)


@dataclass(frozen=True)
class Shares:
    """Shares of several codes on one base, as arrays of equal length."""

    share: Floats
    low: Floats
    high: Floats
    n_effective: Floats
    deff: Floats


def posting_shares(base: Base | Bases, count: Floats, sum_y2: Floats, sum_ym: Floats, level: float) -> Shares:
    """Shares of postings.

    p = Σ y_e / Σ m_e;  var p = C/(C−1) · Σ (y_e − p m_e)² / (Σ m_e)²;  deff = var p / (p (1−p) / n), at least 1.

    Parameters
    ----------
    base
        The slice, or the slice of each share.
    count, sum_y2, sum_ym
        For each code: Σ y_e, Σ y_e² and Σ y_e m_e over employers, y_e being the families of employer e
        that have the code and m_e all of its families.
    level
        Confidence level.
    """
    p = count / base.n
    spread = sum_y2 - 2 * p * sum_ym + p**2 * base.sum_m2
    variance = base.employers / np.maximum(base.employers - 1, 1) * np.maximum(spread, 0) / base.n**2
    binomial = p * (1 - p) / base.n
    full_correlation = base.sum_m2 / base.n
    deff = np.where(binomial > 0, variance / np.where(binomial > 0, binomial, 1), full_correlation)
    deff = np.maximum(deff, 1.0)
    size = effective_size(base.n, deff, base.employers, level)
    low, high = jeffreys(p, size, level)
    return Shares(p, low, high, size, deff)


def shares_of(indicators: Floats | NDArray[np.bool_], clusters: NDArray[np.integer], level: float) -> Shares:
    """Shares of postings from the postings themselves.

    Parameters
    ----------
    indicators
        One row a code, one column a posting: 1 where the posting has the code, else 0.
    clusters
        Number of the employer of each posting; at least one posting.
    level
        Confidence level.
    """
    _, codes, m = np.unique(clusters, return_inverse=True, return_counts=True)
    y = np.array([np.bincount(codes, row, len(m)) for row in indicators])
    return posting_shares(Base.of(clusters), y.sum(axis=1), (y * y).sum(axis=1), y @ m.astype(float), level)


def employer_shares(base: Base | Bases, sum_share: Floats, sum_share2: Floats, level: float) -> Shares:
    """Means over employers of each employer's own share.

    p = Σ (y_e / m_e) / C;  var p = S² / C, S² the variance between employers;  deff = S² / (p (1−p)).

    Parameters
    ----------
    base
        The slice, or the slice of each share.
    sum_share, sum_share2
        For each code: Σ y_e / m_e and Σ (y_e / m_e)² over employers.
    level
        Confidence level.
    """
    count = base.employers
    p = sum_share / count
    between = np.maximum(sum_share2 - count * p**2, 0) / np.maximum(count - 1, 1)
    binomial = p * (1 - p)
    deff = np.where(binomial > 0, between / np.where(binomial > 0, binomial, 1), 1.0)
    size = effective_size(count, np.maximum(deff, 1.0), count, level)
    low, high = jeffreys(p, size, level)
    return Shares(p, low, high, size, deff)
