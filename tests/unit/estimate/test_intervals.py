from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from rolescope.estimate.intervals import effective_size, jeffreys


@pytest.mark.parametrize(
    ("count", "n", "level"), [(50, 100, 0.95), (1, 30, 0.95), (29, 30, 0.95), (333, 895, 0.95), (7, 40, 0.9)]
)
def test_jeffreys_is_that_of_statsmodels(count: int, n: int, level: float) -> None:
    low, high = jeffreys(count / n, n, level)
    assert (float(low), float(high)) == pytest.approx(proportion_confint(count, n, 1 - level, method="jeffreys"))


def test_jeffreys_at_the_ends() -> None:
    low, high = jeffreys([0.0, 1.0], 20)
    assert (low[0], high[1]) == (0.0, 1.0)
    # none of 20: the upper limit is the .975 quantile of Beta(0.5, 20.5)
    assert high[0] == pytest.approx(stats.beta.ppf(0.975, 0.5, 20.5))
    assert low[1] == pytest.approx(1 - high[0])


@given(st.floats(0, 1), st.floats(0.5, 1e5), st.sampled_from([0.8, 0.95, 0.99]))
def test_an_interval_holds_its_share_and_stays_between_0_and_1(share: float, n: float, level: float) -> None:
    low, high = jeffreys(share, n, level)
    assert 0 <= low <= share <= high <= 1


@given(st.floats(0.05, 0.95), st.floats(30, 1e4))
def test_more_postings_give_a_narrower_interval(share: float, n: float) -> None:
    low, high = jeffreys(share, [n, 2 * n])
    assert high[1] - low[1] < high[0] - low[0]


def test_effective_size_by_hand() -> None:
    # 40 postings, design effect 2, 20 employers: 40 / 2 * (t[39] / t[19])^2, t[39] = 2.02269, t[19] = 2.09302
    assert float(effective_size(40, 2, 20)) == pytest.approx(20 * (2.02269 / 2.09302) ** 2, rel=1e-4)


def test_effective_size_without_clustering_is_n() -> None:
    assert float(effective_size(100, 1, 100)) == pytest.approx(100)


@given(st.integers(1, 5000), st.floats(1, 50), st.integers(1, 500))
def test_effective_size_is_never_above_n(n: int, deff: float, clusters: int) -> None:
    size = float(effective_size(n, deff, min(clusters, n)))
    assert 0 < size <= n


def test_arrays_are_broadcast() -> None:
    low, high = jeffreys(np.array([0.2, 0.4]), 50)
    assert low.shape == high.shape == (2,)
    assert low[0] == pytest.approx(float(jeffreys(0.2, 50)[0]))
