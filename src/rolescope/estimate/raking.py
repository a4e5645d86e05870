"""Raking: weights that bring several margins to stated shares, by iterative proportional fitting.

Beginning with weights of 1, each margin in turn multiplies the weights of each of its values by target / present share,
and so on round after round (Deming and Stephan). After each round weights are trimmed to [1/c, c], so that a few
postings do not speak for all.

References
----------
Deming and Stephan (1940), On a least squares adjustment of a sampled frequency table when the expected marginal totals
are known, Annals of Mathematical Statistics 11.
Kalton and Flores-Cervantes (2003), Weighting methods, Journal of Official Statistics 19: raking, trimming.
Kish (1992), Weighting for unequal P_i, Journal of Official Statistics 8: the design effect of weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from rolescope.estimate.employer_counts import Ints
from rolescope.estimate.intervals import Floats

ROUNDS = 1_000
EXACT = 1e-9


class Raked(NamedTuple):
    """Weights of cells, of mean 1 over their families.

    Parameters
    ----------
    weight
        Of each cell.
    reached
        Shares of each margin's values with these weights.
    trimmed
        Families whose weight stands at a bound.
    rounds
        Rounds that were made.
    """

    weight: Floats
    reached: tuple[Floats, ...]
    trimmed: int
    rounds: int

    def miss(self, targets: Sequence[Floats]) -> float:
        """How far the worst share is from its target."""
        return max(float(np.abs(got - target).max()) for got, target in zip(self.reached, targets, strict=True))


def rake(size: Floats, values: Sequence[Ints], targets: Sequence[Floats], most: float) -> Raked:
    """Weights of cells, within which all margins have one value.

    Parameters
    ----------
    size
        Families of each cell, above 0.
    values
        For each margin the number of the value of each cell; every value has a cell.
    targets
        For each margin the shares that its values are to have; they sum to 1.
    most
        Bound of weights, above 1.

    Examples
    --------
    Three of four families are German, and half are wanted:

    >>> found = rake(np.array([3.0, 1.0]), [np.array([0, 1])], [np.array([0.5, 0.5])], most=5)
    >>> found.weight.round(4).tolist(), found.rounds
    ([0.6667, 2.0], 1)
    """
    weight, total = np.ones(len(size)), size.sum()
    bounded, rounds = weight, 0
    while rounds < ROUNDS:
        rounds, before = rounds + 1, weight
        for value, target in zip(values, targets, strict=True):
            weight = weight * (target / _shares(size * weight, value, len(target)))[value]
        bounded = np.clip(weight, 1 / most, most)
        weight = bounded * total / (size @ bounded)
        if np.abs(weight - before).max() < EXACT or _is_met(size * weight, values, targets):
            break
    reached = tuple(_shares(size * weight, value, len(target)) for value, target in zip(values, targets, strict=True))
    at_bound = np.isclose(bounded, most) | np.isclose(bounded, 1 / most)
    return Raked(weight, reached, int(size[at_bound].sum()), rounds)


def weight_deff(weight: Floats, size: Floats) -> float:
    """Kish's design effect of weights: by what factor unequal weights alone widen the variance, n Σ w² / (Σ w)².

    Examples
    --------
    >>> round(weight_deff(np.array([2 / 3, 2.0]), np.array([3.0, 1.0])), 4)
    1.3333
    """
    return float(size.sum() * (size @ weight**2) / (size @ weight) ** 2)


def _shares(weight: Floats, value: Ints, count: int) -> Floats:
    """Shares of each value of a margin."""
    return np.asarray(np.bincount(value, weight, count) / weight.sum(), float)


def _is_met(weight: Floats, values: Sequence[Ints], targets: Sequence[Floats]) -> bool:
    return all(
        np.abs(_shares(weight, value, len(target)) - target).max() < EXACT
        for value, target in zip(values, targets, strict=True)
    )
