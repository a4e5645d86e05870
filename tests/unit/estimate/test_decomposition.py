"""Changes from (families, of which have the value) of each employer in two waves."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from rolescope.estimate.decomposition import Decomposition, decompose
from rolescope.estimate.intervals import Floats

Rows = list[tuple[int, int, int, int]]
"""Of each employer: y0, others0, y1, others1."""
EMPLOYERS = st.lists(
    st.tuples(*(st.integers(0, 4) for _ in range(4))).filter(lambda row: sum(row) > 0), min_size=2, max_size=15
).filter(lambda rows: sum(r[0] + r[1] for r in rows) > 0 and sum(r[2] + r[3] for r in rows) > 0)


def waves(rows: Rows) -> tuple[Floats, Floats]:
    y0, n0, y1, n1 = np.array(rows, float).T
    return np.array([y0 + n0, y1 + n1]), np.array([y0, y1])


def values(rows: Rows) -> Floats:
    return np.array([term.value for term in decompose(*waves(rows), 0.95)])


def test_each_term_by_hand() -> None:
    # stays: 1 of 2, then 3 of 4; stays: 0 of 2, then 0 of 1; leaves: 4 of 4; comes: 1 of 5
    change, within, between, entry, exit_ = values([(1, 1, 3, 1), (0, 2, 0, 1), (4, 0, 0, 0), (0, 0, 1, 4)])
    mean = (5 / 8 + 4 / 10) / 2
    assert change == pytest.approx(4 / 10 - 5 / 8)
    assert within == pytest.approx((2 / 8 + 4 / 10) / 2 * 0.25)
    assert between == pytest.approx((4 / 10 - 2 / 8) * (0.625 - mean) + (1 / 10 - 2 / 8) * (0 - mean))
    assert entry == pytest.approx(5 / 10 * (0.2 - mean))
    assert exit_ == pytest.approx(4 / 8 * (1 - mean))


@given(EMPLOYERS)
def test_the_terms_sum_to_the_change(rows: Rows) -> None:
    change, within, between, entry, exit_ = values(rows)
    m, y = waves(rows)
    assert abs(change - (y[1].sum() / m[1].sum() - y[0].sum() / m[0].sum())) < 1e-12
    assert abs(within + between + entry - exit_ - change) < 1e-12


@given(EMPLOYERS)
def test_a_change_backwards_is_its_negative_with_entry_and_exit_exchanged(rows: Rows) -> None:
    forwards, backwards = values(rows), values([(y1, n1, y0, n0) for y0, n0, y1, n1 in rows])
    assert backwards == pytest.approx(np.array([-1, -1, -1, 1, 1]) * forwards[[0, 1, 2, 4, 3]], abs=1e-12)


def test_employers_that_are_all_new_make_no_change_within_or_between() -> None:
    _, within, between, entry, exit_ = values([(1, 1, 0, 0), (0, 1, 0, 0), (0, 0, 2, 1)])
    assert within == between == 0
    assert entry - exit_ == pytest.approx(2 / 3 - 1 / 3)


def replicates(rows: Rows, draws: int) -> Floats:
    """Terms of bootstrap samples of the employers."""
    draw = np.random.default_rng(3)
    return np.array([values([rows[i] for i in draw.integers(len(rows), size=len(rows))]) for _ in range(draws)])


def test_limits_are_as_wide_as_those_of_a_bootstrap_of_employers() -> None:
    draw = np.random.default_rng(11)
    rows: Rows = [tuple(int(n) for n in draw.poisson((1, 2, 1.5, 1.5))) for _ in range(150)]  # type: ignore[misc]
    rows = [row for row in rows if sum(row)]
    found: Decomposition = decompose(*waves(rows), 0.95)
    reach = np.array([term.high - term.value for term in found])
    spread = replicates(rows, 800).std(axis=0)
    assert reach == pytest.approx(stats.t.ppf(0.975, len(rows) - 1) * spread, rel=0.12)
    assert [term.value - term.low for term in found] == pytest.approx(reach)
