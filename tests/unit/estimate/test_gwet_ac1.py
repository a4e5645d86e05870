from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given

from rolescope.estimate.accuracy import accuracy
from rolescope.estimate.gwet_ac1 import gwet_ac1
from tests.unit.estimate.tables_of_agreement import LABELS, table_of, value_of


def test_gwets_own_example() -> None:
    # 125 subjects: p_o = .944, π = .972, p_e = 2 · .972 · .028 = .0544
    assert value_of(gwet_ac1(np.array([[118.0, 5.0], [2.0, 0.0]]))) == pytest.approx(0.9408, abs=1e-4)


def test_three_values_by_hand() -> None:
    # n = 10, p_o = .8; both coders: π = .5, .3, .2
    table = np.array([[5.0, 0.0, 0.0], [0.0, 2.0, 1.0], [0.0, 1.0, 1.0]])
    pi = np.array([5.0, 3.0, 2.0]) / 10
    chance = float((pi * (1 - pi)).sum() / 2)
    assert value_of(gwet_ac1(table)) == pytest.approx((0.8 - chance) / (1 - chance))


def test_one_value_throughout_is_full_agreement() -> None:
    assert value_of(gwet_ac1(np.array([[7.0, 0.0], [0.0, 0.0]]))) == 1.0


def test_a_scale_of_one_value_and_no_case_are_not_defined() -> None:
    found = gwet_ac1(np.array([[7.0]]))
    assert value_of(found) is None and found.undefined == "the scale has one value"
    assert value_of(gwet_ac1(np.zeros((2, 2)))) is None


@given(LABELS)
def test_it_is_at_most_one_and_one_only_where_all_agree(pairs: list[tuple[str, str]]) -> None:
    table = table_of(pairs)
    found = value_of(gwet_ac1(table))
    assert found is not None and found <= 1
    assert (found == 1) == (value_of(accuracy(table)) == 1)
