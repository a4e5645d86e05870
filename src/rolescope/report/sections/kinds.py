"""Kinds of job: the options of each choice with titles that stand for them, and traits that a job has or has not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from rolescope.codebook.model import Codebook, Variable
from rolescope.report.bars import Bar, Group, Meaning, read_bars, with_evidence
from rolescope.report.sections.crossed import first_choice
from rolescope.report.words import spoken

TITLES = 6
TRAITS = "Further traits"


def read_kinds(sql: duckdb.DuckDBPyConnection, folder: Path, codebook: Codebook, seed: int) -> tuple[Group, ...]:
    """A group of bars for each choice of the codebook, and one for all its flags."""
    groups = []
    kind_of_job = first_choice(codebook)
    for variable in codebook.variables:
        if variable.kind == "choice" and (bars := _options(sql, folder, variable, seed)):
            titles = _titles(sql, variable.name) if variable == kind_of_job else {}
            meant = {option.key: option.definition for option in variable.options}
            meanings = (Meaning(bar.title, meant[bar.value], titles.get(bar.value, "")) for bar in bars)
            groups.append(Group(spoken(variable.name), tuple(bars), note=variable.definition, meanings=tuple(meanings)))
    flags = [v for v in codebook.variables if v.kind == "flag"]
    traits = [bar for flag in flags for bar in _trait(sql, folder, flag, seed)]
    if traits:
        traits.sort(key=lambda bar: (-bar.share, bar.title))
        meant = {flag.name: flag.definition for flag in flags}
        meanings = (Meaning(bar.title, meant[bar.variable]) for bar in traits)
        note = "A posting has each of these or has it not."
        groups.append(Group(TRAITS, tuple(traits), note=note, meanings=tuple(meanings)))
    return tuple(groups)


def _options(sql: duckdb.DuckDBPyConnection, folder: Path, variable: Variable, seed: int) -> list[Bar]:
    titles = {option.key: option.name for option in variable.options}
    return with_evidence(read_bars(sql, variable.name, "coded", titles), folder, variable.name, seed)


def _trait(sql: duckdb.DuckDBPyConnection, folder: Path, variable: Variable, seed: int) -> list[Bar]:
    bars = [bar for bar in read_bars(sql, variable.name, "coded") if bar.value == "true"]
    named = [replace(bar, title=spoken(variable.name)) for bar in bars]
    return with_evidence(named, folder, variable.name, seed)


def _titles(sql: duckdb.DuckDBPyConnection, variable: str) -> dict[str, str]:
    """The commonest titles of the postings of each option, as a list in words."""
    rows = sql.execute(
        """
        select value, title from assessments join postings using (posting_id)
        where variable = $variable and value is not null and title <> ''
        group by value, title
        qualify row_number() over (partition by value order by count(distinct family_id) desc, title) <= $most
        order by value, count(distinct family_id) desc, title
        """,
        {"variable": variable, "most": TITLES},
    ).fetchall()
    found: dict[str, list[str]] = {}
    for value, title in rows:
        found.setdefault(value, []).append(f"“{title}”")
    return {value: f"{', '.join(titles)}." for value, titles in found.items()}
