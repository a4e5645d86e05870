from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import fleiss_kappa

from rolescope.estimate.cohen_kappa import ONE_VALUE
from rolescope.estimate.intervals import Floats
from rolescope.estimate.krippendorff_alpha import alpha_of_two, coincidences, krippendorff_alpha
from tests.unit.estimate.tables_of_agreement import LABELS, table_of, value_of

PUBLISHED = ["111", "2223", "3333", "3333", "2222", "1234", "4444", "1121", "2222", "555", "11", "3"]
"""Twelve units by four coders, values missing: Krippendorff's own example, nominal alpha .743."""


def counts(units: list[str], values: str = "12345") -> Floats:
    return np.array([[unit.count(value) for value in values] for unit in units], dtype=float)


def alpha(units: list[str]) -> float | None:
    return value_of(krippendorff_alpha(coincidences(counts(units)).sum(axis=0)))


def test_krippendorffs_own_example() -> None:
    assert alpha(PUBLISHED) == pytest.approx(0.743, abs=5e-4)


def test_a_unit_of_one_coder_has_no_say() -> None:
    assert alpha(PUBLISHED) == alpha([*PUBLISHED, "1", "5", ""])


def test_a_table_of_coincidences_by_hand() -> None:
    # three coders say 1, 1, 2: of 6 ordered pairs two are (1, 1), each pair weighs 1/2
    assert coincidences(counts(["112"], "12"))[0].tolist() == [[1, 1], [1, 0]]


def test_two_coders_are_a_table_and_its_transpose() -> None:
    units = ["11", "12", "22", "22"]
    table = np.array([[1.0, 1.0], [0.0, 2.0]])
    assert value_of(alpha_of_two(table)) == pytest.approx(alpha(units))


def test_one_value_throughout_is_not_defined_and_says_so() -> None:
    found = krippendorff_alpha(coincidences(counts(["11", "11"])).sum(axis=0))
    assert value_of(found) is None and found.undefined == ONE_VALUE


def test_no_unit_is_not_defined() -> None:
    assert value_of(krippendorff_alpha(coincidences(np.zeros((0, 2))).sum(axis=0))) is None


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="123", min_size=3, max_size=3), min_size=1, max_size=20))
def test_with_nothing_missing_it_is_fleiss_kappa_corrected_for_small_samples(units: list[str]) -> None:
    table = counts(units)
    found = value_of(krippendorff_alpha(coincidences(table).sum(axis=0)))
    n = table.sum()
    if len(set("".join(units))) > 1:
        expected = 1 - (n - 1) / n * (1 - fleiss_kappa(table))
        assert found == pytest.approx(expected)
    else:
        assert found is None


@given(LABELS)
def test_neither_coder_is_the_first(pairs: list[tuple[str, str]]) -> None:
    table = table_of(pairs)
    assert value_of(alpha_of_two(table)) == value_of(alpha_of_two(table.T))
