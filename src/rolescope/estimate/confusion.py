"""Confusion tables: how often one coder says what where another says what, by cluster."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from rolescope.estimate.bootstrap import sum_by_cluster
from rolescope.estimate.intervals import Floats


def confusion_tables(
    reference: Sequence[str], said: Sequence[str], clusters: Sequence[str], values: Sequence[str]
) -> Floats:
    """One table a cluster, of shape (clusters, values, values).

    Parameters
    ----------
    reference, said
        A value a posting: of the reference (rows of the tables) and of the coder (columns).
    clusters
        Employer of each posting.
    values
        The scale. Every value that occurs is in it.

    Examples
    --------
    >>> confusion_tables(["a", "a"], ["a", "b"], ["x", "x"], ["a", "b"])[0].tolist()
    [[1.0, 1.0], [0.0, 0.0]]
    """
    position = {value: index for index, value in enumerate(values)}
    rows = np.array([position[value] for value in reference], dtype=int)
    columns = np.array([position[value] for value in said], dtype=int)
    cells = np.zeros((len(rows), len(values), len(values)))
    cells[np.arange(len(rows)), rows, columns] = 1
    return sum_by_cluster(cells, clusters)
