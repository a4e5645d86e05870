"""Shares corrected for the coder's errors: two-phase sampling stratified by what the coder said.

Phase one are the postings that the coder coded; phase two are those of them that have gold labels, drawn at
random within strata of what the coder said. With W_h the part of the postings in stratum h, n_h of its N_h
with gold and p_h their gold share,

    p = Σ W_h p_h,

and its limits are those of MOVER on Jeffreys limits J(p, m) of a share p seen on m postings:

    low = p − √[(p − J_low(p, N/d1))² + Σ W_h² (1 − n_h/N_h) (p_h − J_low(p_h, n_h/d2))²],

high likewise. d1 is the employer design effect of phase one, d2 that of the gold. For the target `corpus` the
first term goes and d2 is 1.

References
----------
Cochran (1977), Sampling Techniques, chapter 12: double sampling for stratification.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, chapter 9.
Zou, Huang and Zhang (2009), A note on confidence interval estimation for a linear function of binomial
proportions, Computational Statistics and Data Analysis 53: MOVER.
Korn and Graubard (1998): intervals at effective sample sizes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from rolescope.estimate.intervals import Floats, jeffreys

_LEAST_EXPLAINED = 0.25


class Strata(NamedTuple):
    """Strata of several codes: arrays of one shape, the strata along the last axis.

    Attributes
    ----------
    size
        Postings N_h of each stratum; a stratum of none weighs nothing.
    gold
        Postings n_h of it with gold labels.
    share
        Part p_h of these that have the code; ignored where n_h is 0, where anything between 0 and 1 is
        allowed for.
    """

    size: Floats
    gold: Floats
    share: Floats


class Corrected(NamedTuple):
    """Corrected shares with their limits."""

    share: Floats
    low: Floats
    high: Floats


def corrected_process(strata: Strata, deff: ArrayLike, gold_deff: ArrayLike, level: float = 0.95) -> Corrected:
    """Corrected shares for the process that could have posted in the frame.

    Parameters
    ----------
    strata
        The strata.
    deff, gold_deff
        Design effects d1 and d2 of employers, at least 1, one a code.
    level
        Confidence level.

    Examples
    --------
    Of 900 postings the coder gives 300 the code; of 100 gold postings each way 90 and 5 have it.

    >>> found = corrected_process(Strata(*np.array([[300, 600], [100, 100], [0.9, 0.05]])), 1.0, 1.0)
    >>> [round(float(x), 3) for x in found]
    [0.333, 0.293, 0.381]
    """
    return _with_phase_one(strata, _gold_spread(strata, gold_deff, _unseen(strata), level), deff, level)


def synthetic_process(strata: Strata, deff: ArrayLike, gold_deff: ArrayLike, level: float = 0.95) -> Corrected:
    """Shares of a slice corrected with gold that was drawn outside it too.

    As `corrected_process`, but `gold` and `share` are those of the whole corpus: the coder is taken to err in the
    slice as it does everywhere, and no posting of the slice has been seen for sure.
    """
    return _with_phase_one(strata, _gold_spread(strata, gold_deff, np.ones_like(strata.size), level), deff, level)


def _with_phase_one(strata: Strata, spread: tuple[Floats, Floats, Floats], deff: ArrayLike, level: float) -> Corrected:
    share, down, up = spread
    low, high = jeffreys(share, strata.size.sum(axis=-1) / np.asarray(deff, float), level)
    return _limits(share, (share - low) ** 2 + down, (high - share) ** 2 + up)


def _unseen(strata: Strata) -> Floats:
    """Part of each stratum that has no gold."""
    return np.asarray(1 - np.minimum(strata.gold / np.maximum(strata.size, 1), 1), float)


def true_deff(strata: Strata, observed: ArrayLike, most: ArrayLike) -> Floats:
    """Design effect of employers on the true codes, from that on the coder's.

    Errors of the coder that do not depend on the employer make postings of one employer less alike than they are:
    of the correlation ρ of the true codes the coder's show R² ρ, with R² = Σ W_h (p_h − p)² / (p (1 − p)) the part
    of the true codes' variance that lies between the strata. So d1 = 1 + (d − 1) / R².

    Parameters
    ----------
    strata
        The strata.
    observed
        Design effect d of the coder's share, at least 1.
    most
        Design effect of full correlation, Σ m² / N.
    """
    weight = strata.size / np.maximum(strata.size.sum(axis=-1, keepdims=True), 1)
    of_stratum = np.where(strata.gold > 0, strata.share, 0.5)
    p = (weight * of_stratum).sum(axis=-1)
    between = (weight * (of_stratum - p[..., None]) ** 2).sum(axis=-1)
    within = p * (1 - p)
    explained = np.clip(between / np.where(within > 0, within, 1), _LEAST_EXPLAINED, 1.0)
    d = np.asarray(observed, float)
    return np.asarray(np.minimum(1 + (d - 1) / explained, np.maximum(np.asarray(most, float), d)), float)


def corrected_corpus(strata: Strata, level: float = 0.95) -> Corrected:
    """Corrected shares for these postings alone: only the gold sample is random.

    Examples
    --------
    >>> found = corrected_corpus(Strata(*np.array([[300, 600], [100, 100], [0.9, 0.05]])))
    >>> [round(float(x), 3) for x in found]
    [0.333, 0.307, 0.37]
    """
    return _limits(*_gold_spread(strata, 1.0, _unseen(strata), level))


def _gold_spread(strata: Strata, deff: ArrayLike, unseen: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    """Share, and the squares of its distances to the limits that come from the gold sample alone."""
    some = strata.gold > 0
    weight = strata.size / np.maximum(strata.size.sum(axis=-1, keepdims=True), 1)
    of_stratum = np.where(some, strata.share, 0.5)
    seen = np.where(some, strata.gold, 1) / np.asarray(deff, float)[..., None]
    low, high = jeffreys(of_stratum, seen, level)
    low, high = np.where(some, low, 0.0), np.where(some, high, 1.0)
    scaled = weight**2 * unseen
    share = (weight * of_stratum).sum(axis=-1)
    return (
        share,
        (scaled * (of_stratum - low) ** 2).sum(axis=-1),
        (scaled * (high - of_stratum) ** 2).sum(axis=-1),
    )


def _limits(share: Floats, down: Floats, up: Floats) -> Corrected:
    return Corrected(share, np.maximum(share - np.sqrt(down), 0.0), np.minimum(share + np.sqrt(up), 1.0))
