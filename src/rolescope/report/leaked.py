"""What the report says of leakage: whether a model repeats as findings the names that stand in its own prompt."""

from __future__ import annotations

from typing import NamedTuple

import duckdb

from rolescope.coders.grounding import occurrences
from rolescope.report.words import percent

_CODES = """
    select coalesce(quote, value), false as refused, count(distinct posting_id) from codings
    where variable = $variable group by all
    union all
    select quote, true, count(distinct posting_id) from rejections where variable = $variable group by all
"""


class Codes(NamedTuple):
    """Codes of some names, a posting once, and how many of them were refused."""

    refused: int
    all: int


def leakage_said(sql: duckdb.DuckDBPyConnection, prompt: str | None, variable: str) -> tuple[str, ...]:
    """A sentence on the names of a variable; none where no model was asked or named anything.

    Parameters
    ----------
    sql
        The tables of the run.
    prompt
        What every question of the run began with; None where no model was asked.
    variable
        A variable of kind `mentions`.
    """
    if prompt is None:
        return ()
    rows = sql.execute(_CODES, {"variable": variable}).fetchall()
    in_prompt = {name: bool(occurrences(prompt, name)) for name, _, _ in rows}
    listed, others = (
        Codes(
            sum(postings for name, refused, postings in rows if refused and in_prompt[name] == which),
            sum(postings for name, _, postings in rows if in_prompt[name] == which),
        )
        for which in (True, False)
    )
    if not listed.all + others.all:
        return ()
    return (
        f"Leakage: of the {variable} that the model named and that stand in its prompt too, {_share(listed)} were "
        f"refused because the posting does not hold them; of all others, {_share(others)}. A model that repeats its "
        "instructions would be refused more often among the first.",
    )


def _share(codes: Codes) -> str:
    said = f"{codes.refused:,} of {codes.all:,}"
    return f"{said} ({percent(codes.refused / codes.all)})" if codes.all else said
