"""One allocation for several shares at once.

With a_th = W_h² p_th (1 − p_th) the variance of share t is V_t = Σ a_th (1/n_h − 1/N_h). Alone it could be as small as
V*_t. Of all allocations of n labels that one is taken whose worst ratio V_t / V*_t is least: no share loses more than
it must. The best allocation is Neyman's for a mean of the shares, S_h² = Σ λ_t a_th; the weights λ are found by Chromy's
iteration, λ_t ← λ_t (V_t / V*_t)², which ends where every share that has weight has the same ratio.

References
----------
Chromy (1987), Design optimization with multiple objectives, Proceedings of the Survey Research Methods Section, ASA.
Bethel (1989), Sample allocation in multivariate surveys, Survey Methodology 15.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, sections 3.7 and 12.7.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.allocation import optimal_sizes
from rolescope.estimate.intervals import Floats

_ROUNDS, _CLOSE = 300, 1e-3


def joint_sizes(size: Floats, shares: Floats, n: float) -> Floats:
    """Labels n_h (in parts) of each stratum for several shares, by the least worst loss.

    Parameters
    ----------
    size
        Postings N_h of each stratum, at least 1.
    shares
        Expected shares p_th, one row a share, strictly between 0 and 1.
    n
        Labels in all, at most Σ N_h.

    Examples
    --------
    One share varies in the first stratum alone, the other in the second: each gets half, whatever the spread.

    >>> certain = 1e-12
    >>> joint_sizes(np.array([500.0, 500.0]), np.array([[0.5, certain], [certain, 0.1]]), 100).round(1).tolist()
    [50.0, 50.0]
    """
    if n >= size.sum():
        return size.copy()
    spread = (size / size.sum()) ** 2 * shares * (1 - shares)
    alone = np.array([_variance(row, optimal_sizes(size, np.sqrt(row), n), size) for row in spread])
    weight = 1 / alone
    sizes = optimal_sizes(size, np.sqrt(weight @ spread), n)
    for _ in range(_ROUNDS):
        loss = np.array([_variance(row, sizes, size) for row in spread]) / alone
        weight *= loss**2
        weight /= (weight * alone).sum()
        sizes = optimal_sizes(size, np.sqrt(weight @ spread), n)
        carries = weight * alone > _CLOSE
        if loss[carries].max() - loss[carries].min() < _CLOSE:
            break
    return sizes


def _variance(spread: Floats, sizes: Floats, size: Floats) -> float:
    some = sizes > 0
    return float((spread[some] * (1 / sizes[some] - 1 / size[some])).sum())
