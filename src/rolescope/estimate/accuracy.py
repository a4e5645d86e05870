"""Accuracy: the part of cases in which two coders say the same."""

from __future__ import annotations

import numpy as np

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio


def accuracy(tables: Floats) -> Ratio:
    r"""Observed agreement, $p_o = \sum_c n_{cc} / n$.

    Parameters
    ----------
    tables
        Confusion tables, or tables of coincidences, of shape (..., values, values).

    Examples
    --------
    >>> found = accuracy(np.array([[3.0, 1.0], [0.0, 4.0]]))
    >>> float(found.above / found.below)
    0.875
    """
    return Ratio(np.trace(tables, axis1=-2, axis2=-1), tables.sum(axis=(-2, -1)), "nothing to compare")
