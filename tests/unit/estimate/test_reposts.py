from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.reposts import QUANTILES, PostingAges, Reposts, count_ages, count_reposts

COLLECTED = dt.date(2026, 2, 5)


def reposts(families: Iterable[str]) -> Reposts:
    table = pa.table({"family_id": pa.array(families, pa.string())})
    with duckdb.connect() as sql:
        return count_reposts(sql.register("postings", table))


def ages(
    collected: list[dt.date | None], posted: list[dt.date | None], at: tuple[float, ...] = QUANTILES
) -> PostingAges:
    table = pa.table({"first_seen": pa.array(collected, pa.date32()), "date_posted": pa.array(posted, pa.date32())})
    with duckdb.connect() as sql:
        return count_ages(sql.register("postings", table), at)


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
    assert found == reposts(families[::-1])


def test_ages_are_days_between_posting_and_collection() -> None:
    found = ages([COLLECTED] * 5, posted(0, 10, 20, 30, 40), at=(0, 0.25, 0.5, 0.9, 1))
    assert found.quantiles == pytest.approx({0: 0, 0.25: 10, 0.5: 20, 0.9: 36, 1: 40})
    assert (found.n, found.n_unknown, found.n_future) == (5, 0, 0)


def test_unknown_and_impossible_dates_are_counted_and_in_no_quantile() -> None:
    found = ages([COLLECTED, COLLECTED, None, COLLECTED], [*posted(7), None, *posted(3), *posted(-1)])
    assert found == PostingAges(n=1, n_unknown=2, n_future=1, quantiles=dict.fromkeys(QUANTILES, 7.0))


def test_no_known_age_has_no_quantile() -> None:
    assert ages([], []).quantiles == dict.fromkeys(QUANTILES)
    assert ages([COLLECTED], [None]).quantiles == dict.fromkeys(QUANTILES)
