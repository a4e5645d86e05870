"""Units of estimation: families, numbered, with their employers, their slices and what was coded of them.

A family counts once in each slice in which one of its postings stands; its places are those of all its
members, its employer is one. A choice of a family (its role type) is that of its first posting.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from rolescope.errors import RolescopeError
from rolescope.storage import database

COLUMNS = {
    name: name
    for name in ("company", "employer_id", "wave", "source", "level", "frame_id", "language", "seniority", "work_mode")
} | {"title": "role_title"}
"""What a slice is called, and its column of `postings`."""
WEIGHABLE = COLUMNS | {name: name for name in ("employer_size", "is_agency", "employment_type")}
"""What margins may be of beside places and choices, and its column of `postings`."""
PLACES = {"city": "place.city", "region": "place.region", "country": "place.country", "metro": "place.metro"}
FACTS = {
    "seniority": "[seniority]",
    "years_min": """[case when years_min < 3 then '0 to 2 years' when years_min < 5 then '3 to 4 years'
        when years_min < 8 then '5 to 7 years' when years_min >= 8 then '8 years and more' end]""",
    "work_mode": "[work_mode]",
    "employment_type": "[employment_type]",
    "language": "[language]",
    "country": "[place.country for place in places]",
    "metro": "[place.metro for place in places]",
}
"""Facts of a posting that shares are estimated of, each as a list of values in SQL."""
FACT = "fact"
NO_PLACE = "(no resolved place)"
NOT_STATED = "(none)"
FLOW, STOCK = "flow", "stock"
"""What the estimates of all postings are called, recent or not, beside those of the flow."""
ALL = "true"
WEIGHED = "weight is distinct from 0"
"""Which postings count, as conditions in SQL: all, or those in the study's flow."""
_MILLION = 1_000_000


