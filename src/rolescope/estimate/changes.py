"""What changed between two groups of families, such as two waves: the difference of the shares of each value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa

from rolescope.estimate.comparisons import MIN_FAMILIES, MIN_SHARE, comparison_table
from rolescope.estimate.differences import Crossed, Side
from rolescope.estimate.employer_counts import Ints, Joint
from rolescope.estimate.intervals import Floats


def compare_groups(joint: Joint, stamp: dict[str, Any], level: float) -> pa.Table:
    """Differences, the second group less the first, for values that at least 1 % and 10 families of the two have.

    An employer in both groups makes their shares correlated: the variance is that of the employers' joint totals.

    Parameters
    ----------
    joint
        The two groups; each has families, and they have at least 2 employers.
    stamp
        Columns that are the same in every row: `variable`, `slice_by`, `slice`, `against`, `coder`.
    level
        Confidence level of each interval.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.COMPARISONS` by value; q-values are within them, and so is `m`.
    """
    often = compared_values(joint)
    first, second = (_side(joint, group, often) for group in (0, 1))
    employers = float((joint.m.sum(axis=0) > 0).sum())
    values = [joint.values[place] for place in often]
    return comparison_table(stamp, {"value": values}, second, first, _crossed(joint, often), employers, level)


def compared_values(joint: Joint) -> Ints:
    """Numbers of the values that enough families of the two groups together have."""
    held = sum(np.bincount(joint.value[group], joint.y[group], len(joint.values)) for group in (0, 1))
    return np.flatnonzero(held >= max(MIN_FAMILIES, MIN_SHARE * joint.m.sum()))


def _side(joint: Joint, group: int, often: Ints) -> Side:
    m, y, m_of = joint.m[group], joint.y[group], joint.m[group][joint.employer[group]]
    size = np.ones(len(often))
    sums = [_sums(joint, group, part)[often] for part in (y, y * y, y * m_of)]
    return Side(m.sum() * size, (m @ m) * size, sums[0], sums[1], sums[2], (m > 0).sum() * size)


def _crossed(joint: Joint, often: Ints) -> Crossed:
    """Products of the second group (the first of `Crossed`) and the first."""
    keys = [joint.value[group] * joint.m.shape[1] + joint.employer[group] for group in (0, 1)]
    both, at, other_at = np.intersect1d(keys[0], keys[1], assume_unique=True, return_indices=True)
    yy = _sums_by(both // joint.m.shape[1], joint.y[0][at] * joint.y[1][other_at], len(joint.values))
    ym = _sums(joint, 1, joint.y[1] * joint.m[0][joint.employer[1]])
    my = _sums(joint, 0, joint.y[0] * joint.m[1][joint.employer[0]])
    return Crossed(yy[often], ym[often], my[often], (joint.m[0] @ joint.m[1]) * np.ones(len(often)))


def _sums_by(place: Ints, weight: Floats, count: int) -> Floats:
    """Sums of weights by place; of nothing too."""
    return np.bincount(place, weight, count).astype(float)


def _sums(joint: Joint, group: int, parts: Floats) -> Floats:
    """Sums of one number an entry, by value."""
    return _sums_by(joint.value[group], parts, len(joint.values))
