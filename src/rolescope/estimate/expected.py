"""What gold labels will probably say in each stratum: the guess that a sampling plan is made on.

A wrong guess costs precision, never validity: inclusion probabilities are known whatever the labels turn out to be.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats

WHERE_YES, WHERE_NO, WHERE_UNCODED = 0.85, 0.05, 0.5
"""Part of the postings that have a code where the coder says yes, says no, and could not tell; without an evaluation."""
_LEAST_ERRORS, _MOST_ERRORS = 0.005, 0.5


def expected_shares(
    size: Floats, yes: NDArray[np.bool_], coded: NDArray[np.bool_], doubt: Floats, errors: tuple[float, float]
) -> Floats:
    """Expected gold share p_h of each stratum.

    The coder errs in a part e₁ of what it says yes to and e₀ of the rest. Within each side errors are taken to lie
    where the coder doubts, in proportion to its mean doubt in the stratum, at most one half.

    Parameters
    ----------
    size
        Families of each stratum.
    yes, coded
        Whether the coder says there that they have the code, and whether it could code them.
    doubt
        Mean of 1 − confidence in each stratum; NaN where the coder does not tell.
    errors
        e₁ and e₀.

    Examples
    --------
    >>> size, yes = np.array([100.0, 300.0, 100.0]), np.array([True, False, True])
    >>> coded, doubt = np.array([True, True, True]), np.array([0.1, np.nan, 0.3])
    >>> expected_shares(size, yes, coded, doubt, (0.15, 0.05)).round(3).tolist()
    [0.925, 0.05, 0.775]
    """
    wrong = np.where(yes, *errors)
    for side in (yes & coded, ~yes & coded):
        if side.any() and not np.isnan(doubt[side]).any():
            mean = float((size * doubt)[side].sum() / size[side].sum())
            wrong = np.where(side, wrong * (doubt / mean if mean > 0 else 1.0), wrong)
    wrong = np.clip(wrong, _LEAST_ERRORS, _MOST_ERRORS)
    return np.where(coded, np.where(yes, 1 - wrong, wrong), WHERE_UNCODED)


def measured_errors(said: float, precision: tuple[int, int], recall: tuple[int, int]) -> tuple[float, float]:
    """e₁ and e₀ from how often the coder was right on gold labels.

    With W the part of families that the coder says yes to, P its precision and R its recall, the families that it
    misses are W P (1 − R) / R of all, so that e₀ = W P (1 − R) / (R (1 − W)). Both are counted with half a case more on
    either side.

    Parameters
    ----------
    said
        W.
    precision, recall
        Right cases, and all, of each.

    Examples
    --------
    >>> [round(error, 4) for error in measured_errors(0.2, (45, 49), (45, 54))]
    [0.09, 0.0475]
    """
    p, r = ((right + 0.5) / (of + 1) for right, of in (precision, recall))
    missed = said * p * (1 - r) / r
    return 1 - p, min(missed / (1 - said), 1.0) if said < 1 else WHERE_NO
