"""Duties and use cases: shares of themes, and the same by kind of job."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.themes import NO_THEME
from rolescope.report.bars import Group, read_bars, with_evidence
from rolescope.report.sections.crossed import cross_themes, first_choice
from rolescope.report.words import spoken


def read_themes(sql: duckdb.DuckDBPyConnection, folder: Path, codebook: Codebook, seed: int) -> dict[str, Group]:
    """A group of bars for each variable of themes that has estimates."""
    kind_of_job = first_choice(codebook)
    found = {
        variable.name: _themes(sql, folder, variable, kind_of_job, seed)
        for variable in codebook.variables
        if variable.kind == "themes"
    }
    return {name: group for name, group in found.items() if group.bars}


def _themes(
    sql: duckdb.DuckDBPyConnection, folder: Path, variable: Variable, kind_of_job: Variable | None, seed: int
) -> Group:
    titles = {option.key: option.name for option in variable.options}
    meant = {option.key: option.definition for option in variable.options}
    bars = [
        replace(bar, note=meant[bar.value])
        for bar in read_bars(sql, variable.name, "coded", titles)
        if bar.value != NO_THEME
    ]
    return Group(
        spoken(variable.name),
        tuple(with_evidence(bars, folder, variable.name, seed)),
        note=variable.definition,
        crossed=cross_themes(sql, variable.name, bars, kind_of_job),
    )
