"""Median of posted figures with employers as clusters, by inverting the interval of a share.

The share of values at or below the median is 1/2; its Jeffreys interval at the effective sample size gives
two shares, and the values at these shares are the limits of the median.

References
----------
Woodruff (1952), Confidence intervals for medians and other position measures, JASA 47.
Korn and Graubard (1998): the effective sample size.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.clustered import shares_of
from rolescope.estimate.intervals import Floats, jeffreys

_ROUNDING = 1e-9


def clustered_median(
    values: Floats, clusters: NDArray[np.integer], level: float = 0.95
) -> tuple[float, float, float, float]:
    """Median, its lower and upper limit, and the effective sample size.

    Parameters
    ----------
    values
        At least one figure.
    clusters
        Number of the employer of each.
    level
        Confidence level.

    Examples
    --------
    >>> value, low, high, _ = clustered_median(np.arange(1.0, 102.0), np.arange(101))
    >>> value, low, high
    (51.0, 41.0, 61.0)
    """
    ranked = np.sort(values)
    median = float(np.median(ranked))
    size = shares_of((values <= median).astype(float)[None, :], clusters, level).n_effective[0]
    places = np.ceil(np.array(jeffreys(0.5, size, level)) * len(ranked) - _ROUNDING).astype(int) - 1
    low, high = ranked[np.clip(places, 0, len(ranked) - 1)]
    return median, min(float(low), median), max(float(high), median), float(size)
