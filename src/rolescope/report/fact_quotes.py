"""The words that state a fact of a posting, read again from the postings that a bar counts.

The table `postings` has the facts alone; the readers that found them say where a posting states them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb

from rolescope.clean.employment import find_employment_type
from rolescope.clean.experience import find_years
from rolescope.clean.seniority import find_seniority
from rolescope.clean.work_mode import find_work_mode
from rolescope.estimate.units import FACTS
from rolescope.report.evidence import Evidence, Words, in_context

PER_FACT = 5
_READ = 40
_FIRST_WORDS = 120


def read_fact_quotes(
    sql: duckdb.DuckDBPyConnection, variable: str, values: Sequence[str], seed: int
) -> dict[str, tuple[Evidence, ...]]:
    """Up to `PER_FACT` postings for each value of a fact, one a family, the same for the same seed.

    Of a value that is stated in the site's labels alone, which are not kept, there are few or none.
    """
    rows = sql.execute(
        f"""
        with stating as (
            select family_id, value, min(posting_id) as posting_id
            from (select family_id, posting_id, unnest({FACTS[variable]}) as value from postings
                  where weight is distinct from 0)
            where list_contains($values, value) group by family_id, value
        ), chosen as (
            select value, unnest(arg_min(posting_id, md5_number_lower(concat_ws('|', $seed, value, family_id)), {_READ}))
                as posting_id
            from stating group by value
        )
        select value, title, company, url, text, level, places from chosen join postings using (posting_id)
        order by value, md5_number_lower(concat_ws('|', $seed, value, family_id))
        """,
        {"values": list(values), "seed": seed},
    ).fetchall()
    found: dict[str, list[Evidence]] = {}
    for value, title, company, url, text, level, places in rows:
        shown = found.setdefault(value, [])
        if len(shown) < PER_FACT and (words := _words(variable, value, title or "", text, level, places or ())):
            shown.append(in_context(title, company, url, *words))
    return {value: tuple(shown) for value, shown in found.items()}


def _words(
    variable: str, value: str, title: str, text: str, level: str | None, places: Sequence[dict[str, Any]]
) -> Words | None:
    """Where a posting states the value of a fact; None where it does so in what is not kept."""
    if variable == "seniority":
        return _whole("title", title) if find_seniority(title) == value else _whole("listing", level)
    if variable == "years_min":
        years = find_years(text)
        return Words("text", text, years.start_char, years.end_char) if years else None
    if variable == "work_mode":
        mode = find_work_mode(text)
        return _quoted(text, mode.start_char, mode.end_char) if mode.mode == value else None
    if variable == "employment_type":
        kind = find_employment_type(text)
        return _quoted(text, kind.start_char, kind.end_char) if kind and kind.kind == value else None
    if variable == "language":
        return Words("text", text, 0, len(text[:_FIRST_WORDS].split("\n", 1)[0]))
    return next((_whole("place", place["raw"]) for place in places if place[variable] == value), None)


def _whole(section: str, said: str | None) -> Words | None:
    return Words(section, said, 0, len(said)) if said else None


def _quoted(text: str, start: int | None, end: int | None) -> Words | None:
    return None if start is None or end is None else Words("text", text, start, end)
