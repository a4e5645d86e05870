"""The skills that each group of postings asks for most, and the groups that are too thin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.report.behind import Crossing
from rolescope.report.sections.crossed import option_names
from rolescope.report.sections.titles import BY as BY_TITLE
from rolescope.report.words import group_name


class Named(NamedTuple):
    """A skill's share in a group, with its interval."""

    key: Crossing
    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Slice:
    """A group of postings: its size, and why its shares are refused if they are.

    `top` are the largest of its shares that are a number; `unsure` are skills whose share in the group is
    none, those first that lead in all postings.
    """

    by: str
    name: str
    n: int
    n_employers: int
    refusal: str | None
    top: tuple[Named, ...]
    unsure: tuple[str, ...] = ()


def read_slices(sql: duckdb.DuckDBPyConnection, codebook: Codebook) -> tuple[Slice, ...]:
    """All slices but those by title, which have a section of their own."""
    rows = sql.execute(
        """
        with sliced as (
            select o.*, w.share as everywhere from observed o
            left join observed w on w.variable = o.variable and w.value = o.value and w.slice_by is null
                and w.unit = o.unit and w.target = o.target and w.section_rule = o.section_rule
            where o.variable = 'skills' and o.slice_by is not null and o.unit = 'posting'
                and o.target = 'process' and (o.section_rule = 'any but other' or o.section_rule is null)
                and o.slice_by <> $by_title
        )
        select slice_by, slice, n, n_employers, any_value(note) filter (value is null),
            list({'value': value, 'share': share, 'low': low, 'high': high} order by share desc, value)
                filter (value is not null and status = 'published')[1:8],
            list(value order by everywhere desc nulls last, value) filter (value is not null and share is null)
        from sliced group by slice_by, slice, n, n_employers order by slice_by, n desc, slice
        """,
        {"by_title": BY_TITLE},
    ).fetchall()
    names = option_names(codebook)
    return tuple(
        Slice(
            by,
            names.get((by, name)) or group_name(by, name),
            n,
            employers,
            refusal,
            tuple(Named(Crossing(by, name, "skills", t["value"]), t["share"], t["low"], t["high"]) for t in top or ()),
            tuple(unsure or ()),
        )
        for by, name, n, employers, refusal, top, unsure in rows
    )
