from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.estimate.bootstrap import ratio_interval


def test_the_ratio_is_of_sums_not_of_means() -> None:
    # (1 + 8) / (2 + 8) = .9, not (1/2 + 8/8) / 2 = .75
    value, low, high = ratio_interval([1, 8], [2, 8], ["a", "b"], seed=1)
    assert value == pytest.approx(0.9)
    # two employers: a draw holds only a (1/2), only b (1) or both
    assert (low, high) == (0.5, 1.0)


def test_employers_that_agree_leave_no_doubt() -> None:
    assert ratio_interval([1, 2, 3], [2, 4, 6], ["a", "b", "c"], seed=1) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize(("top", "bottom"), [([], []), ([0, 0], [0, 0])])
def test_a_ratio_of_nothing_is_no_number(top: list[float], bottom: list[float]) -> None:
    assert all(math.isnan(x) for x in ratio_interval(top, bottom, ["a", "b"][: len(top)], seed=1))


def test_the_interval_is_near_that_of_the_linearised_variance() -> None:
    random = np.random.default_rng(3)
    m = random.integers(1, 10, 300).astype(float)
    y = random.binomial(m.astype(int), 0.6).astype(float)
    value, low, high = ratio_interval(y.tolist(), m.tolist(), [str(i) for i in range(300)], seed=1)
    se = float(np.sqrt(300 / 299 * ((y - value * m) ** 2).sum()) / m.sum())
    assert (low, high) == pytest.approx((value - 1.96 * se, value + 1.96 * se), abs=0.25 * se)


def test_postings_of_one_employer_are_drawn_together() -> None:
    values = [1.0] * 20 + [0.0] * 20
    apart = ratio_interval(values, [1.0] * 40, [str(i) for i in range(40)], seed=1)
    together = ratio_interval(values, [1.0] * 40, [str(i // 10) for i in range(40)], seed=1)
    assert together[2] - together[1] > 2 * (apart[2] - apart[1])


def test_a_lower_level_gives_a_narrower_interval() -> None:
    top, bottom, clusters = [1.0, 0.0, 1.0, 1.0, 0.0] * 8, [1.0] * 40, [str(i) for i in range(40)]
    wide = ratio_interval(top, bottom, clusters, seed=1, level=0.99)
    narrow = ratio_interval(top, bottom, clusters, seed=1, level=0.5)
    assert wide[1] < narrow[1] <= narrow[2] < wide[2]


ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(3, 5), st.sampled_from("abcde")), min_size=1, max_size=20)


@settings(max_examples=30)
@given(ROWS)
def test_the_same_seed_gives_the_same_interval_in_any_order(rows: list[tuple[int, int, str]]) -> None:
    first, second = (
        ratio_interval([row[0] for row in some], [row[1] for row in some], [row[2] for row in some], seed=7)
        for some in (rows, sorted(rows, reverse=True))
    )
    assert first == pytest.approx(second)
    assert first[1] <= first[0] + 1e-9 and first[0] - 1e-9 <= first[2]
