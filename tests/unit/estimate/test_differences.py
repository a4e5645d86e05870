"""Differences from pairs (families that have the code, families) of each employer on both sides."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rolescope.estimate.clustered import Bases, posting_shares
from rolescope.estimate.differences import Crossed, Differences, Side, share_differences

Pairs = list[tuple[int, int, int, int]]
"""Of each employer: y1, m1, y2, m2."""


def differences(pairs: Pairs, level: float = 0.95) -> Differences:
    y1, m1, y2, m2 = np.array(pairs, float).T

    def one(values: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([values])

    sides = [
        Side(one(m.sum()), one(m @ m), one(y.sum()), one(y @ y), one(y @ m), one((m > 0).sum()))
        for y, m in ((y1, m1), (y2, m2))
    ]
    crossed = Crossed(one(y1 @ y2), one(y1 @ m2), one(m1 @ y2), one(m1 @ m2))
    return share_differences(sides[0], sides[1], crossed, len(pairs), level)


APART: Pairs = [(1, 1, 0, 0)] * 30 + [(0, 1, 0, 0)] * 20 + [(0, 0, 1, 1)] * 10 + [(0, 0, 0, 1)] * 40


def test_shares_of_different_employers_by_hand() -> None:
    found = differences(APART)
    # 30 of 50 against 10 of 50; pooled 40 of 100; no employer on both sides, but one sample of 100 employers
    base = Bases(np.array([50.0]), np.array([50.0]), np.array([50.0]))
    first, second = (posting_shares(base, np.array([y]), np.array([y]), np.array([y]), 0.95) for y in (30.0, 10.0))
    assert found.difference[0] == pytest.approx(0.4)
    error = np.sqrt(0.4 * 0.6 / 50 * (first.deff[0] + second.deff[0]))
    assert found.p_value[0] == pytest.approx(2 * stats.t.sf(0.4 / error, 99))
    assert found.detectable[0] == pytest.approx((1.959964 + 0.841621) * error, rel=1e-5)
    down = np.hypot(first.share - first.low, second.high - second.share)
    up = np.hypot(first.high - first.share, second.share - second.low)
    assert (found.low[0], found.high[0]) == pytest.approx((0.4 - down[0], 0.4 + up[0]))


def test_employers_that_stand_on_both_sides_narrow_the_difference() -> None:
    alike: Pairs = [(2, 2, 1, 2)] * 15 + [(1, 2, 0, 2)] * 15
    apart: Pairs = [(y1, m1, 0, 0) for y1, m1, _, _ in alike] + [(0, 0, y2, m2) for _, _, y2, m2 in alike]
    same, other = differences(alike), differences(apart)
    assert same.difference == pytest.approx(other.difference)
    assert same.high[0] - same.low[0] < other.high[0] - other.low[0]


def test_none_of_a_small_slice_is_no_certainty() -> None:
    found = differences([(0, 1, 0, 0)] * 31 + [(0, 0, 1, 1)] * 49 + [(0, 0, 0, 1)] * 736)
    assert found.p_value[0] > 0.05
    assert found.low[0] < 0 < found.high[0]


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=20
    )
)
def test_limits_lie_on_both_sides_whatever_the_employers(parts: Pairs) -> None:
    pairs = [(y1, y1 + n1, y2, y2 + n2) for y1, n1, y2, n2 in parts]
    if sum(m1 for _, m1, _, _ in pairs) and sum(m2 for _, _, _, m2 in pairs):
        found = differences(pairs)
        assert -1 <= found.low[0] <= found.difference[0] + 1e-12 <= found.high[0] + 2e-12 <= 1 + 2e-12
        assert 0 <= found.p_value[0] <= 1
