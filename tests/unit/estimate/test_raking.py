from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.raking import rake, weight_deff

SQUARE = [np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])]
"""Two margins of two values: four cells."""


def test_two_margins_by_hand() -> None:
    # independent cells: each weight is the product of two ratios, found in one round
    found = rake(np.array([36.0, 24, 24, 16]), SQUARE, [np.array([0.5, 0.5]), np.array([0.4, 0.6])], most=5)
    assert found.weight == pytest.approx([5 / 6 * 2 / 3, 5 / 6 * 3 / 2, 5 / 4 * 2 / 3, 5 / 4 * 3 / 2])
    assert found.rounds == 1
    assert found.trimmed == 0


def test_the_interaction_of_the_corpus_is_kept() -> None:
    size = np.array([40.0, 10, 20, 30])
    found = rake(size, SQUARE, [np.array([0.6, 0.4]), np.array([0.3, 0.7])], most=20)
    cells = size * found.weight
    assert cells[0] * cells[3] / (cells[1] * cells[2]) == pytest.approx(40 * 30 / (10 * 20))
    assert cells.reshape(2, 2).sum(axis=1) / 100 == pytest.approx([0.6, 0.4])
    assert cells.reshape(2, 2).sum(axis=0) / 100 == pytest.approx([0.3, 0.7])


@given(
    st.lists(st.integers(1, 50), min_size=4, max_size=4),
    st.floats(0.2, 0.8),
    st.floats(0.2, 0.8),
)
def test_margins_are_met_with_weights_of_mean_one(sizes: list[int], first: float, second: float) -> None:
    size, targets = np.array(sizes, float), [np.array([p, 1 - p]) for p in (first, second)]
    found = rake(size, SQUARE, targets, most=1e6)
    assert found.miss(targets) < 1e-6
    assert size @ found.weight == pytest.approx(size.sum())
    assert weight_deff(found.weight, size) >= 1 - 1e-12


def test_margins_that_are_as_they_are_change_nothing() -> None:
    found = rake(np.array([30.0, 70]), [np.array([0, 1])], [np.array([0.3, 0.7])], most=5)
    assert found.weight.tolist() == [1, 1]


def test_weights_are_trimmed_and_what_is_missed_is_told() -> None:
    targets = [np.array([0.5, 0.5])]
    found = rake(np.array([99.0, 1]), [np.array([0, 1])], targets, most=5)
    assert found.trimmed == 1
    assert found.weight[1] / found.weight[0] < 50
    assert found.miss(targets) > 0.4


def test_margins_that_contradict_each_other_are_missed() -> None:
    same = [np.array([0, 1]), np.array([0, 1])]
    targets = [np.array([0.7, 0.3]), np.array([0.4, 0.6])]
    assert rake(np.array([50.0, 50]), same, targets, most=5).miss(targets) > 0.1


def test_the_design_effect_of_weights_by_hand() -> None:
    assert weight_deff(np.array([1.0, 3.0]), np.array([2.0, 2.0])) == pytest.approx(4 * (2 * 1 + 2 * 9) / 8**2)
