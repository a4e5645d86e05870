"""Many comparisons at once: false discovery rates, and intervals of what is listed because it is significant.

References
----------
Benjamini and Hochberg (1995), Controlling the false discovery rate, JRSS B 57.
Benjamini and Yekutieli (2005), False discovery rate-adjusted multiple confidence intervals for selected
parameters, JASA 100.
"""

from __future__ import annotations

import numpy as np

from rolescope.estimate.intervals import Floats


def q_values(p_values: Floats) -> Floats:
    """Benjamini-Hochberg q-values: the least false discovery rate at which each would be listed.

    Parameters
    ----------
    p_values
        Of all comparisons that were made, in any order.

    Examples
    --------
    >>> q_values(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    count = len(p_values)
    order = np.argsort(-p_values, kind="stable")
    ranked = p_values[order] * count / np.arange(count, 0, -1)
    out = np.empty(count)
    out[order] = np.minimum.accumulate(np.minimum(ranked, 1.0))
    return out


def selected_level(q: Floats, rate: float) -> float:
    """Level of the intervals of those listed, so that of all that are listed at most `rate` miss on average.

    1 − R · rate / m with R of m comparisons listed at q ≤ rate; 1 − rate / m where none is.

    Examples
    --------
    >>> round(selected_level(np.array([0.01, 0.02, 0.9, 0.9]), 0.05), 4)
    0.975
    """
    listed = max(int((q <= rate).sum()), 1)
    return 1.0 - rate * listed / max(len(q), 1)
