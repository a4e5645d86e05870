"""Shares by prediction-powered inference (PPI++): the coder's share, moved by its mean error on the gold sample.

With f what the coder says (0 or 1), y the gold label, n postings with gold and N without,

    θ = λ mean_N(f) + mean_n(y − λ f),   var θ = d1 λ² var_N(f) / N + d2 var_n(y − λ f) / n,

and λ = cov_n(y, f) / ((1 + n/N) var(f)), kept between 0 and 1, makes the variance least. Gold postings that stand for
a part of a family alone weigh less: means are weighted, their variance is Σ w² (r − r̄)² / (Σ w)², and mean_N(f) gives
way to what is the same without weights, mean_{N+n}(f) with λ (N + n) / N in place of λ. For the target `corpus` the
coder's part is known: θ = β mean_{N+n}(f) + mean_n(y − β f) with β = cov / var(f) between 0 and 1, and the variance is
(1 − n/(N + n)) var_n(y − β f) / n. The gold is to be drawn with equal probabilities: what is left without gold must be
like the rest.

d1 and d2 are design effects of employers. Limits are normal (Wald's), cut at 0 and 1; where no error of the coder
differs from the others nothing is known of them, and any share is allowed.

References
----------
Angelopoulos, Duchi and Zrnic (2023), PPI++: efficient prediction-powered inference, arXiv:2311.01453.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 6.3: the difference estimator.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from rolescope.estimate.intervals import Floats
from rolescope.estimate.two_phase import Corrected


class Predicted(NamedTuple):
    """Several codes as the coder and the gold have them.

    Attributes
    ----------
    truth, said
        1 where the gold, and the coder, has the code: one row a gold posting, one column a code.
    weight
        What each gold posting stands for, > 0; all the same where families are single postings.
    size
        Postings without gold.
    yes
        For each code, those of them that the coder says have it.
    """

    truth: Floats
    said: Floats
    weight: Floats
    size: float
    yes: Floats


def ppi_process(
    predicted: Predicted, deff: ArrayLike = 1.0, gold_deff: ArrayLike = 1.0, level: float = 0.95
) -> Corrected:
    """Shares for the process that could have posted in the frame.

    Parameters
    ----------
    predicted
        The codes.
    deff, gold_deff
        Design effects d1 and d2 of employers, at least 1, one a code.
    level
        Confidence level.

    Examples
    --------
    Of 100 gold postings the coder finds 30, of which 27 are right, and misses 3; of 900 more it finds 300.

    >>> truth, said = np.zeros((100, 1)), np.zeros((100, 1))
    >>> truth[:30], said[3:33] = 1, 1
    >>> found = ppi_process(Predicted(truth, said, np.ones(100), 900.0, np.array([300.0])))
    >>> [round(float(x[0]), 3) for x in found]
    [0.324, 0.272, 0.377]
    """
    n, size = len(predicted.truth), predicted.size
    if n < 2:
        return _anything(predicted)
    everywhere, total = _share_of_all(predicted), size + n
    tuned = np.minimum(_slope(predicted, _binary_variance(everywhere) * total / (total - 1)), total / max(size, 1))
    powered = np.minimum(tuned * size / total, 1.0)
    imputed = powered**2 * _binary_variance(predicted.yes / max(size, 1)) / max(size, 1) * np.asarray(deff, float)
    mean, _ = _errors(predicted, tuned)
    _, variance = _errors(predicted, powered)
    limits = _wald(tuned * everywhere + mean, imputed + variance * np.asarray(gold_deff, float), level)
    return _known(limits, variance)


def ppi_corpus(predicted: Predicted, level: float = 0.95) -> Corrected:
    """Shares for these postings alone: only the gold sample is random.

    Examples
    --------
    >>> truth, said = np.zeros((100, 1)), np.zeros((100, 1))
    >>> truth[:30], said[3:33] = 1, 1
    >>> found = ppi_corpus(Predicted(truth, said, np.ones(100), 900.0, np.array([300.0])))
    >>> [round(float(x[0]), 3) for x in found]
    [0.324, 0.28, 0.368]
    """
    n, size = len(predicted.truth), predicted.size
    if n < 2:
        return _anything(predicted)
    share = _share_of_all(predicted)
    tuned = np.minimum(_slope(predicted, _binary_variance(share)), 1.0)
    mean, variance = _errors(predicted, tuned)
    limits = _wald(tuned * share + mean, variance * size / (size + n), level)
    return limits if not size else _known(limits, variance)


def _share_of_all(predicted: Predicted) -> Floats:
    """What the coder says, with gold or without."""
    return np.asarray(
        (predicted.yes + predicted.said.sum(axis=0)) / (predicted.size + len(predicted.said)), dtype=float
    )


def _slope(predicted: Predicted, spread: Floats) -> Floats:
    """Cov(y, f) / var(f), at least 0; 0 where the coder says the same of all."""
    weight = predicted.weight[:, None] / predicted.weight.sum()
    truth, said = (part - (weight * part).sum(axis=0) for part in (predicted.truth, predicted.said))
    some = spread > 0
    covariance = (weight * truth * said).sum(axis=0)
    return np.maximum(np.where(some, covariance / np.where(some, spread, 1), 0.0), 0.0)


def _errors(predicted: Predicted, tuned: Floats) -> tuple[Floats, Floats]:
    """Weighted mean of y − λ f, and its variance."""
    weight = predicted.weight[:, None] / predicted.weight.sum()
    left = predicted.truth - tuned * predicted.said
    mean = (weight * left).sum(axis=0)
    return mean, (weight**2 * (left - mean) ** 2).sum(axis=0)


def _binary_variance(share: Floats) -> Floats:
    return share * (1 - share)


def _wald(share: Floats, variance: Floats, level: float) -> Corrected:
    reach = stats.norm.ppf(1 - (1 - level) / 2) * np.sqrt(variance)
    return Corrected(*(np.clip(part, 0.0, 1.0) for part in (share, share - reach, share + reach)))


def _known(found: Corrected, variance: Floats) -> Corrected:
    """The limits, and 0 and 1 where no error differs from the others."""
    alike = variance <= 1e-15
    return Corrected(found.share, np.where(alike, 0.0, found.low), np.where(alike, 1.0, found.high))


def _anything(predicted: Predicted) -> Corrected:
    codes = np.zeros(predicted.truth.shape[1])
    return Corrected(codes + 0.5, codes, codes + 1.0)
