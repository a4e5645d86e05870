"""`rolescope diff`: which codes and which figures moved between two runs, with the quotes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from rolescope.storage import table_path

_SAMPLE = 3
_OBSERVED = """
    slice_by is null and unit = 'posting' and target = 'process' and statistic = 'share' and weighting = 'none'
"""
_KEYS = "posting_id, variable, value, field, start_char, end_char"


@dataclass(frozen=True)
class CodeChange:
    """Evidence of one value that one run has and the other has not; `quotes` are examples."""

    variable: str
    value: str
    gained: int
    lost: int
    gained_quotes: tuple[str, ...]
    lost_quotes: tuple[str, ...]


@dataclass(frozen=True)
class SectionChange:
    """Evidence that both runs have, in another section; `quotes` are examples."""

    before: str | None
    after: str | None
    count: int
    quotes: tuple[str, ...]


@dataclass(frozen=True)
class FigureChange:
    """A published share that moved."""

    variable: str
    value: str
    section_rule: str | None
    before: float | None
    after: float | None


@dataclass(frozen=True)
class Difference:
    """What moved from one run to another."""

    codes: tuple[CodeChange, ...]
    sections: tuple[SectionChange, ...]
    choices: tuple[tuple[str, str | None, str | None, int], ...]
    figures: tuple[FigureChange, ...]


def compare_runs(before: Path, after: Path) -> Difference:
    """Compare the codings, the choices and the shares of two runs.

    Returns
    -------
    Difference
        Codes by how many moved; choices as (variable, before, after, postings); shares of the whole
        corpus by how far they moved.

    Raises
    ------
    RolescopeError
        Where one of the folders is no run.
    """
    with duckdb.connect() as sql:
        for name, folder in (("before", before), ("after", after)):
            for table in ("codings", "assessments", "estimates"):
                quoted = str(table_path(folder, table)).replace("'", "''")
                sql.execute(f"create view {name}_{table} as select * from read_parquet('{quoted}')")
        return Difference(_codes(sql), _sections(sql), _choices(sql), _figures(sql))


def _codes(sql: duckdb.DuckDBPyConnection) -> tuple[CodeChange, ...]:
    rows = sql.execute(
        f"""
        with gained as (select *, 1 as is_gain from after_codings a anti join before_codings b using ({_KEYS})),
        lost as (select *, 0 as is_gain from before_codings b anti join after_codings a using ({_KEYS})),
        moved as (select * from gained union all select * from lost)
        select variable, value, sum(is_gain)::int, (count(*) - sum(is_gain))::int,
            list(distinct quote order by quote) filter (is_gain = 1)[1:{_SAMPLE}],
            list(distinct quote order by quote) filter (is_gain = 0)[1:{_SAMPLE}]
        from moved group by variable, value order by count(*) desc, variable, value
        """
    ).fetchall()
    return tuple(CodeChange(v, value, g, n, tuple(a or ()), tuple(b or ())) for v, value, g, n, a, b in rows)


def _sections(sql: duckdb.DuckDBPyConnection) -> tuple[SectionChange, ...]:
    rows = sql.execute(
        f"""
        select b.section, a.section, count(*), list(distinct b.quote order by b.quote)[1:{_SAMPLE}]
        from before_codings b join after_codings a using ({_KEYS})
        where b.section is distinct from a.section group by all order by count(*) desc, b.section, a.section
        """
    ).fetchall()
    return tuple(SectionChange(old, new, count, tuple(quotes)) for old, new, count, quotes in rows)


def _choices(sql: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str | None, str | None, int], ...]:
    rows = sql.execute(
        """
        select variable, b.value, a.value, count(*)
        from before_assessments b join after_assessments a using (posting_id, variable)
        where b.value is distinct from a.value group by all order by count(*) desc, variable, b.value, a.value
        """
    ).fetchall()
    return tuple((variable, old, new, count) for variable, old, new, count in rows)


def _figures(sql: duckdb.DuckDBPyConnection) -> tuple[FigureChange, ...]:
    rows = sql.execute(
        f"""
        select variable, value, section_rule, b.share, a.share
        from (select * from before_estimates where {_OBSERVED}) b full join (select * from after_estimates where {_OBSERVED}) a
            using (variable, value, section_rule)
        where b.share is distinct from a.share
        order by abs(coalesce(a.share, 0) - coalesce(b.share, 0)) desc, variable, value, section_rule
        """
    ).fetchall()
    return tuple(FigureChange(*row) for row in rows)
