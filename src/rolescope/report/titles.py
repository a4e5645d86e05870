"""Titles and what they hide: the kinds of job under one title, its spellings, and the skills that set it apart."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.report.bars import Limits
from rolescope.report.crossed import NONE, Cell, first_choice, read_bases, read_cells

TITLES_SHOWN = 12
EXAMPLES = 6
APART = 8
BY = "title"


@dataclass(frozen=True)
class Apart:
    """A skill whose interval under a title does not overlap with that of the whole."""

    value: str
    cell: Cell
    whole: Limits


@dataclass(frozen=True)
class Title:
    """Advertisements under one normalised title; `raw` titles as they are written, the commonest as examples."""

    name: str
    n: int
    n_employers: int
    refusal: str | None
    cells: tuple[Cell, ...]
    raw: int
    examples: tuple[str, ...]
    apart: tuple[Apart, ...]


@dataclass(frozen=True)
class Titles:
    """The titles with the most advertisements, and how many more there are."""

    options: tuple[str, ...]
    shown: tuple[Title, ...]
    titles: int
    thin: int


def read_titles(
    sql: duckdb.DuckDBPyConnection, codebook: Codebook, skills: str, rule: str, whole: dict[tuple[str, str], Limits]
) -> Titles | None:
    """Read what the report says of titles; None where the study does not slice by them.

    Parameters
    ----------
    sql
        Database over the tables of a run.
    codebook
        Its first choice says what kinds of job there are.
    skills, rule
        The variable and the section rule that set titles apart.
    whole
        Shares and limits in the whole corpus by value and rule.
    """
    choice = first_choice(codebook)
    bases = (read_bases(sql, choice.name, BY) if choice else {}) or read_bases(sql, skills, BY)
    if not bases:
        return None
    kinds = read_cells(sql, choice.name, "coded", BY) if choice else {}
    found = {value for _, value in kinds}
    options = [option for option in choice.options if option.key in found] if choice else []
    named = read_cells(sql, skills, rule, BY)
    shown = []
    for name in list(bases)[:TITLES_SHOWN]:
        base = bases[name]
        raw, examples = _raw_titles(sql, name)
        cells = tuple(kinds.get((name, option.key), NONE) for option in options)
        apart = _apart({value: cell for (title, value), cell in named.items() if title == name}, rule, whole)
        shown.append(Title(name, base.n, base.n_employers, base.refusal, cells, raw, examples, apart))
    return Titles(
        options=tuple(option.name for option in options),
        shown=tuple(shown),
        titles=len(bases),
        thin=sum(base.refusal is not None for base in bases.values()),
    )


def _raw_titles(sql: duckdb.DuckDBPyConnection, name: str) -> tuple[int, tuple[str, ...]]:
    """How many titles as written stand under a normalised one, and the commonest of them."""
    rows = sql.execute(
        "select title from postings where role_title = $name group by title order by count(*) desc, title",
        {"name": name},
    ).fetchall()
    return len(rows), tuple(title for (title,) in rows[:EXAMPLES])


def _apart(cells: dict[str, Cell], rule: str, whole: dict[tuple[str, str], Limits]) -> tuple[Apart, ...]:
    """Skills whose intervals in the title and in the whole do not overlap, the widest gap first."""
    found = [
        Apart(value, cell, whole[value, rule])
        for value, cell in cells.items()
        if cell.share is not None
        and (value, rule) in whole
        and (cell.low > whole[value, rule][2] or cell.high < whole[value, rule][1])
    ]
    found.sort(key=lambda apart: (-abs((apart.cell.share or 0.0) - apart.whole[0]), apart.value))
    return tuple(found[:APART])
