"""What postings state of themselves: seniority, years, work mode, employment, language and place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import duckdb

from rolescope.report.bars import Bar, Group, read_bars
from rolescope.report.fact_quotes import read_fact_quotes
from rolescope.report.words import UNNAMED, spoken

_LEVELS = ("intern", "junior", "mid", "senior", "lead", "manager")
_SHOWN = 12

FACTS: dict[str, str] = {
    "seniority": "From the title, else from the site’s level.",
    "years_min": "The least experience that the posting asks for.",
    "work_mode": "From the text, else from the site’s label.",
    "employment_type": "From the text, else from the site’s label.",
    "language": "The language of the text.",
    "country": "A posting with places in several countries counts in each.",
    "metro": "Five metropolitan areas are known; a posting can be in several.",
}
"""Facts in the order of the page, and what each rests on."""

_ORDER: dict[str, Callable[[Bar], object]] = {
    "seniority": lambda bar: _LEVELS.index(bar.value) if bar.value in _LEVELS else len(_LEVELS),
    "years_min": lambda bar: bar.value,
}


def read_facts(sql: duckdb.DuckDBPyConnection, names: Mapping[tuple[str, str], str], seed: int) -> tuple[Group, ...]:
    """A group of bars for each fact that is stated: levels and years by size, the rest by share.

    Parameters
    ----------
    sql
        Database over the tables of a run.
    names
        What a page calls values, by variable and value.
    seed
        Of the study.
    """
    groups = []
    for name, note in FACTS.items():
        bars = [bar for bar in read_bars(sql, name, "stated") if bar.value not in UNNAMED]
        ordered = sorted(bars, key=_ORDER[name]) if name in _ORDER else bars  # type: ignore[arg-type]
        if ordered:
            quotes = read_fact_quotes(sql, name, [bar.value for bar in ordered[:_SHOWN]], seed)
            ordered = [
                replace(bar, title=names.get((name, bar.value), bar.value), evidence=quotes.get(bar.value, ()))
                for bar in ordered
            ]
            groups.append(Group(spoken(name), tuple(ordered[:_SHOWN]), len(ordered[_SHOWN:]), note))
    return tuple(groups)
