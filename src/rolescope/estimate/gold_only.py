"""The share of the gold sample alone, without the coder: what a corrected share has to beat.

References
----------
Wilson (1927), Probable inference, the law of succession, and statistical inference, JASA 22.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from rolescope.estimate.two_phase import Corrected


def wilson(share: ArrayLike, n: ArrayLike, level: float = 0.95) -> Corrected:
    """Share of a simple random sample with Wilson's interval.

    Parameters
    ----------
    share
        Part of the gold postings that have the code.
    n
        Gold postings, divided by their design effect; with none any share is allowed, and with infinitely many
        only the one that was seen.
    level
        Confidence level.

    Examples
    --------
    >>> [round(float(x), 3) for x in wilson(0.3, 100)]
    [0.3, 0.219, 0.396]
    """
    p, size = np.broadcast_arrays(np.asarray(share, float), np.asarray(n, float))
    some = size > 0
    p, size = np.where(some, p, 0.5), np.where(some, size, 1.0)
    z = stats.norm.ppf(1 - (1 - level) / 2)
    middle = (p + z**2 / (2 * size)) / (1 + z**2 / size)
    reach = z / (1 + z**2 / size) * np.sqrt(p * (1 - p) / size + z**2 / (4 * size**2))
    low, high = np.maximum(middle - reach, 0.0), np.minimum(middle + reach, 1.0)
    return Corrected(p, np.where(some, low, 0.0), np.where(some, high, 1.0))
