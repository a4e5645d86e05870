"""How alike postings of one employer are, and what that costs a sample of them.

References
----------
Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials, chapter 1: the ANOVA estimator.
Kish (1965), Survey Sampling, section 5.4: the design effect.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats


def intra_correlation(values: Floats, clusters: NDArray[np.integer]) -> float:
    """Correlation of two postings of one employer by analysis of variance, at least 0.

    ρ = (MSB − MSW) / (MSB + (m₀ − 1) MSW), with m₀ = (n − Σ m²/n) / (C − 1); 0 where it cannot be known.

    Parameters
    ----------
    values
        One a posting.
    clusters
        Number of the employer of each.

    Examples
    --------
    >>> intra_correlation(np.array([1.0, 1, 0, 0]), np.array([1, 1, 2, 2]))
    1.0
    >>> intra_correlation(np.array([1.0, 0, 1, 0]), np.array([1, 1, 2, 2]))
    0.0
    """
    _, codes, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    n, count = len(values), len(sizes)
    if count < 2 or n == count:
        return 0.0
    means = np.bincount(codes, values) / sizes
    between = float((sizes * (means - values.mean()) ** 2).sum() / (count - 1))
    within = float(((values - means[codes]) ** 2).sum() / (n - count))
    typical = (n - float((sizes.astype(float) ** 2).sum()) / n) / (count - 1)
    below = between + (typical - 1) * within
    return max((between - within) / below, 0.0) if below > 0 else 0.0


def cluster_design_effect(clusters: NDArray[np.integer], correlation: float) -> float:
    """Kish's design effect 1 + (Σ m²/n − 1) ρ of postings with these employers; 1 where there are none.

    Examples
    --------
    >>> cluster_design_effect(np.array([1, 1, 2, 2]), 0.5)
    1.5
    """
    if not len(clusters):
        return 1.0
    _, sizes = np.unique(clusters, return_counts=True)
    return 1.0 + (float((sizes.astype(float) ** 2).sum()) / len(clusters) - 1.0) * correlation
