"""A change of a share, split exactly into what continuing employers, newcomers and leavers did.

With s = m/M an employer's part of the families, p = y/m its own share, P the share of all, Δ the change and a bar the
mean of both waves, the change of P is

    within   Σ s̄ Δp            continuing employers ask for it more or less often
    between  Σ Δs (p̄ − P̄)      those that ask for it advertise more or less
    entry    Σ s₁ (p₁ − P̄)     of employers that are new
    exit     Σ s₀ (p₀ − P̄)     of those that are gone; it is subtracted

(the second method of Foster, Haltiwanger and Krizan, after Griliches and Regev, which has no cross term). Every term is
a smooth function of sums over employers; its variance is that of Taylor linearisation with employers as clusters, its
limits are those of Student's t.

References
----------
Foster, Haltiwanger and Krizan (2001), Aggregate productivity growth: lessons from microeconomic evidence, in New
Developments in Productivity Analysis, University of Chicago Press, section 8.3.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 5.5.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from scipy import stats

from rolescope.estimate.intervals import Floats


class Term(NamedTuple):
    """One term with its limits."""

    value: float
    low: float
    high: float


class Decomposition(NamedTuple):
    """change = within + between + entry − exit."""

    change: Term
    within: Term
    between: Term
    entry: Term
    exit: Term


@dataclass(frozen=True)
class _Linear:
    """A figure, and how much each employer adds to it by linearisation; the parts sum to 0."""

    value: float
    parts: Floats

    def __add__(self, other: _Linear) -> _Linear:
        return _Linear(self.value + other.value, self.parts + other.parts)

    def __sub__(self, other: _Linear) -> _Linear:
        return self + other.scaled(-1.0)

    def __mul__(self, other: _Linear) -> _Linear:
        return _Linear(self.value * other.value, self.value * other.parts + other.value * self.parts)

    def scaled(self, factor: float) -> _Linear:
        """The figure times a constant."""
        return _Linear(factor * self.value, factor * self.parts)


def decompose(m: Floats, y: Floats, level: float) -> Decomposition:
    """Split the change of one share.

    Parameters
    ----------
    m
        Families of each employer, one row a wave; an employer has some in one wave at least, a wave has some.
    y
        Of these, the families that have the value.
    level
        Confidence level; with one employer there are no limits, and they are the figures themselves.

    Examples
    --------
    One of two employers leaves, one comes; the one that stays goes from 1 of 2 to 2 of 2:

    >>> found = decompose(np.array([[2.0, 2, 0], [2, 0, 2]]), np.array([[1.0, 2, 0], [2, 0, 0]]), 0.95)
    >>> [round(term.value, 4) for term in found]
    [-0.25, 0.25, 0.0, -0.3125, 0.1875]
    """
    comes, goes = (m == 0).astype(float)
    stays = 1 - comes - goes
    own = np.where(stays > 0, y / np.where(m > 0, m, 1), 0)
    moved, mean = own[1] - own[0], own.mean(axis=0)
    before, after = _ratio(y[0], m[0]), _ratio(y[1], m[1])
    level_of_all = (before + after).scaled(0.5)

    def above(top: Floats, whom: Floats, wave: int) -> _Linear:
        """Σ s (p − P̄) over some employers, of whom `top` is Σ m p."""
        return _ratio(top, m[wave]) - level_of_all * _ratio(m[wave] * whom, m[wave])

    within = (_ratio(m[0] * moved, m[0]) + _ratio(m[1] * moved, m[1])).scaled(0.5)
    between = above(m[1] * mean, stays, 1) - above(m[0] * mean, stays, 0)
    entry, exit_ = above(y[1] * comes, comes, 1), above(y[0] * goes, goes, 0)
    return Decomposition(*(_term(part, level) for part in (after - before, within, between, entry, exit_)))


def _ratio(top: Floats, m: Floats) -> _Linear:
    """Σ top / Σ m."""
    value = top.sum() / m.sum()
    return _Linear(value, (top - value * m) / m.sum())


def _term(part: _Linear, level: float) -> Term:
    count = len(part.parts)
    error = np.sqrt(count / max(count - 1, 1) * (part.parts @ part.parts)) if count > 1 else 0.0
    reach = error * stats.t.ppf(1 - (1 - level) / 2, max(count - 1, 1))
    return Term(float(part.value), float(part.value - reach), float(part.value + reach))
