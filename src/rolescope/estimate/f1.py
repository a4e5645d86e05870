"""Precision, recall and F1 of each value of a scale, and their mean over the values.

References
----------
Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, sections 8.3 and 13.6.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio


def precision(tables: Floats, value: int) -> Ratio:
    """Of the postings that the coder gave a value, the part that has it in the reference.

    Parameters
    ----------
    tables
        Confusion tables of shape (..., values, values); rows are the reference.
    value
        Position of the value.
    """
    return Ratio(tables[..., value, value], tables[..., :, value].sum(axis=-1), "the coder never says it")


def recall(tables: Floats, value: int) -> Ratio:
    """Of the postings that have a value in the reference, the part to which the coder gave it."""
    return Ratio(tables[..., value, value], tables[..., value, :].sum(axis=-1), "the reference never says it")


def f1(tables: Floats, value: int) -> Ratio:
    """Harmonic mean of precision and recall: twice what both say, over what the one and the other say."""
    said = tables[..., :, value].sum(axis=-1) + tables[..., value, :].sum(axis=-1)
    return Ratio(2 * tables[..., value, value], said, "nobody says it")


def macro_f1(tables: Floats) -> Ratio:
    """Mean of F1 over the values that occur.

    Examples
    --------
    >>> found = macro_f1(np.array([[2.0, 0.0, 0.0], [2.0, 0.0, 0.0], [0.0, 0.0, 0.0]]))
    >>> round(float(found.above / found.below), 3)  # F1 of 2/3, 0, and a value that does not occur
    0.333
    """
    said = tables.sum(axis=-1) + tables.sum(axis=-2)
    agreed = 2 * np.diagonal(tables, axis1=-2, axis2=-1)
    occurs = said > 0
    scores = agreed / np.where(occurs, said, 1)
    return Ratio(scores.sum(axis=-1), occurs.sum(axis=-1).astype(float), "nothing to compare")
