"""Stored shares of what was asked for, overall or by slice; nothing is estimated here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from rolescope.errors import RolescopeError
from rolescope.notebook.display import Html
from rolescope.notebook.names import Asked
from rolescope.notebook.table import Table
from rolescope.report.words import interval, percent

TOO_THIN, NOT_FOUND = "too thin", "not found"
DEFAULT_RULE = "any but other"
_MOST = 40
_FIGURE = "share, low, high, level, n, n_employers, n_uncoded, count, status, note"


class Shares(Table):
    """Shares with their intervals; what is too thin says why, and has no number.

    Columns are those of `estimates`. Beside its statuses there is ``not found``: no coded posting of the slice has
    the value, so that the count is 0 and nothing was estimated.
    """

    def _caption(self) -> str:
        rows = self.arrow().slice(0, 1).to_pylist()
        return f"{self.name} — {_scope(rows[0])}" if rows else f"{self.name}: no figures"

    def _view(self) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
        rows = self.arrow().slice(0, _MOST).to_pylist()
        lead = [name for name in ("slice", "value") if len({row[name] for row in rows}) > 1] or ["value"]
        notes = ["note"] if any(row["note"] for row in rows) else []
        return [*lead, "share", "interval", "postings", "employers", *notes], [_shown(row) for row in rows]

    def _repr_html_(self) -> str:
        drawn = _Drawn(self.name, self.arrow())
        return Table._repr_html_(drawn)


class _Drawn(Shares):
    """The same with its intervals drawn."""

    def _view(self) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
        columns, rows = super()._view()
        bars = [_bar(row) for row in self.arrow().slice(0, _MOST).to_pylist()]
        at = columns.index("postings")
        return [*columns[:at], "", *columns[at:]], [{**row, "": bar} for row, bar in zip(rows, bars, strict=True)]


def read_shares(
    sql: duckdb.DuckDBPyConnection,
    name: str,
    asked: Asked,
    by: str | None,
    *,
    section: str | None,
    unit: str,
    target: str,
    statistic: str,
) -> Shares:
    """Look up the shares of what was asked for.

    Raises
    ------
    RolescopeError
        Where the study has no such slicing, section rule, unit, target or statistic, with those that it has.
    """
    rules = _stored(sql, "section_rule", asked.variable)
    rule = section or (DEFAULT_RULE if DEFAULT_RULE in rules else next(iter(rules), DEFAULT_RULE))
    for what, wanted, known in (
        ("slicing", by, _stored(sql, "slice_by", asked.variable)),
        ("section rule", rule, rules),
        ("unit", unit, _stored(sql, "unit", asked.variable)),
        ("target", target, _stored(sql, "target", asked.variable)),
        ("statistic", statistic, _stored(sql, "statistic", asked.variable)),
    ):
        if wanted is not None and wanted not in known:
            remedy = f"there are: {', '.join(known)}" if known else "name it under `slices` in the study file"
            if what == "statistic":
                remedy += "; corrected shares need gold labels: rs.run(..., gold=FILE)"
            raise RolescopeError(f"this run has no {what} {wanted!r} of {asked.variable}", "", remedy)
    found: pa.Table = sql.sql(
        _SHARES,
        params={
            "variable": asked.variable, "value": asked.value, "by": by, "rule": rule,
            "unit": unit, "target": target, "statistic": statistic,
        },
    ).to_arrow_table()  # fmt: skip
    return Shares(name, found)


def _stored(sql: duckdb.DuckDBPyConnection, column: str, variable: str) -> list[str]:
    rows = sql.execute(
        f"select distinct {column} from estimates where variable = $variable and {column} is not null order by 1",
        {"variable": variable},
    ).fetchall()
    return [value for (value,) in rows]


_SHARES = f"""
    with here as (
        select * from estimates where variable = $variable and slice_by is not distinct from $by
            and weighting = 'none' and (statistic = $statistic or value is null)
    ), figures as (
        select estimate_id, value, slice, {_FIGURE} from here
        where section_rule = $rule and unit = $unit and target = $target and ($value is null or value = $value)
    ), refused as (
        select estimate_id, $value as value, slice, {_FIGURE} from here where value is null
    ), without as (
        select distinct null as estimate_id, $value as value, slice, null::double as share, null::double as low,
            null::double as high, level, n, n_employers, n_uncoded, 0 as count, '{NOT_FOUND}' as status,
            'no coded posting has it' as note
        from here where $value is not null and value is not null and unit = $unit and target = $target
            and not exists (from figures where figures.slice is not distinct from here.slice)
    )
    select estimate_id, $variable as variable, value::varchar as value, $by::varchar as slice_by, slice,
        $statistic as statistic, $rule as section_rule, $unit as unit, $target as target, {_FIGURE}
    from (from figures union all from refused union all from without)
    order by status = '{TOO_THIN}' and count is null, n desc, slice, share desc nulls last, value
"""


def _scope(row: Mapping[str, Any]) -> str:
    base = "mean of employers" if row["unit"] == "employer" else "share of postings"
    rule = {"coded": "", "stated": "", DEFAULT_RULE: ", required, wished or part of the work"}.get(
        row["section_rule"], f", {row['section_rule']}"
    )
    statistic = "" if row["statistic"] == "share" else f", {row['statistic']}"
    by = f", by {row['slice_by']}" if row["slice_by"] else ""
    limits = f"; {row['level']:.0%} interval" if row["target"] == "process" else ""
    return f"{base}{rule}{statistic}, {row['target']}{by}{limits}"


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    known = row["share"] is not None
    count = f"{row['count']:,} of {row['n']:,}" if row["count"] is not None else f"of {row['n']:,}"
    return {
        "slice": row["slice"],
        "value": row["value"],
        "share": percent(row["share"]) if known else row["status"],
        "interval": interval(row["low"], row["high"]) if known and row["low"] is not None else "",
        "postings": count,
        "employers": f"{row['n_employers']:,}",
        "note": f"synthetic: {row['note']}" if row["status"] == "synthetic" else row["note"],
    }


def _bar(row: Mapping[str, Any]) -> Html:
    """The share as a bar, its interval as a line across the end; nothing where there is no number."""
    if row["share"] is None:
        return Html("")
    x = {
        name: round(100 * (row[name] if row[name] is not None else row["share"]), 1)
        for name in ("share", "low", "high")
    }
    return Html(
        '<svg width="160" height="12" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{x["share"]}" height="8" fill="currentColor" opacity=".25"/>'
        f'<rect x="{x["low"]}" y="3" width="{round(x["high"] - x["low"], 1)}" height="2" fill="currentColor"/></svg>'
    )
