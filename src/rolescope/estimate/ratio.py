"""A statistic as what is divided by what, so that where it is not defined can be told before dividing."""

from __future__ import annotations

from typing import NamedTuple

from rolescope.estimate.intervals import Floats


class Ratio(NamedTuple):
    """A statistic of one table or of a stack of them.

    Parameters
    ----------
    above, below
        Numerator and denominator, of the shape of the stack. Not defined where `below` is 0.
    undefined
        What it means that `below` is 0.
    """

    above: Floats
    below: Floats
    undefined: str


def share(counts: Floats) -> Ratio:
    """Part that is right, of counts (right, all) in the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> found = share(np.array([3.0, 4.0]))
    >>> float(found.above / found.below)
    0.75
    """
    return Ratio(counts[..., 0], counts[..., 1], "there is no such case")


def difference(counts: Floats) -> Ratio:
    """Difference of two shares, of counts (right, all, right of the other, all of the other) in the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> found = difference(np.array([3.0, 4.0, 1.0, 4.0]))
    >>> float(found.above / found.below)
    0.5
    """
    right, of, other_right, other_of = (counts[..., place] for place in range(4))
    return Ratio(right * other_of - other_right * of, of * other_of, "there is no such case on one of the sides")
