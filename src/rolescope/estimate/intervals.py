"""Jeffreys intervals at an effective sample size.

References
----------
Brown, Cai and DasGupta (2001), Interval estimation for a binomial proportion, Statistical Science 16.
Korn and Graubard (1998), Confidence intervals for proportions with small expected number of positive
counts estimated from survey data, Survey Methodology 24: the adjustment for degrees of freedom.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Floats = NDArray[np.float64]


def jeffreys(share: ArrayLike, n: ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Limits of the Jeffreys interval of shares seen on `n` postings.

    Parameters
    ----------
    share
        Shares in [0, 1].
    n
        (Effective) sample sizes, > 0, broadcast against `share`.
    level
        Confidence level.

    Returns
    -------
    tuple of arrays
        Lower and upper limits; the lower is 0 where the share is 0, the upper 1 where it is 1.

    Examples
    --------
    >>> low, high = jeffreys(0.5, 100)
    >>> round(float(low), 4), round(float(high), 4)
    (0.4032, 0.5968)
    """
    p, size = np.broadcast_arrays(np.asarray(share, float), np.asarray(n, float))
    tail = (1 - level) / 2
    a, b = p * size + 0.5, (1 - p) * size + 0.5
    low = np.where(p <= 0, 0.0, stats.beta.ppf(tail, a, b))
    high = np.where(p >= 1, 1.0, stats.beta.ppf(1 - tail, a, b))
    return np.minimum(low, p), np.maximum(high, p)


def effective_size(n: ArrayLike, deff: ArrayLike, clusters: ArrayLike, level: float = 0.95) -> Floats:
    """Sample size that carries as much as `n` clustered postings, after Korn and Graubard.

    n_effective = n / deff × (t[n − 1] / t[clusters − 1])²; never above n.
    """
    size, design, count = (np.asarray(x, float) for x in (n, deff, clusters))
    quantile = 1 - (1 - level) / 2
    ratio = stats.t.ppf(quantile, np.maximum(size - 1, 1)) / stats.t.ppf(quantile, np.maximum(count - 1, 1))
    return np.asarray(np.minimum(size, size / design * ratio**2), float)
