"""Krippendorff's alpha for nominal values: any number of coders, any of them silent on some units.

References
----------
Krippendorff (2019), Content Analysis, 4th edition, chapter 12.
Hayes and Krippendorff (2007), Answering the call for a standard reliability measure for coding data,
Communication Methods and Measures 1.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.cohen_kappa import ONE_VALUE
from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio


def coincidences(counts: Floats) -> Floats:
    r"""Tables of coincidences, one a unit: $o_{ck} = n_c (n_k - [c = k]) / (m - 1)$.

    Parameters
    ----------
    counts
        How many coders give each value to each unit, of shape (units, values). A unit with fewer than two
        coders has nothing to compare, and its table is zero.

    Returns
    -------
    numpy.ndarray
        Shape (units, values, values). They add up.
    """
    coders = counts.sum(axis=-1)
    pairs = counts[:, :, None] * (counts[:, None, :] - np.eye(counts.shape[-1]))
    paired = coders > 1
    tables: Floats = pairs * (paired / np.where(paired, coders - 1, 1))[:, None, None]
    return tables


def krippendorff_alpha(tables: Floats) -> Ratio:
    r"""$\alpha = 1 - D_o / D_e = 1 - (n - 1) \frac{n - \sum_c o_{cc}}{n^2 - \sum_c n_c^2}$.

    Parameters
    ----------
    tables
        Sums of coincidences, of shape (..., values, values). For two coders who both say something of every
        posting they are a confusion table plus its transpose.

    Examples
    --------
    >>> table = np.array([[2.0, 1.0], [0.0, 1.0]])
    >>> found = krippendorff_alpha(table + table.T)
    >>> round(float(found.above / found.below), 3)
    0.533
    """
    n = tables.sum(axis=(-2, -1))
    expected = n * n - (tables.sum(axis=-1) ** 2).sum(axis=-1)
    observed = (n - 1) * (n - np.trace(tables, axis1=-2, axis2=-1))
    return Ratio(expected - observed, expected, ONE_VALUE)


def alpha_of_two(tables: Floats) -> Ratio:
    """`krippendorff_alpha` from confusion tables of two coders."""
    return krippendorff_alpha(tables + np.swapaxes(tables, -1, -2))
