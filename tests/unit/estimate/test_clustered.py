from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import proportion_confint

from rolescope.estimate.clustered import Base, Shares, employer_shares, posting_shares

Pairs = Sequence[tuple[int, int]]
"""Of each employer: families that have the code, and all of its families."""


def base_of(pairs: Pairs) -> Base:
    sizes = [m for _, m in pairs]
    return Base(sum(sizes), len(pairs), float(sum(m * m for m in sizes)), max(sizes))


def of_postings(pairs: Pairs, level: float = 0.95) -> Shares:
    y, m = np.array(pairs, float).T
    return posting_shares(base_of(pairs), np.array([y.sum()]), np.array([y @ y]), np.array([y @ m]), level)


def of_employers(pairs: Pairs, level: float = 0.95) -> Shares:
    y, m = np.array(pairs, float).T
    return employer_shares(base_of(pairs), np.array([(y / m).sum()]), np.array([((y / m) ** 2).sum()]), level)


WHOLE_EMPLOYERS: Pairs = [(2, 2)] * 10 + [(0, 2)] * 10
MIXED: Pairs = [(1, 1)] * 10 + [(0, 1)] * 10 + [(1, 2)] * 10 + [(2, 2)] * 10


def test_employers_that_agree_with_themselves_by_hand() -> None:
    shares = of_postings(WHOLE_EMPLOYERS)
    # p = 20/40; sum (y - p m)^2 = 20 * 1; var = 20/19 * 20 / 40^2 = 1/76;
    # binomial = .25/40 = 1/160; deff = 160/76
    assert shares.share[0] == 0.5
    assert shares.deff[0] == pytest.approx(160 / 76)
    size = 40 / (160 / 76) * (stats.t.ppf(0.975, 39) / stats.t.ppf(0.975, 19)) ** 2
    assert shares.n_effective[0] == pytest.approx(size)
    assert shares.low[0] == pytest.approx(stats.beta.ppf(0.025, 0.5 * size + 0.5, 0.5 * size + 0.5))


def test_a_design_effect_below_one_is_one() -> None:
    shares = of_postings(MIXED)
    # p = 40/60; sum (y - p m)^2 = 10/9 + 40/9 + 10/9 + 40/9 = 100/9;
    # var = 40/39 * (100/9) / 3600 < (2/9) / 60
    assert shares.share[0] == pytest.approx(2 / 3)
    assert shares.deff[0] == 1.0
    assert shares.n_effective[0] == pytest.approx(60 * (stats.t.ppf(0.975, 59) / stats.t.ppf(0.975, 39)) ** 2)


def test_the_share_of_employers_by_hand() -> None:
    # employers' own shares: 10 of 1, 10 of 0, 10 of 1/2, 10 of 1; mean 25/40
    shares = of_employers(MIXED)
    assert shares.share[0] == pytest.approx(25 / 40)
    # variance between employers (10 + 0 + 10/4 + 10 - 40 * .625^2) / 39 = 6.875/39, over .625 * .375
    assert shares.deff[0] == pytest.approx(6.875 / 39 / (0.625 * 0.375))
    assert shares.n_effective[0] == pytest.approx(40), "a design effect below 1 buys no larger sample"


def test_one_posting_an_employer_is_the_plain_jeffreys_interval() -> None:
    pairs = [(1, 1)] * 30 + [(0, 1)] * 70
    for shares in (of_postings(pairs), of_employers(pairs)):
        assert (shares.low[0], shares.high[0]) == pytest.approx(
            proportion_confint(30, 100, 0.05, method="jeffreys"), rel=5e-3
        )


@pytest.mark.parametrize("held", [0, 2])
def test_a_share_of_none_or_all_has_the_design_effect_of_full_correlation(held: int) -> None:
    shares = of_postings([(held, 2)] * 20)
    # sum m^2 / sum m = 80 / 40
    assert shares.share[0] == held / 2
    assert shares.deff[0] == pytest.approx(2.0)


@pytest.mark.parametrize("seed", range(5))
def test_the_variance_is_that_of_a_cluster_robust_regression(seed: int) -> None:
    random = np.random.default_rng(seed)
    sizes = random.integers(1, 12, 60)
    held = [int(random.binomial(size, random.beta(0.5, 1))) for size in sizes]
    pairs = [(y, int(m)) for y, m in zip(held, sizes, strict=True)]
    shares = of_postings(pairs)
    values = np.concatenate([np.r_[np.ones(y), np.zeros(m - y)] for y, m in pairs])
    groups = np.repeat(np.arange(60), sizes)
    fit = sm.OLS(values, np.ones(len(values))).fit(cov_type="cluster", cov_kwds={"groups": groups})
    p, n = float(values.mean()), len(values)
    assert shares.share[0] == pytest.approx(p)
    assert shares.deff[0] > 1
    assert shares.deff[0] == pytest.approx(float(fit.bse[0]) ** 2 / (p * (1 - p) / n))


EMPLOYERS = st.lists(
    st.integers(1, 8).flatmap(lambda m: st.tuples(st.integers(0, m), st.just(m))), min_size=2, max_size=60
)


@given(EMPLOYERS)
def test_shares_lie_in_their_intervals_and_no_sample_grows(pairs: Pairs) -> None:
    for shares, most in ((of_postings(pairs), base_of(pairs).n), (of_employers(pairs), len(pairs))):
        assert 0 <= shares.low[0] <= shares.share[0] <= shares.high[0] <= 1 + 1e-12
        assert 0 < shares.n_effective[0] <= most + 1e-9


@given(EMPLOYERS)
def test_shares_are_a_mean_of_means_and_a_ratio_of_sums(pairs: Pairs) -> None:
    assert of_employers(pairs).share[0] == pytest.approx(np.mean([y / m for y, m in pairs]))
    assert of_postings(pairs).share[0] == pytest.approx(sum(y for y, _ in pairs) / sum(m for _, m in pairs))