class Units:
    """The families of a run in DuckDB, and temporary tables of their codes and slices.

    Table ``families`` has one row a family: `family` (a number, in the order of family ids), `employer` (a
    number), its `first` posting and its `weight` in millionths; ``members`` says which posting is of which family.

    Parameters
    ----------
    sql
        Database with the views `postings`, `codings` and `assessments`.
    coder
        Whose codes count.
    where
        Which postings count.
    """

    def __init__(self, sql: duckdb.DuckDBPyConnection, coder: str, where: str = WEIGHED) -> None:
        self.sql = sql
        self.coder = coder
        self._slices: dict[str | None, str] = {}
        self._holds: str | None = None
        sql.execute(
            f"""
            create temp table named as
            select family_id, min(employer_id) as employer_id, min(posting_id) as first,
                round(coalesce(min(weight), 1) * {_MILLION})::bigint as weight,
                (row_number() over (order by family_id))::int as family
            from postings where {where} group by family_id;
            create temp table families as
            select family, (dense_rank() over (order by employer_id))::int as employer, first, weight from named;
            create temp table members as
            select posting_id, family from (from postings where {where}) join named using (family_id);
            drop table named;
            """
        )

    def slices(self, by: str | None) -> str:
        """Name of a table (slice, family, posting_id: the family's first posting in the slice), made once.

        Raises
        ------
        RolescopeError
            Where nothing is called `by`, with what there is.
        """
        if by not in self._slices:
            name = f"slices_{len(self._slices)}"
            query, wanted = self._memberships(by)
            self.sql.execute(
                f"""
                create temp table {name} as
                select slice, family, min(posting_id) as posting_id
                from ({query}) join members using (posting_id) group by slice, family
                """,
                wanted,
            )
            self._slices[by] = name
        return self._slices[by]

    def hold(self, variable: str, kind: str) -> None:
        """Temporary tables of one variable: which families hold which of its values.

        ``codes`` numbers the values in their order (`code`, `value`, `category`); ``held`` says in which
        sections a family names a value (`family`, `code`, `must`, `work`, `nice`); ``coded`` lists the
        families that could be coded. Values of mentions and themes come from the evidence outside section
        other, those of choices and flags from the assessments, those of a `FACT` from the postings: a family
        has what any of its postings states.
        """
        if self._holds == variable:
            return
        self._holds = variable
        wanted = {"variable": variable, "coder": self.coder}
        if kind == FACT:
            self._number(_STATED.format(values=FACTS[variable]), {})
            self.sql.execute("create or replace temp table coded as select family from families")
        else:
            self._number(_CHOSEN if kind in ("choice", "flag") else _NAMED, wanted)
            self.sql.execute(f"create or replace temp table coded as {_CODED}", wanted)

    def _number(self, found: str, given: dict[str, str]) -> None:
        """Tables ``codes`` and ``held`` from rows that say what a family holds, of which several may say the same.

        Values get their numbers first: rows are many, and are grouped by small numbers instead of by words.
        """
        self.sql.execute(
            f"""
            create or replace temp table codes as
            select (row_number() over (order by value))::int as code, value, min(category) as category
            from ({found}) group by value
            """,
            given,
        )
        self.sql.execute(
            f"""
            create or replace temp table held as
            select family, code, bool_or(must) as must, bool_or(work) as work, bool_or(nice) as nice
            from ({found}) join codes using (value) group by family, code
            """,
            given,
        )

    def single_values(self, name: str) -> list[str]:
        """One value of each family, in their order: that of its first posting, of places the first.

        Raises
        ------
        RolescopeError
            Where no column of postings, kind of place or choice is called `name`.
        """
        choices = self._choices()
        given: dict[str, str] = {}
        if name in PLACES:
            value = f"[{PLACES[name]} for place in places if {PLACES[name]} is not null][1]"
        elif name in WEIGHABLE:
            value = f"nullif({WEIGHABLE[name]}::varchar, '')"
        elif name in choices:
            value, given = "value", {"variable": name, "coder": self.coder}
        else:
            known = ", ".join([*PLACES, *WEIGHABLE, *choices])
            raise RolescopeError(f"there is no {name!r} to weight by", "margins", f"weight by one of {known}")
        chosen = f"left join ({_CHOSEN}) using (family)" if given else ""
        rows = self.sql.execute(
            f"""
            select coalesce({value}, '{NOT_STATED}') from families join postings on posting_id = first {chosen}
            order by family
            """,
            given,
        ).fetchall()
        return [held for (held,) in rows]

    def _memberships(self, by: str | None) -> tuple[str, dict[str, str]]:
        """Query for (posting_id, slice), the slices in which each posting stands, and its parameters."""
        if by is None:
            return "select posting_id, '' as slice from postings", {}
        if by == FLOW:
            return f"select posting_id, '{STOCK}' as slice from postings", {}
        if by in COLUMNS:
            column = COLUMNS[by]
            return f"select posting_id, coalesce(nullif({column}, ''), '{NOT_STATED}') as slice from postings", {}
        if by in PLACES:
            query = f"""
                select distinct posting_id, coalesce({PLACES[by]}, '{NO_PLACE}') as slice
                from postings left join lateral (select unnest(places) as place) on true
            """
            return query, {}
        choices = self._choices()
        if by in choices:
            query = f"""
                select posting_id, coalesce(value, '{NOT_STATED}') as slice
                from members left join ({_CHOSEN}) using (family)
            """
            return query, {"variable": by, "coder": self.coder}
        known = ", ".join([*COLUMNS, *PLACES, *choices])
        raise RolescopeError(f"cannot slice by {by!r}", "slices", f"slice by one of {known}")

    def _choices(self) -> list[str]:
        rows = self.sql.execute(
            "select distinct variable from assessments where coder = $coder and value is not null order by 1",
            {"coder": self.coder},
        ).fetchall()
        return [variable for (variable,) in rows]


_CODED = """
    select distinct family from assessments join members using (posting_id)
    where variable = $variable and coder = $coder and status = 'coded'
"""
_STATED = """
    select family, value, null::varchar as category, false as must, false as work, false as nice
    from (select family, unnest({values}) as value from postings join members using (posting_id))
    where value is not null
"""
_NAMED = """
    select family, c.value, c.category,
        section = 'must' as must, section = 'work' as work, section = 'nice' as nice
    from codings c join members using (posting_id)
    where c.variable = $variable and c.coder = $coder and c.section is distinct from 'other'
"""
_CHOSEN = """
    select family, arg_min(a.value, posting_id) as value, null::varchar as category,
        false as must, false as work, false as nice
    from assessments a join members using (posting_id)
    where a.variable = $variable and a.coder = $coder and a.value is not null and a.status = 'coded'
    group by family
"""


@contextmanager
def open_units(folder: Path, scratch: Path, coder: str, where: str = WEIGHED) -> Iterator[Units]:
    """Units of the run in `folder`, of the postings that count; what does not fit in memory goes to `scratch`."""
    with database(folder, scratch) as sql:
        yield Units(sql, coder, where)
