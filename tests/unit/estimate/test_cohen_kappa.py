from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa

from rolescope.estimate.cohen_kappa import ONE_VALUE, cohen_kappa
from tests.unit.estimate.tables_of_agreement import LABELS, table_of, value_of


def test_by_hand() -> None:
    # p_o = 35/50 = .7; p_e = (25·30 + 25·20) / 2500 = .5; (.7 − .5) / .5
    assert value_of(cohen_kappa(np.array([[20.0, 5.0], [10.0, 15.0]]))) == pytest.approx(0.4)


def test_agreement_that_chance_gives_too_is_nothing() -> None:
    assert value_of(cohen_kappa(np.array([[118.0, 5.0], [2.0, 0.0]]))) == pytest.approx(-0.0234, abs=1e-4)


def test_one_value_throughout_is_not_defined_and_says_so() -> None:
    found = cohen_kappa(np.array([[7.0, 0.0], [0.0, 0.0]]))
    assert value_of(found) is None and found.undefined == ONE_VALUE


def test_all_agree_on_several_values_is_one() -> None:
    assert value_of(cohen_kappa(np.diag([3.0, 4.0, 0.0]))) == 1.0


def test_a_stack_of_tables_gives_a_figure_each() -> None:
    tables = np.array([[[20.0, 5.0], [10.0, 15.0]], [[1.0, 0.0], [0.0, 1.0]]])
    above, below, _ = cohen_kappa(tables)
    assert (above / below).tolist() == pytest.approx([0.4, 1.0])


@settings(max_examples=60)
@given(LABELS)
def test_it_is_that_of_scikit_learn_and_statsmodels(pairs: list[tuple[str, str]]) -> None:
    table = table_of(pairs)
    found = value_of(cohen_kappa(table))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = cohen_kappa_score([a for a, _ in pairs], [b for _, b in pairs], labels=list("abc"))
        oracle = cohens_kappa(table, return_results=False)
    if found is None:
        assert math.isnan(expected)
    else:
        assert found == pytest.approx(expected) == pytest.approx(float(oracle))


@given(LABELS)
def test_neither_coder_is_the_first(pairs: list[tuple[str, str]]) -> None:
    table = table_of(pairs)
    assert value_of(cohen_kappa(table)) == value_of(cohen_kappa(table.T))
