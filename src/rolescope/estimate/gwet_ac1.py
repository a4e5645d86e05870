"""Gwet's AC1: agreement of two coders beyond chance, steady where a value is rare.

References
----------
Gwet (2008), Computing inter-rater reliability and its variance in the presence of high agreement, British
Journal of Mathematical and Statistical Psychology 61.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio


def gwet_ac1(tables: Floats) -> Ratio:
    r"""$AC_1 = (p_o - p_e) / (1 - p_e)$ with $p_e = \frac{1}{K - 1} \sum_c \pi_c (1 - \pi_c)$.

    $\pi_c$ is the mean of the two coders' shares of value $c$, and $K$ the number of values of the scale,
    those that nobody chose too.

    Parameters
    ----------
    tables
        Confusion tables of shape (..., K, K).

    Examples
    --------
    >>> found = gwet_ac1(np.array([[118.0, 5.0], [2.0, 0.0]]))  # Cohen's kappa is -.02
    >>> round(float(found.above / found.below), 2)
    0.94
    """
    n = tables.sum(axis=(-2, -1))
    agreed = np.trace(tables, axis1=-2, axis2=-1)
    values = tables.shape[-1]
    if values < 2:
        return Ratio(n * 0, n * 0, "the scale has one value")
    mean = (tables.sum(axis=-1) + tables.sum(axis=-2)) / 2
    by_chance = (mean * (n[..., None] - mean)).sum(axis=-1) / (values - 1)
    return Ratio(n * agreed - by_chance, n * n - by_chance, "nothing to compare")
