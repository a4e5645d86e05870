from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import proportion_confint

from rolescope.estimate.intervals import jeffreys
from rolescope.estimate.two_phase import Strata, corrected_corpus, corrected_process, true_deff


def strata(*rows: tuple[float, float, float]) -> Strata:
    """Strata from (size, gold, gold share)."""
    return Strata(*np.array(rows, float).T)


def test_a_corrected_share_and_its_limits_by_hand() -> None:
    # W = 1/3, 2/3; p = .9/3 + .05 * 2/3
    found = corrected_process(strata((300, 50, 0.9), (600, 100, 0.05)), 1.5, 1.2)
    p = 0.9 / 3 + 0.1 / 3
    low_all, high_all = jeffreys(p, 900 / 1.5)
    low_yes, high_yes = jeffreys(0.9, 50 / 1.2)
    low_no, high_no = jeffreys(0.05, 100 / 1.2)
    spread_yes, spread_no = (1 - 50 / 300) / 9, (1 - 100 / 600) * 4 / 9
    down = (p - low_all) ** 2 + spread_yes * (0.9 - low_yes) ** 2 + spread_no * (0.05 - low_no) ** 2
    up = (high_all - p) ** 2 + spread_yes * (high_yes - 0.9) ** 2 + spread_no * (high_no - 0.05) ** 2
    assert found.share == pytest.approx(p)
    assert found.low == pytest.approx(p - np.sqrt(down))
    assert found.high == pytest.approx(p + np.sqrt(up))


def test_labels_of_every_posting_leave_nothing_to_chance_in_the_corpus() -> None:
    found = corrected_corpus(strata((30, 30, 0.9), (70, 70, 0.1)))
    assert (found.low, found.share, found.high) == pytest.approx((0.34, 0.34, 0.34))


def test_one_stratum_of_a_large_corpus_is_the_jeffreys_interval_of_its_gold() -> None:
    found = corrected_corpus(strata((10**9, 50, 0.3)))
    low, high = proportion_confint(15, 50, method="jeffreys")
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


def test_a_stratum_without_gold_may_be_anything() -> None:
    found = corrected_corpus(strata((20, 0, np.nan), (80, 80, 0.25)))
    assert (found.low, found.share, found.high) == pytest.approx((0.2, 0.3, 0.4))


def test_a_stratum_of_no_posting_weighs_nothing() -> None:
    with_it, without = corrected_process(strata((0, 0, 0), (100, 50, 0.2)), 1, 1), strata((100, 50, 0.2))
    assert with_it == pytest.approx(corrected_process(without, 1, 1))


def test_several_codes_are_corrected_at_once_as_one_by_one() -> None:
    one, other = strata((30, 10, 0.9), (70, 10, 0.1)), strata((50, 20, 0.8), (50, 20, 0.0))
    both = Strata(*(np.stack(pair) for pair in zip(one, other, strict=True)))
    found = corrected_process(both, np.array([1.0, 2.0]), np.array([1.5, 1.0]))
    for place, (alone, deffs) in enumerate(((one, (1.0, 1.5)), (other, (2.0, 1.0)))):
        assert [part[place] for part in found] == pytest.approx(list(corrected_process(alone, *deffs)))


counts = st.integers(0, 60)


@given(
    st.lists(st.tuples(counts, counts, counts), min_size=1, max_size=5),
    st.floats(1, 20),
    st.floats(1, 20),
)
def test_limits_are_shares_on_both_sides_of_the_share_whatever_the_strata(
    parts: list[tuple[int, int, int]], deff: float, gold_deff: float
) -> None:
    rows = [(n + gold + yes, gold + yes, yes / max(gold + yes, 1)) for n, gold, yes in parts]
    for found in (corrected_process(strata(*rows), deff, gold_deff), corrected_corpus(strata(*rows))):
        if sum(size for size, _, _ in rows):
            assert 0 <= found.low <= found.share + 1e-12 <= found.high + 2e-12 <= 1 + 3e-12


def test_the_process_is_never_surer_than_the_corpus() -> None:
    parts = strata((300, 50, 0.9), (600, 100, 0.05))
    process, corpus = corrected_process(parts, 1, 1), corrected_corpus(parts)
    assert process.low < corpus.low < corpus.high < process.high


@pytest.mark.parametrize(
    ("parts", "observed", "most", "deff"),
    [
        # p = .5, between = .16, within = .25: R² = .64
        (strata((50, 20, 0.9), (50, 20, 0.1)), 1.32, 9.0, 1 + 0.32 / 0.64),
        (strata((50, 20, 1.0), (50, 20, 0.0)), 1.32, 9.0, 1.32),
        (strata((50, 20, 0.5), (50, 20, 0.5)), 1.2, 9.0, 1 + 0.2 / 0.25),
        (strata((50, 20, 0.9), (50, 20, 0.1)), 1.32, 1.4, 1.4),
        (strata((50, 20, 0.0), (50, 20, 0.0)), 1.0, 2.0, 1.0),
    ],
    ids=["errors", "none", "useless coder", "full correlation", "nobody"],
)
def test_the_design_effect_of_the_truth_is_larger_than_the_coders(
    parts: Strata, observed: float, most: float, deff: float
) -> None:
    assert true_deff(parts, observed, most) == pytest.approx(deff)
