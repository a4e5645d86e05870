"""How often advertisements are posted more than once, and how old postings are when they are collected.

Both describe the corpus itself and carry no interval. A scrape is a snapshot of open postings: those that
stay open long are over-represented, so ages are ages of open postings and not how long a vacancy lasts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Reposts:
    """Postings by family.

    Parameters
    ----------
    postings
        All postings.
    families
        Their families.
    reposted
        Postings in families of two or more.
    largest
        Postings of the largest family.
    """

    postings: int
    families: int
    reposted: int
    largest: int

    @property
    def redundant(self) -> int:
        """Postings beyond the first of each family."""
        return self.postings - self.families

    @property
    def rate(self) -> float | None:
        """Share of postings in families of two or more; None where there is no posting."""
        return self.reposted / self.postings if self.postings else None


def count_reposts(sql: duckdb.DuckDBPyConnection) -> Reposts:
    """Count the postings of each family in the view `postings`.

    Examples
    --------
    >>> sql = duckdb.connect()
    >>> _ = sql.execute("create table postings as select unnest(['a', 'a', 'b', 'c']) as family_id")
    >>> found = count_reposts(sql)
    >>> found.rate, found.redundant, found.largest
    (0.5, 1, 2)
    """
    counted = sql.execute(
        """
        select coalesce(sum(size), 0)::bigint, count(*), coalesce(sum(size) filter (size > 1), 0)::bigint,
            coalesce(max(size), 0)
        from (select count(*) as size from postings group by family_id)
        """
    ).fetchone()
    assert counted is not None
    return Reposts(*counted)


@dataclass(frozen=True)
class PostingAges:
    """Ages of postings on the day they were collected, in days.

    Parameters
    ----------
    n
        Postings whose age is known.
    n_unknown
        Postings without a date of posting or of collection.
    n_future
        Postings that claim to have been posted after they were collected; they are in no quantile.
    quantiles
        Age in days at each of `QUANTILES`, linearly interpolated; None where no age is known.
    """

    n: int
    n_unknown: int
    n_future: int
    quantiles: dict[float, float | None]


def count_ages(sql: duckdb.DuckDBPyConnection, at: Sequence[float] = QUANTILES) -> PostingAges:
    """Quantiles of the age of postings in the view `postings`: days from `date_posted` to `first_seen`.

    Parameters
    ----------
    sql
        Database with the view.
    at
        Quantiles, from 0 to 1.

    Examples
    --------
    >>> sql = duckdb.connect()
    >>> _ = sql.execute(
    ...     "create table postings as select date '2026-02-05' as first_seen, "
    ...     "unnest([date '2026-02-01', date '2026-01-26', null]) as date_posted"
    ... )
    >>> ages = count_ages(sql, at=(0.5,))
    >>> ages.quantiles, ages.n_unknown
    ({0.5: 7.0}, 1)
    """
    counted = sql.execute(
        """
        select count(*) filter (days >= 0), count(*) filter (days is null), count(*) filter (days < 0),
            quantile_cont(days::double, $at) filter (days >= 0)
        from (select first_seen - date_posted as days from postings)
        """,
        {"at": list(at)},
    ).fetchone()
    assert counted is not None
    known, unknown, future, values = counted
    return PostingAges(known, unknown, future, dict(zip(at, values or [None] * len(at), strict=True)))
