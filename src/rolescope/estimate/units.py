"""Units of estimation: the families of each slice, their employer, and what was coded of them.

A family counts once in each slice in which one of its postings stands; its places are those of all its
members. A choice of a family (its role type) is that of its first posting.
"""

from __future__ import annotations

import duckdb

from rolescope.errors import RolescopeError

COLUMNS = ("company", "employer_id", "wave", "source", "level", "frame_id", "language", "seniority", "work_mode")
PLACES = {"city": "place.city", "region": "place.region", "country": "place.country", "metro": "place.metro"}
NO_PLACE = "(no resolved place)"
NOT_STATED = "(none)"


def make_slices(sql: duckdb.DuckDBPyConnection, slice_by: str | None, coder: str) -> None:
    """Temporary table ``slices`` (posting_id, slice).

    Raises
    ------
    RolescopeError
        Where nothing is called `slice_by`, with what there is.
    """
    sql.execute(f"create or replace temp table slices as {_memberships(sql, slice_by, coder)}")


def make_units(sql: duckdb.DuckDBPyConnection, slice_by: str | None, variable: str, coder: str) -> None:
    """Temporary tables ``units`` (slice, family_id, employer, coded) and ``employers`` (slice, employer, m)."""
    make_slices(sql, slice_by, coder)
    sql.execute(
        """
        create or replace temp table units as
        select s.slice, p.family_id, min(p.employer_id) as employer, bool_or(a.status = 'coded') as coded
        from slices s join postings p using (posting_id)
        join assessments a on a.posting_id = p.posting_id and a.variable = $variable and a.coder = $coder
        group by s.slice, p.family_id
        """,
        {"variable": variable, "coder": coder},
    )
    sql.execute(
        """
        create or replace temp table employers as
        select slice, employer, count(*)::double as m from units where coded group by all
        """
    )


def make_held(sql: duckdb.DuckDBPyConnection, variable: str, coder: str) -> None:
    """Temporary table ``held``: which families hold which value, and in which sections they name it.

    Values come from the evidence of mentions and themes, and from the assessment of choices and flags.
    """
    sql.execute(
        """
        create or replace temp table held as
        select p.family_id, c.value, min(c.category) as category,
            coalesce(max((section = 'must')::int), 0) as must, coalesce(max((section = 'work')::int), 0) as work,
            coalesce(max((section = 'nice')::int), 0) as nice
        from codings c join postings p using (posting_id)
        where c.variable = $variable and c.coder = $coder and c.section is distinct from 'other'
            and not exists (select 1 from assessments a where a.variable = $variable and a.value is not null)
        group by p.family_id, c.value
        union all
        select p.family_id, arg_min(a.value, p.posting_id), null, 0, 0, 0
        from assessments a join postings p using (posting_id)
        where a.variable = $variable and a.coder = $coder and a.value is not null and a.status = 'coded'
        group by p.family_id
        """,
        {"variable": variable, "coder": coder},
    )


def _memberships(sql: duckdb.DuckDBPyConnection, slice_by: str | None, coder: str) -> str:
    """Query for (posting_id, slice): the slices in which each posting stands."""
    if slice_by is None:
        return "select posting_id, '' as slice from postings"
    if slice_by in COLUMNS:
        return f"select posting_id, coalesce(nullif({slice_by}::varchar, ''), '{NOT_STATED}') as slice from postings"
    if slice_by in PLACES:
        return f"""
            select distinct posting_id, coalesce({PLACES[slice_by]}, '{NO_PLACE}') as slice
            from postings left join lateral (select unnest(places) as place) on true
        """
    codes = _coded_choices(sql, coder)
    if slice_by in codes:
        return f"""
            select p.posting_id, coalesce(arg_min(a.value, q.posting_id), '{NOT_STATED}') as slice
            from postings p join postings q using (family_id)
            join assessments a on a.posting_id = q.posting_id and a.variable = '{slice_by}'
            group by p.posting_id
        """
    known = ", ".join([*COLUMNS, *PLACES, *codes])
    raise RolescopeError(f"cannot slice by {slice_by!r}", "slices", f"slice by one of {known}")


def _coded_choices(sql: duckdb.DuckDBPyConnection, coder: str) -> list[str]:
    rows = sql.execute(
        "select distinct variable from assessments where coder = $coder and value is not null order by 1",
        {"coder": coder},
    ).fetchall()
    return [variable for (variable,) in rows]
