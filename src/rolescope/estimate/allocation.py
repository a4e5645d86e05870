"""How many labels each stratum gets.

Neyman's allocation, n_h ∝ N_h S_h, has the least variance of a stratified share for a number of labels. In whole numbers
and within bounds it is found exactly: the k-th label of a stratum lowers the variance by (N_h S_h)² / (k (k − 1)), so
that labels go one by one to where they lower it most.

References
----------
Neyman (1934), On the two different aspects of the representative method, JRSS 97.
Cochran (1977), Sampling Techniques, sections 5.5 and 5.8.
Wright (2012), The equivalence of Neyman optimum allocation for sampling and equal proportions for apportioning the
U.S. House of Representatives, The American Statistician 66: the exact allocation in whole numbers.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

LEAST_A_STRATUM = 5
"""Labels that each stratum gets, or all of its postings if it has fewer."""


def neyman(size: ArrayLike, spread: ArrayLike, n: int, least: int = LEAST_A_STRATUM) -> NDArray[np.int64]:
    """Labels n_h of each stratum, least ≤ n_h ≤ N_h (all of a stratum that has fewer than `least`).

    Parameters
    ----------
    size
        Postings N_h of each stratum, at least 1.
    spread
        N_h S_h, S_h² = p_h (1 − p_h) being the variance of a posting's code; or any measure that labels should be
        proportional to.
    n
        Labels in all.
    least
        Labels that each stratum gets first, at least 1.

    Raises
    ------
    ValueError
        Where `n` is more than there are, or too few for the least of each stratum.

    Examples
    --------
    Of 300 and 600 postings with S_h .36 and .22, N_h S_h are 108 and 132.

    >>> neyman([300, 600], [108, 132], 100).tolist()
    [45, 55]
    >>> neyman([12, 600], [108, 132], 100).tolist()
    [12, 88]
    """
    most = np.asarray(size, dtype=np.int64)
    given = np.minimum(most, least)
    left = n - int(given.sum())
    if left < 0 or n > most.sum():
        raise ValueError(f"{n} labels do not fit strata of {most.tolist()} postings with at least {least} each")
    room = most - given
    stratum = np.repeat(np.arange(len(most)), room)
    taken = np.arange(len(stratum)) - np.repeat(np.cumsum(room) - room, room) + given[stratum]
    gain = np.asarray(spread, float)[stratum] / np.sqrt(taken * (taken + 1.0))
    best = np.argsort(-gain, kind="stable")[:left]
    return given + np.bincount(stratum[best], minlength=len(most))


def optimal_sizes(size: ArrayLike, spread: ArrayLike, n: float) -> NDArray[np.float64]:
    """Neyman's allocation in parts of labels, n_h ≤ N_h: strata that would get more than they have are taken whole.

    Examples
    --------
    >>> optimal_sizes([300, 600], [108, 132], 100).round(6).tolist()
    [45.0, 55.0]
    >>> optimal_sizes([12, 600], [108, 132], 100).tolist()
    [12.0, 88.0]
    """
    most, measure = np.asarray(size, float), np.asarray(spread, float)
    whole = np.zeros(len(most), dtype=bool)
    while True:
        free = ~whole & (measure > 0)
        scale = (n - most[whole].sum()) / measure[free].sum() if free.any() else 0.0
        sizes = np.where(whole, most, measure * scale)
        beyond = ~whole & (sizes > most)
        if not beyond.any():
            return sizes
        whole |= beyond
