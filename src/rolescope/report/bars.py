"""Stored estimates as bars: value, share, interval, and the postings behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from rolescope.report.evidence import Evidence, sample_evidence

Limits = tuple[float, float, float]


@dataclass(frozen=True)
class Bar:
    """A stored estimate as a bar with its interval, and the postings behind it."""

    value: str
    title: str
    category: str | None
    anchor: str
    count: int
    share: float
    low: float
    high: float
    employer_share: float | None
    evidence: tuple[Evidence, ...] = ()


def read_bars(
    sql: duckdb.DuckDBPyConnection, variable: str, rule: str, titles: dict[str, str] | None = None
) -> list[Bar]:
    """Published shares of one variable over the whole corpus, the largest first, without evidence."""
    rows = sql.execute(
        """
        select e.value, e.category, e.count, e.share, e.low, e.high, u.share
        from estimates e
        left join estimates u on u.variable = e.variable and u.value = e.value and u.section_rule = e.section_rule
            and u.statistic = 'share' and u.weighting = 'none' and u.unit = 'employer' and u.slice_by is null and u.target = 'process' and u.status = 'published'
        where e.variable = $variable and e.slice_by is null and e.unit = 'posting' and e.target = 'process'
            and e.section_rule = $rule and e.status = 'published' and e.statistic = 'share' and e.weighting = 'none'
        order by e.share desc, e.value
        """,
        {"variable": variable, "rule": rule},
    ).fetchall()
    names = titles or {}
    return [
        Bar(value, names.get(value, value), category, f"{variable}-{number}", *figures)
        for number, (value, category, *figures) in enumerate(rows)
    ]


def with_evidence(bars: Sequence[Bar], folder: Path, variable: str, seed: int) -> list[Bar]:
    """The same bars with their seeded samples of quotes."""
    found = sample_evidence(folder, variable, [bar.value for bar in bars], seed)
    return [replace(bar, evidence=tuple(found.get(bar.value, ()))) for bar in bars]


def read_limits(sql: duckdb.DuckDBPyConnection, variable: str) -> dict[tuple[str, str], Limits]:
    """Share and limits by value and section rule, over the whole corpus."""
    rows = sql.execute(
        """
        select value, section_rule, share, low, high from estimates
        where variable = $variable and slice_by is null and unit = 'posting' and target = 'process'
            and status = 'published' and statistic = 'share' and weighting = 'none'
        """,
        {"variable": variable},
    ).fetchall()
    return {(value, rule): (share, low, high) for value, rule, share, low, high in rows}
