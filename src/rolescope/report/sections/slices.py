"""The skills that each group of postings asks for most, and the groups that are too thin."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.report.sections.crossed import option_names
from rolescope.report.sections.titles import BY as BY_TITLE


@dataclass(frozen=True)
class Slice:
    """A group of postings: its size, and why its shares are refused if they are."""

    by: str
    name: str
    n: int
    n_employers: int
    refusal: str | None
    top: tuple[tuple[str, float, float, float], ...]


def read_slices(sql: duckdb.DuckDBPyConnection, codebook: Codebook) -> tuple[Slice, ...]:
    """All slices but those by title, which have a section of their own."""
    rows = sql.execute(
        """
        select slice_by, slice, n, n_employers, any_value(note) filter (value is null),
            list({'value': value, 'share': share, 'low': low, 'high': high} order by share desc, value)
                filter (value is not null and status = 'published')[1:8]
        from observed
        where variable = 'skills' and slice_by is not null and unit = 'posting'
            and target = 'process' and (section_rule = 'any but other' or section_rule is null)
            and slice_by <> $by_title
        group by all order by slice_by, n desc, slice
        """,
        {"by_title": BY_TITLE},
    ).fetchall()
    names = option_names(codebook)
    return tuple(
        Slice(
            by, names.get((by, name), name), n, employers, refusal,
            tuple((t["value"], t["share"], t["low"], t["high"]) for t in top or ()),
        )
        for by, name, n, employers, refusal, top in rows
    )  # fmt: skip
