from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from sklearn.metrics import f1_score, precision_score, recall_score

from rolescope.estimate.f1 import f1, macro_f1, precision, recall
from tests.unit.estimate.tables_of_agreement import LABELS, table_of, value_of

TABLE = np.array([[6.0, 2.0], [1.0, 1.0]])


def test_a_value_by_hand() -> None:
    # of 8 in the reference 6 are found; of 7 that are said 6 are right
    assert value_of(recall(TABLE, 0)) == pytest.approx(6 / 8)
    assert value_of(precision(TABLE, 0)) == pytest.approx(6 / 7)
    assert value_of(f1(TABLE, 0)) == pytest.approx(12 / 15)
    assert value_of(macro_f1(TABLE)) == pytest.approx((12 / 15 + 2 / 5) / 2)


def test_what_nobody_says_is_not_defined_and_says_why() -> None:
    table = np.array([[3.0, 0.0], [0.0, 0.0]])
    found = [measure(table, 1) for measure in (precision, recall, f1)]
    assert [value_of(one) for one in found] == [None, None, None]
    assert [one.undefined for one in found] == [
        "the coder never says it", "the reference never says it", "nobody says it",
    ]  # fmt: skip


def test_the_mean_is_over_values_that_occur() -> None:
    assert value_of(macro_f1(np.array([[3.0, 0.0], [0.0, 0.0]]))) == 1.0
    assert value_of(macro_f1(np.zeros((2, 2)))) is None


@settings(max_examples=60)
@given(LABELS)
def test_it_is_that_of_scikit_learn(pairs: list[tuple[str, str]]) -> None:
    table = table_of(pairs)
    gold, said = [a for a, _ in pairs], [b for _, b in pairs]
    expected = f1_score(gold, said, average="macro", zero_division=0)
    assert value_of(macro_f1(table)) == pytest.approx(expected)
    for position, value in enumerate("abc"):
        for ours, theirs in ((precision, precision_score), (recall, recall_score)):
            found = value_of(ours(table, position))
            oracle = theirs(gold, said, labels=[value], average="macro", zero_division=0)
            assert found is None or found == pytest.approx(float(oracle))
