"""Skills that go together: the stored pairs with the highest lower limits of their lift."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from rolescope.report.both import Both

SHOWN = 20


@dataclass(frozen=True)
class Together:
    """A pair of skills: its lift with limits, and the postings and employers that have both, of `n` postings."""

    key: Both
    lift: float
    low: float
    high: float
    count: int
    n_employers: int
    n: int


def read_together(sql: duckdb.DuckDBPyConnection) -> tuple[Together, ...]:
    """The first rows of the table `pairs`."""
    rows = sql.execute(
        f"""
        select variable, value, other, lift, low, high, count, n_employers, n from pairs
        order by low desc, value, other limit {SHOWN}
        """
    ).fetchall()
    return tuple(Together(Both(variable, value, other), *figures) for variable, value, other, *figures in rows)
