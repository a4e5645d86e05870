"""Recent postings: those posted at most so many days before their frame was collected.

A scrape finds what is open on its day, so that a posting is found the more likely the longer it stays open (length
bias). Postings of the last days have had little time to close, and are nearer to the flow of new ones.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True)
class Flow:
    """How many postings are recent.

    Parameters
    ----------
    days
        What is recent.
    recent, older
        Postings posted within as many days before they were collected, and before.
    undated
        Postings that do not say when they were posted; they are not in the flow.
    future
        Postings that claim to have been posted after they were collected; they are not either.
    """

    days: int
    recent: int
    older: int
    undated: int
    future: int


def is_recent(days: int) -> str:
    """Condition in SQL on a row of `postings`."""
    return f"coalesce(date_diff('day', date_posted, first_seen) between 0 and {int(days)}, false)"


def count_flow(sql: duckdb.DuckDBPyConnection, days: int) -> Flow:
    """Count recent postings of the view `postings`.

    Examples
    --------
    >>> sql = duckdb.connect()
    >>> _ = sql.execute(
    ...     "create table postings as select date '2026-02-05' as first_seen, "
    ...     "unnest([date '2026-02-01', date '2025-01-26', null, date '2026-02-06']) as date_posted"
    ... )
    >>> count_flow(sql, 30)
    Flow(days=30, recent=1, older=1, undated=1, future=1)
    """
    counted = sql.execute(
        f"""
        select count(*) filter ({is_recent(days)}), count(*) filter (first_seen - date_posted > {int(days)}),
            count(*) filter (first_seen - date_posted is null), count(*) filter (first_seen - date_posted < 0)
        from postings
        """
    ).fetchone()
    assert counted is not None
    return Flow(days, *counted)
