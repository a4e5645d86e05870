from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.intervals import effective_size, jeffreys
from rolescope.estimate.median import clustered_median


def test_the_limits_are_the_values_at_the_limits_of_the_share_one_half() -> None:
    values = np.arange(1.0, 102.0)
    # 101 employers of one value: 51 of 101 are at or below the median, deff below 1 counts as 1
    low, high = jeffreys(0.5, effective_size(101, 101 / 100, 101))
    value, lower, upper, _ = clustered_median(values, np.arange(101))
    assert value == 51
    assert lower == pytest.approx(np.ceil(101 * low))
    assert upper == pytest.approx(np.ceil(101 * high))


def test_employers_that_pay_all_alike_widen_the_limits() -> None:
    values = np.repeat(np.arange(20.0), 5)
    _, low, high, size = clustered_median(values, np.repeat(np.arange(20), 5))
    _, free_low, free_high, free_size = clustered_median(values, np.arange(100))
    assert size < free_size
    assert high - low > free_high - free_low


def test_one_figure_is_its_own_interval() -> None:
    assert clustered_median(np.array([7.0]), np.array([3]))[:3] == (7.0, 7.0, 7.0)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 5)), min_size=1, max_size=60))
def test_the_median_lies_between_its_limits_whatever_the_ties(figures: list[tuple[int, int]]) -> None:
    values, employers = (np.array(column) for column in zip(*figures, strict=True))
    value, low, high, _ = clustered_median(values.astype(float), employers)
    assert low <= value <= high
    assert value == np.median(values)
