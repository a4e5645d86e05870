from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.estimate.gold_only import wilson
from rolescope.estimate.planned_width import Expectation
from rolescope.estimate.sample_design import Aim, design_sample
from rolescope.estimate.strata import strata_of
from rolescope.estimate.two_phase import Strata, corrected_corpus


def aim(says: list[str], guess: dict[str, float]) -> Aim:
    part = strata_of(says, np.full(len(says), np.nan))
    yes = np.array([name == "yes" for name in part.says])
    return Aim("", part, yes, np.array([guess[name] for name in part.says]))


GUESS = {"yes": 0.85, "no": 0.05, "uncoded": 0.5}
answers = st.lists(st.tuples(*[st.sampled_from(list(GUESS))] * 3), min_size=1, max_size=80)


@settings(max_examples=60, deadline=None)
@given(answers, st.floats(0, 1))
def test_a_design_has_n_labels_and_few_enough_strata(said: list[tuple[str, ...]], part: float) -> None:
    aims = [aim(list(column), GUESS) for column in zip(*said, strict=True)]
    n = 1 + int(part * (len(said) - 1))
    found = design_sample(aims, n)
    assert found.n.sum() == n == pytest.approx(found.inclusion.sum())
    assert found.size.tolist() == np.bincount(found.of).tolist()
    assert (found.n >= 1).all() and (found.n <= found.size).all()
    assert len(found.n) <= max(min(20, n // 5), 1) and len(found.names) == len(found.n)


def test_strata_of_one_target_are_what_the_coder_said() -> None:
    # N S = 30 · .357, 60 · .218: 10.71 to 13.08 of 20 labels
    found = design_sample([aim(["yes"] * 30 + ["no"] * 60, GUESS)], 20)
    assert (found.names, found.size.tolist(), found.n.tolist()) == (("no", "yes"), [60, 30], [11, 9])


def test_half_widths_are_those_of_the_intervals_on_expected_counts() -> None:
    one = aim(["yes"] * 30 + ["no"] * 60, GUESS)
    expected = Expectation(one, np.arange(90))
    design = design_sample([one], 20)
    found = expected.half_widths(design.inclusion)
    strata = Strata(*np.array([[60, 30], [11, 9], [0.05, 0.85]]))
    corpus, alone = corrected_corpus(strata), wilson(28.5 / 90, 20)
    assert expected.share == pytest.approx(28.5 / 90)
    assert found.corpus == pytest.approx((corpus.high - corpus.low) / 2)
    assert found.gold_only == pytest.approx((alone.high - alone.low) / 2)
    assert found.process > found.corpus


def test_one_employer_and_nothing_coded_still_have_a_width() -> None:
    found = Expectation(aim(["uncoded"] * 9, GUESS), np.zeros(9, int)).half_widths(np.full(9, 1 / 3))
    assert all(0 < width <= 0.5 for width in found)
