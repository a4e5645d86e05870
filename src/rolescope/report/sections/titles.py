"""Titles and what they hide: the kinds of job under one title, its spellings, and the skills that set it apart."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.report.behind import Crossing
from rolescope.report.sections.crossed import NONE, Cell, first_choice, read_bases, read_cells

TITLES_SHOWN = 12
EXAMPLES = 6
APART = 8
BY = "title"


@dataclass(frozen=True)
class Apart:
    """A skill that stands more or less often under a title than under all others: a listed comparison."""

    key: Crossing
    share: float
    share_against: float
    low: float
    high: float

    @property
    def value(self) -> str:
        """The skill."""
        return self.key.value


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


def read_titles(sql: duckdb.DuckDBPyConnection, codebook: Codebook, skills: str) -> Titles | None:
    """Read what the report says of titles; None where the study does not slice by them.

    Parameters
    ----------
    sql
        Database over the tables of a run.
    codebook
        Its first choice says what kinds of job there are.
    skills
        The variable that sets titles apart.
    """
    choice = first_choice(codebook)
    bases = (read_bases(sql, choice.name, BY) if choice else {}) or read_bases(sql, skills, BY)
    if not bases:
        return None
    kinds = read_cells(sql, choice.name, "coded", BY) if choice else {}
    found = {value for _, value in kinds}
    options = [option for option in choice.options if option.key in found] if choice else []
    apart = _apart(sql, skills)
    shown = []
    for name in list(bases)[:TITLES_SHOWN]:
        base = bases[name]
        raw, examples = _raw_titles(sql, name)
        cells = tuple(kinds.get((name, option.key), NONE) for option in options)
        shown.append(Title(name, base.n, base.n_employers, base.refusal, cells, raw, examples, apart.get(name, ())))
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


def _apart(sql: duckdb.DuckDBPyConnection, variable: str) -> dict[str, tuple[Apart, ...]]:
    """The listed comparisons of each title with all others, the largest difference first."""
    rows = sql.execute(
        """
        select slice, value, share, share_against, selected_low, selected_high from comparisons
        where variable = $variable and slice_by = $by and selected_low is not null
        order by abs(difference) desc, value
        """,
        {"variable": variable, "by": BY},
    ).fetchall()
    found: dict[str, list[Apart]] = {}
    for name, value, *figures in rows:
        found.setdefault(name, []).append(Apart(Crossing(BY, name, variable, value), *figures))
    return {name: tuple(apart[:APART]) for name, apart in found.items()}
