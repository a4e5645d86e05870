from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import confusion_matrix

from rolescope.estimate.accuracy import accuracy
from rolescope.estimate.bootstrap import interval_of, resample
from rolescope.estimate.cohen_kappa import cohen_kappa
from rolescope.estimate.confusion import confusion_tables
from rolescope.estimate.f1 import macro_f1
from rolescope.estimate.gwet_ac1 import gwet_ac1
from rolescope.estimate.krippendorff_alpha import alpha_of_two

CASES = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.sampled_from("xyz")), max_size=30)


def test_rows_are_the_reference_and_tables_are_by_employer() -> None:
    tables = confusion_tables(["a", "a", "b"], ["a", "b", "b"], ["y", "x", "y"], ["a", "b"])
    assert tables.tolist() == [[[0, 1], [0, 0]], [[1, 0], [0, 1]]]


def test_no_case_is_no_table() -> None:
    assert confusion_tables([], [], [], ["a", "b"]).shape == (0, 2, 2)


def test_a_value_outside_the_scale_is_an_error() -> None:
    with pytest.raises(KeyError):
        confusion_tables(["c"], ["a"], ["x"], ["a", "b"])


@given(CASES.filter(bool))
def test_the_sum_is_that_of_scikit_learn(cases: list[tuple[str, str, str]]) -> None:
    gold, said, employers = (list(column) for column in zip(*cases, strict=True))
    total = confusion_tables(gold, said, employers, ["a", "b"]).sum(axis=0)
    assert np.array_equal(total, confusion_matrix(gold, said, labels=["a", "b"]))


@pytest.mark.parametrize("statistic", [accuracy, cohen_kappa, alpha_of_two, gwet_ac1, macro_f1])
@given(CASES)
def test_every_statistic_of_any_table_is_a_number_or_says_why_not(statistic, cases) -> None:  # type: ignore[no-untyped-def]
    gold, said, employers = ([case[i] for case in cases] for i in range(3))
    found = interval_of(statistic, resample(confusion_tables(gold, said, employers, ["a", "b"]), seed=1))
    numbers = [number for number in found[:3] if number is not None]
    assert all(np.isfinite(number) and number <= 1 for number in numbers)
    assert len(numbers) == 3 or found.note
    if found.low is not None and found.high is not None:
        assert found.low <= found.high
