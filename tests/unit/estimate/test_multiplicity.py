from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rolescope.estimate.multiplicity import q_values, selected_level


@given(st.lists(st.floats(0, 1), min_size=1, max_size=30))
def test_q_values_are_those_of_scipy(p_values: list[float]) -> None:
    found = q_values(np.array(p_values))
    assert found.tolist() == pytest.approx(stats.false_discovery_control(p_values, method="bh").tolist())


def test_no_comparison_has_no_q_value() -> None:
    assert q_values(np.array([])).tolist() == []


@pytest.mark.parametrize(("q", "level"), [([0.9, 0.9], 0.975), ([0.01, 0.9], 0.975), ([0.01, 0.01], 0.95), ([], 0.95)])
def test_intervals_of_what_is_listed_are_wider_the_fewer_are_listed(q: list[float], level: float) -> None:
    assert selected_level(np.array(q), 0.05) == pytest.approx(level)
