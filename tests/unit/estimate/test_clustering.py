from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.clustering import cluster_design_effect, intra_correlation


def test_the_correlation_by_hand() -> None:
    # employers (1, 1, 0), (0, 0), (1): means 2/3, 0, 1; mean of all 1/2
    values, who = np.array([1.0, 1, 0, 0, 0, 1]), np.array([7, 7, 7, 8, 8, 9])
    between = (3 * (1 / 6) ** 2 + 2 * 0.25 + 0.25) / 2
    within = (2 * (1 / 3) ** 2 + (2 / 3) ** 2) / 3
    typical = (6 - (9 + 4 + 1) / 6) / 2
    assert intra_correlation(values, who) == pytest.approx((between - within) / (between + (typical - 1) * within))


@pytest.mark.parametrize(
    ("values", "who"),
    [([], []), ([1], [1]), ([1, 0], [1, 1]), ([1, 0], [1, 2]), ([1, 1, 1, 1], [1, 1, 2, 2])],
    ids=["none", "one", "one employer", "one each", "all agree"],
)
def test_where_nothing_can_be_known_it_is_zero(values: list[float], who: list[int]) -> None:
    assert intra_correlation(np.array(values, float), np.array(who, int)) == 0.0


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), max_size=40))
def test_the_correlation_lies_between_nothing_and_all(pairs: list[tuple[bool, int]]) -> None:
    values = np.array([value for value, _ in pairs], float)
    assert 0.0 <= intra_correlation(values, np.array([who for _, who in pairs], int)) <= 1.0 + 1e-9


def test_the_design_effect_by_hand() -> None:
    # sizes 3, 2, 1: sum of squares 14, of 6 postings
    assert cluster_design_effect(np.array([7, 7, 7, 8, 8, 9]), 0.3) == pytest.approx(1 + (14 / 6 - 1) * 0.3)
    assert cluster_design_effect(np.array([1, 2, 3]), 0.3) == 1.0
    assert cluster_design_effect(np.array([], int), 0.3) == 1.0
