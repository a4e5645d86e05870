"""Stored shares of one variable across the slices of another: duties by role type, role types by title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb

from rolescope.clean.gazetteer import country_names
from rolescope.clean.language import language_names
from rolescope.codebook.model import Codebook, Variable
from rolescope.report.behind import Crossing
from rolescope.report.words import spoken

if TYPE_CHECKING:
    from rolescope.report.bars import Bar


@dataclass(frozen=True)
class Cell:
    """A share with its interval, and what it counts; without one `word` stands in its place, and `why` says the reason."""

    share: float | None = None
    low: float = 0.0
    high: float = 0.0
    word: str = ""
    why: str = ""
    key: Crossing | None = None


TOO_THIN = "too thin"
NONE = Cell(word="none", why="no posting of the group has it")


@dataclass(frozen=True)
class Base:
    """Size of a slice, and why all its shares are refused if they are."""

    n: int
    n_employers: int
    refusal: str | None


@dataclass(frozen=True)
class Crossed:
    """A row a value with its cells, a column a slice (name, size); slices too thin for any are `refused`."""

    by: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Bar, tuple[Cell, ...]], ...]
    refused: tuple[tuple[str, str], ...]


def read_bases(sql: duckdb.DuckDBPyConnection, variable: str, by: str) -> dict[str, Base]:
    """Slices of one kind for which a variable was estimated, the largest first."""
    rows = sql.execute(
        """
        select slice, max(n), max(n_employers), any_value(note) filter (value is null) from observed
        where variable = $variable and slice_by = $by and unit = 'posting' and target = 'process'
        group by slice order by max(n) desc, slice
        """,
        {"variable": variable, "by": by},
    ).fetchall()
    return {name: Base(*figures) for name, *figures in rows}


def read_cells(sql: duckdb.DuckDBPyConnection, variable: str, rule: str, by: str) -> dict[tuple[str, str], Cell]:
    """Cells by slice and value; a value that no posting of a slice has is not there."""
    rows = sql.execute(
        """
        select slice, value, share, low, high, note from observed
        where variable = $variable and section_rule = $rule and slice_by = $by
            and unit = 'posting' and target = 'process' and value is not null
        order by slice, value
        """,
        {"variable": variable, "rule": rule, "by": by},
    ).fetchall()
    return {
        (group, value): Cell(word=TOO_THIN, why=note)
        if share is None
        else Cell(share, low, high, key=Crossing(by, group, variable, value))
        for group, value, share, low, high, note in rows
    }


def first_choice(codebook: Codebook) -> Variable | None:
    """The choice that says what kind of job a posting is: the first of the codebook."""
    return next((variable for variable in codebook.variables if variable.kind == "choice"), None)


def option_names(codebook: Codebook) -> dict[tuple[str, str], str]:
    """What a page calls options of choices and themes, flags that are true, countries and languages, by variable and value."""
    names = {(variable.name, option.key): option.name for variable in codebook.variables for option in variable.options}
    flags = {(v.name, "true"): spoken(v.name) for v in codebook.variables if v.kind == "flag"}
    facts = (("country", country_names()), ("language", language_names()))
    return names | flags | {(fact, code): name for fact, called in facts for code, name in called.items()}


def cross_themes(
    sql: duckdb.DuckDBPyConnection, variable: str, bars: Sequence[Bar], choice: Variable | None
) -> Crossed | None:
    """Themes, in the order of their bars, by the options of a choice; None where nothing is estimated so."""
    bases = read_bases(sql, variable, choice.name) if choice else {}
    if not choice or not bases:
        return None
    titles = {option.key: option.name for option in choice.options}
    cells = read_cells(sql, variable, "coded", choice.name)
    shown = [name for name, base in bases.items() if base.refusal is None]
    return Crossed(
        by=spoken(choice.name).lower(),
        columns=tuple((titles.get(name, name), bases[name].n) for name in shown),
        rows=tuple((bar, tuple(cells.get((name, bar.value), NONE) for name in shown)) for bar in bars),
        refused=tuple((titles.get(name, name), base.refusal) for name, base in bases.items() if base.refusal),
    )
