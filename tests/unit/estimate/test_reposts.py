from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.reposts import QUANTILES, PostingAges, Reposts, posting_ages, reposts

COLLECTED = dt.date(2026, 2, 5)


def posted(*days_before: int) -> list[dt.date | None]:
    return [COLLECTED - dt.timedelta(days) for days in days_before]


def test_the_rate_counts_every_member_of_a_family_of_two_or_more() -> None:
    found = reposts(["a", "b", "a", "c", "a", "d", "d", "e"])
    assert found == Reposts(postings=8, families=5, reposted=5, largest=3)
    assert (found.rate, found.redundant) == (5 / 8, 3)


def test_no_posting_has_no_rate() -> None:
    assert reposts([]) == Reposts(0, 0, 0, 0)
    assert reposts([]).rate is None


@given(st.lists(st.sampled_from("abcdefgh")))
def test_redundant_postings_are_never_more_than_reposted_ones(families: list[str]) -> None:
    found = reposts(families)
    assert 0 <= found.redundant <= found.reposted <= found.postings
    assert (found.reposted == 0) == (found.redundant == 0)
    assert found == reposts(reversed(families))


def test_ages_are_days_between_posting_and_collection() -> None:
    ages = posting_ages([COLLECTED] * 5, posted(0, 10, 20, 30, 40), at=(0, 0.25, 0.5, 0.9, 1))
    assert ages.quantiles == pytest.approx({0: 0, 0.25: 10, 0.5: 20, 0.9: 36, 1: 40})
    assert (ages.n, ages.n_unknown, ages.n_future) == (5, 0, 0)


def test_unknown_and_impossible_dates_are_counted_and_in_no_quantile() -> None:
    ages = posting_ages([COLLECTED, COLLECTED, None, COLLECTED], [*posted(7), None, *posted(3), *posted(-1)])
    assert ages == PostingAges(n=1, n_unknown=2, n_future=1, quantiles=dict.fromkeys(QUANTILES, 7.0))


def test_no_known_age_has_no_quantile() -> None:
    assert posting_ages([], []).quantiles == dict.fromkeys(QUANTILES)
    assert posting_ages([COLLECTED], [None]).quantiles == dict.fromkeys(QUANTILES)


def test_dates_of_other_postings_are_an_error() -> None:
    with pytest.raises(ValueError, match="shorter"):
        posting_ages([COLLECTED, COLLECTED], posted(1))
