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
