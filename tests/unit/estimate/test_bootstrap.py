from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.estimate.bootstrap import Interval, interval_of, resample, share_interval, sum_by_cluster
from rolescope.estimate.intervals import Floats, jeffreys
from rolescope.estimate.ratio import Ratio, share


def sums(right: list[float], of: list[float], clusters: list[str]) -> Floats:
    return sum_by_cluster(np.array([right, of], dtype=float).T.reshape(-1, 2), clusters)


def interval(right: list[float], of: list[float], clusters: list[str], seed: int = 1, level: float = 0.95) -> Interval:
    return interval_of(share, resample(sums(right, of, clusters), seed=seed), level)


def test_the_ratio_is_of_sums_not_of_means() -> None:
    # (1 + 8) / (2 + 8) = .9, not (1/2 + 8/8) / 2 = .75
    found = interval([1, 8], [2, 8], ["a", "b"])
    # two employers: a draw holds only a (1/2), only b (1) or both
    assert found[:3] == pytest.approx((0.9, 0.5, 1.0))


def test_sums_are_by_cluster_in_the_order_of_names() -> None:
    assert sums([1, 2, 3], [1, 1, 1], ["b", "a", "b"]).tolist() == [[2, 1], [4, 2]]


def test_employers_that_agree_tell_nothing_of_others() -> None:
    assert interval([1, 2, 3], [2, 4, 6], ["a", "b", "c"]) == (0.5, None, None, "no draw differs: no interval")


def test_nothing_to_compare_is_said() -> None:
    assert interval([], [], []) == (None, None, None, "nothing to compare")
    assert interval([0, 0], [0, 0], ["a", "b"]) == (None, None, None, "nothing to compare")


def test_one_employer_has_a_figure_and_no_interval() -> None:
    assert interval([1, 0], [1, 1], ["a", "a"]) == (0.5, None, None, "one employer: no interval")


def test_a_statistic_without_a_denominator_says_why() -> None:
    def missing(counts: Floats) -> Ratio:
        return Ratio(counts[..., 0], counts[..., 0] * 0, "no such thing")

    assert interval_of(missing, resample(sums([1, 1], [1, 1], ["a", "b"]), seed=1)) == (
        None, None, None, "no such thing",
    )  # fmt: skip


def test_draws_without_a_denominator_are_left_out_and_told() -> None:
    # one employer of three has cases, and is in no draw with probability (2/3)³ = .30
    found = interval([1, 0, 0], [2, 0, 0], ["a", "b", "c"])
    assert found == (0.5, None, None, "no draw differs: no interval")
    found = interval([1, 0, 1, 0], [2, 0, 3, 0], ["a", "b", "c", "d"])
    # in a draw with neither: (1/2)⁴ = .06
    assert found.note == "undefined in 6% of the draws, left out"
    assert found[:3] == pytest.approx((0.4, 1 / 3, 0.5))


def test_too_few_draws_with_a_denominator_give_no_interval() -> None:
    def only_twos(counts: Floats) -> Ratio:
        return Ratio(counts[..., 0], counts[..., 1] * (counts[..., 1] == 4), "")

    found = interval_of(only_twos, resample(sums([1, 1, 0], [2, 1, 1], ["a", "b", "c"]), seed=1))
    assert found.value == 0.5 and found.low is None and "no interval" in (found.note or "")


@pytest.mark.parametrize("right", [0.0, 1.0])
def test_a_share_of_all_or_none_has_the_limits_of_jeffreys(right: float) -> None:
    clusters = ["a", "a", "b", "c"]
    found = share_interval(share, resample(sums([right] * 4, [1.0] * 4, clusters), seed=1))
    low, high = jeffreys(right, 3)
    assert found[:3] == pytest.approx((right, float(low), float(high)))
    assert found.note == "all alike: Jeffreys interval on 3"


def test_the_interval_is_near_that_of_the_linearised_variance() -> None:
    random = np.random.default_rng(3)
    m = random.integers(1, 10, 300).astype(float)
    y = random.binomial(m.astype(int), 0.6).astype(float)
    value, low, high, _ = interval(y.tolist(), m.tolist(), [str(i) for i in range(300)])
    assert value is not None
    se = float(np.sqrt(300 / 299 * ((y - value * m) ** 2).sum()) / m.sum())
    assert (low, high) == pytest.approx((value - 1.96 * se, value + 1.96 * se), abs=0.25 * se)


def width(found: Interval) -> float:
    assert found.low is not None and found.high is not None
    return found.high - found.low


def test_postings_of_one_employer_are_drawn_together() -> None:
    values = [1.0] * 20 + [0.0] * 20
    apart = interval(values, [1.0] * 40, [str(i) for i in range(40)])
    together = interval(values, [1.0] * 40, [str(i // 10) for i in range(40)])
    assert width(together) > 2 * width(apart)


def test_a_lower_level_gives_a_narrower_interval() -> None:
    top, clusters = [1.0, 0.0, 1.0, 1.0, 0.0] * 8, [str(i) for i in range(40)]
    wide = interval(top, [1.0] * 40, clusters, level=0.99)
    narrow = interval(top, [1.0] * 40, clusters, level=0.5)
    assert width(narrow) < width(wide)


ROWS = st.lists(st.tuples(st.integers(0, 3), st.integers(3, 5), st.sampled_from("abcde")), min_size=1, max_size=20)


@settings(max_examples=30)
@given(ROWS)
def test_the_same_seed_gives_the_same_interval_in_any_order(rows: list[tuple[int, int, str]]) -> None:
    first, second = (
        interval([row[0] for row in some], [row[1] for row in some], [row[2] for row in some], seed=7)
        for some in (rows, sorted(rows, reverse=True))
    )
    assert first == second
    if first.value is not None and first.low is not None and first.high is not None:
        assert first.low <= first.value + 1e-9 and first.value - 1e-9 <= first.high
