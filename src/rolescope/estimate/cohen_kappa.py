"""Cohen's kappa: agreement of two coders beyond what their own shares of each value give by chance.

References
----------
Cohen (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio

ONE_VALUE = "only one value occurs"


def cohen_kappa(tables: Floats) -> Ratio:
    r"""$\kappa = (p_o - p_e) / (1 - p_e)$ with $p_e = \sum_c p_{c\cdot} p_{\cdot c}$.

    Not defined where both coders say one and the same value throughout. It falls towards 0 for rare values
    however often the coders agree: see `gwet_ac1`.

    Parameters
    ----------
    tables
        Confusion tables of shape (..., values, values).

    Examples
    --------
    >>> found = cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))
    >>> round(float(found.above / found.below), 3)
    0.4
    """
    n = tables.sum(axis=(-2, -1))
    by_chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    agreed = np.trace(tables, axis1=-2, axis2=-1)
    return Ratio(n * agreed - by_chance, n * n - by_chance, ONE_VALUE)
