"""Shares of postings and of employers, with the variance between employers.

A share of postings is a ratio: of the sum over employers of their postings that have the code to the
sum of their postings. Its variance is that of Taylor linearisation with employers as clusters; the
share of employers is the mean of each employer's own share.

References
----------
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, sections 4.2 and 5.6.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

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


@dataclass(frozen=True)
class Shares:
    """Shares of several codes on one base, as arrays of equal length."""

    share: Floats
    low: Floats
    high: Floats
    n_effective: Floats
    deff: Floats


def posting_shares(base: Base, count: Floats, sum_y2: Floats, sum_ym: Floats, level: float) -> Shares:
    """Shares of postings.

    p = Σ y_e / Σ m_e;  var p = C/(C−1) · Σ (y_e − p m_e)² / (Σ m_e)²;  deff = var p / (p (1−p) / n), at least 1.

    Parameters
    ----------
    base
        The slice.
    count, sum_y2, sum_ym
        For each code: Σ y_e, Σ y_e² and Σ y_e m_e over employers, y_e being the families of employer e
        that have the code and m_e all of its families.
    level
        Confidence level.
    """
    p = count / base.n
    spread = sum_y2 - 2 * p * sum_ym + p**2 * base.sum_m2
    variance = base.employers / max(base.employers - 1, 1) * np.maximum(spread, 0) / base.n**2
    binomial = p * (1 - p) / base.n
    full_correlation = base.sum_m2 / base.n
    deff = np.where(binomial > 0, variance / np.where(binomial > 0, binomial, 1), full_correlation)
    deff = np.maximum(deff, 1.0)
    size = effective_size(base.n, deff, base.employers, level)
    low, high = jeffreys(p, size, level)
    return Shares(p, low, high, size, deff)


def employer_shares(base: Base, sum_share: Floats, sum_share2: Floats, level: float) -> Shares:
    """Means over employers of each employer's own share.

    p = Σ (y_e / m_e) / C;  var p = S² / C, S² the variance between employers;  deff = S² / (p (1−p)).

    Parameters
    ----------
    base
        The slice.
    sum_share, sum_share2
        For each code: Σ y_e / m_e and Σ (y_e / m_e)² over employers.
    level
        Confidence level.
    """
    count = base.employers
    p = sum_share / count
    between = np.maximum(sum_share2 - count * p**2, 0) / max(count - 1, 1)
    binomial = p * (1 - p)
    deff = np.where(binomial > 0, between / np.where(binomial > 0, binomial, 1), 1.0)
    size = effective_size(count, np.maximum(deff, 1.0), count, level)
    low, high = jeffreys(p, size, level)
    return Shares(p, low, high, size, deff)
