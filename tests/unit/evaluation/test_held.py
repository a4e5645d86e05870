from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score, f1_score

from rolescope.evaluation.figure import Chance, Topic
from rolescope.evaluation.held import MIN_POSTINGS, Holding, held_figures
from tests.unit.evaluation.run_by_hand import named, right_of

TOPIC = Topic("skills", "postings")


def holding(employer: str, reference: str, said: str) -> Holding:
    return Holding(employer, frozenset(reference), frozenset(said))


def test_by_hand() -> None:
    figures = held_figures(TOPIC, [holding("x", "ab", "ac"), holding("y", "a", "")], Chance(1))
    # three values in two postings: both say 1, the reference alone 2, the coder alone 1, nobody 2
    assert right_of(figures, "skills.postings.precision") == (1, 2)
    assert right_of(figures, "skills.postings.recall") == (1, 3)
    assert named(figures)["skills.postings.f1"].interval.value == pytest.approx(2 / 5)
    assert named(figures)["skills.postings.cohen_kappa"].interval.value == pytest.approx((3 / 6 - 18 / 36) / (18 / 36))


def test_a_frequent_value_has_figures_of_its_own_and_a_rare_one_has_not() -> None:
    postings = [holding(str(i), "ab" if i else "a", "a" if i else "b") for i in range(MIN_POSTINGS)]
    figures = held_figures(TOPIC, postings, Chance(1))
    assert right_of(figures, "skills.a.recall") == (MIN_POSTINGS - 1, MIN_POSTINGS)
    assert not any(figure.topic.value == "b" for figure in figures)


def test_the_most_frequent_value_is_first_and_more_than_a_block_of_them_have_figures() -> None:
    values = "".join(chr(ord("A") + i) for i in range(60))
    postings = [holding(str(i), values, values) for i in range(MIN_POSTINGS)]
    postings.append(holding("more", values[59], ""))
    found = [f.topic.value for f in held_figures(TOPIC, postings, Chance(1)) if f.topic.value and f.measure == "f1"]
    assert found == [values[59], *values[:59]]


def test_nothing_held_is_said_and_is_no_crash() -> None:
    for postings in ([], [holding("x", "", "")]):
        figures = held_figures(TOPIC, postings, Chance(1))
        assert all(figure.interval == (None, None, None, "nothing to compare") for figure in figures)


SETS = st.text(alphabet="abcd", max_size=4)


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from("xyz"), SETS, SETS), min_size=1, max_size=12))
def test_it_is_that_of_scikit_learn_over_all_pairs_of_posting_and_value(rows: list[tuple[str, str, str]]) -> None:
    postings = [holding(*row) for row in rows]
    values = sorted({value for one in postings for value in one.reference | one.said})
    gold = [value in one.reference for one in postings for value in values]
    said = [value in one.said for one in postings for value in values]
    figures = named(held_figures(TOPIC, postings, Chance(1)))
    if any(gold) or any(said):
        assert figures["skills.postings.f1"].interval.value == pytest.approx(f1_score(gold, said, zero_division=0))
    kappa = figures["skills.postings.cohen_kappa"].interval.value
    if kappa is not None:
        assert kappa == pytest.approx(cohen_kappa_score(gold, said))
    frequent = [f for f in figures.values() if f.topic.value and f.measure == "recall"]
    for figure in frequent:
        gold_here = np.array([figure.topic.value in one.reference for one in postings])
        assert figure.n == gold_here.sum() >= MIN_POSTINGS
