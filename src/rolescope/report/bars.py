"""Stored estimates as bars: value, share, interval, the corrected share, and the postings behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

import duckdb

from rolescope.report.evidence import Evidence, sample_evidence
from rolescope.report.sections.crossed import Crossed

Limits = tuple[float, float, float]
"""A share and the limits of its interval."""


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
    corrected: Limits | None = None
    note: str = ""
    evidence: tuple[Evidence, ...] = ()

    @property
    def variable(self) -> str:
        """What it is a value of."""
        return self.anchor.rpartition("-")[0]

    @property
    def best(self) -> Limits:
        """The corrected share where there is one, else the observed."""
        return self.corrected or (self.share, self.low, self.high)


class Meaning(NamedTuple):
    """What a bar stands for, by the codebook, and the commonest titles of its postings, in words."""

    title: str
    definition: str
    titles: str = ""


@dataclass(frozen=True)
class Group:
    """Bars under one title; `more` of them are in the table but not drawn. `meanings` explains them under the figure."""

    title: str
    bars: tuple[Bar, ...]
    more: int = 0
    note: str = ""
    crossed: Crossed | None = None
    meanings: tuple[Meaning, ...] = ()


def read_bars(
    sql: duckdb.DuckDBPyConnection, variable: str, rule: str, titles: dict[str, str] | None = None
) -> list[Bar]:
    """Published shares of one variable over the whole corpus, the largest first, without evidence."""
    rows = sql.execute(
        """
        with whole as (
            select * from estimates
            where variable = $variable and section_rule = $rule and slice_by is null and target = 'process'
                and status = 'published' and weighting = 'none'
        )
        select e.value, e.category, e.count, e.share, e.low, e.high, u.share, c.share, c.low, c.high
        from whole e
        left join whole u on u.value = e.value and u.statistic = 'share' and u.unit = 'employer'
        left join whole c on c.value = e.value and c.statistic = 'corrected share' and c.unit = 'posting'
        where e.statistic = 'share' and e.unit = 'posting'
        order by e.share desc, e.value
        """,
        {"variable": variable, "rule": rule},
    ).fetchall()
    names = titles or {}
    return [
        Bar(
            value, names.get(value, value), category, f"{variable}-{number}", count, share, low, high, employers,
            None if corrected[0] is None else (corrected[0], corrected[1], corrected[2]),
        )
        for number, (value, category, count, share, low, high, employers, *corrected) in enumerate(rows)
    ]  # fmt: skip


def with_evidence(bars: Sequence[Bar], folder: Path, variable: str, seed: int) -> list[Bar]:
    """The same bars with their seeded samples of quotes."""
    found = sample_evidence(folder, variable, [bar.value for bar in bars], seed)
    return [replace(bar, evidence=tuple(found.get(bar.value, ()))) for bar in bars]


def read_limits(
    sql: duckdb.DuckDBPyConnection, variable: str, statistic: str = "share"
) -> dict[tuple[str, str], Limits]:
    """Share and limits by value and section rule, over the whole corpus."""
    rows = sql.execute(
        """
        select value, section_rule, share, low, high from estimates
        where statistic = $statistic and variable = $variable and slice_by is null and unit = 'posting'
            and target = 'process' and status = 'published' and weighting = 'none'
        """,
        {"variable": variable, "statistic": statistic},
    ).fetchall()
    return {(value, rule): (share, low, high) for value, rule, share, low, high in rows}
