"""Codes that were refused, as the report shows them: by variable, and the values that were refused most."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

MOST = 12


class Refused(NamedTuple):
    """Refused codes of one variable and coder.

    Parameters
    ----------
    variable, coder
        Of the codes.
    codes, postings
        How many were refused, in how many postings.
    kept
        Codes of the variable that stand.
    values
        The values refused in most postings, each with their number; at most `MOST`.
    """

    variable: str
    coder: str
    codes: int
    postings: int
    kept: int
    values: tuple[tuple[str, int], ...]


def read_refused(sql: duckdb.DuckDBPyConnection) -> tuple[Refused, ...]:
    """Refused codes of a run by variable, in the order of their names."""
    rows = sql.execute(
        """
        with by_value as (
            select variable, coder, value, count(*) as codes, count(distinct posting_id) as postings
            from rejections group by all
        )
        select variable, coder, sum(codes)::int,
            (select count(distinct posting_id) from rejections r where r.variable = v.variable and r.coder = v.coder),
            (select count(*) from codings c where c.variable = v.variable and c.coder = v.coder),
            list((value, postings) order by postings desc, value)[1:$most]
        from by_value v group by variable, coder order by variable, coder
        """,
        {"most": MOST},
    ).fetchall()
    return tuple(
        Refused(variable, coder, codes, postings, kept, tuple(values))
        for variable, coder, codes, postings, kept, values in rows
    )
