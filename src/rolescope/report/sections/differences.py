"""What differs between groups of postings: the stored comparisons that are listed, and how many were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.coders.themes import NO_THEME
from rolescope.estimate.comparisons import is_the_cut
from rolescope.report.behind import Crossing
from rolescope.report.sections.crossed import option_names
from rolescope.report.words import UNNAMED, spoken

PER_SLICE = 8
FALSE_DISCOVERY = 0.05


@dataclass(frozen=True)
class Difference:
    """A value whose share in a group differs from that in the rest; limits are adjusted for its being listed."""

    key: Crossing
    variable: str
    title: str
    share: float
    share_against: float
    difference: float
    low: float
    high: float
    q_value: float


@dataclass(frozen=True)
class Group:
    """A group of postings and the largest of its listed differences; `more` are in the table."""

    name: str
    n: int
    n_against: int
    rows: tuple[Difference, ...]
    more: int


@dataclass(frozen=True)
class Compared:
    """Comparisons of one variable: how many were made, how many are listed."""

    variable: str
    made: int
    listed: int


@dataclass(frozen=True)
class Slicing:
    """The groups of one slicing that differ from their rest; `is_coded` if they are made of what postings say."""

    by: str
    groups: tuple[Group, ...]
    tested: tuple[Compared, ...]
    is_coded: bool

    @property
    def silent(self) -> int:
        """Differences that are listed in the table alone, not shown (`read_differences` says which)."""
        return sum(one.listed for one in self.tested) - sum(len(group.rows) + group.more for group in self.groups)

    @property
    def scale(self) -> float:
        """The end of the axis that all rows of the slicing share, a multiple of ten points."""
        ends = (abs(end) for group in self.groups for row in group.rows for end in (row.low, row.high))
        return max(1, -(-round(100 * max(ends, default=0.1)) // 10)) / 10


def read_differences(
    sql: duckdb.DuckDBPyConnection, codebook: Codebook, slices: Sequence[str], most: int = PER_SLICE
) -> tuple[Slicing, ...]:
    """Read the table `comparisons`, by slicing in the order of the study.

    Mirror images (a flag that is not there), sentences of no theme, places by place, and groups whose
    postings have nothing in common but a fact that nobody could read, are counted but not shown.
    """
    return tuple(found for by in slices if (found := _slicing(sql, codebook, by, most)) is not None)


def _slicing(sql: duckdb.DuckDBPyConnection, codebook: Codebook, by: str, most: int) -> Slicing | None:
    tested = sql.execute(
        """
        select variable, max(m), count(*) filter (q_value <= $rate) from comparisons where slice_by = $by
        group by variable order by max(m) desc, variable
        """,
        {"by": by, "rate": FALSE_DISCOVERY},
    ).fetchall()
    if not tested:
        return None
    rows = sql.execute(
        """
        select slice, n, n_against, variable, value, share, share_against, difference, selected_low, selected_high,
            q_value
        from comparisons where slice_by = $by and q_value <= $rate
        order by n desc, slice, abs(difference) desc, variable, value
        """,
        {"by": by, "rate": FALSE_DISCOVERY},
    ).fetchall()
    names = option_names(codebook)
    flags = {v.name for v in codebook.variables if v.kind == "flag"}
    themes = {v.name for v in codebook.variables if v.kind == "themes"}
    groups: dict[tuple[str, int, int], list[Difference]] = {}
    for name, n, against, variable, value, *figures in rows:
        mirrored = variable in flags and value == "false"
        of_nothing = variable in themes and value == NO_THEME
        if not (
            mirrored
            or of_nothing
            or is_the_cut(variable, by)
            or name.startswith("(")
            or name in UNNAMED
            or value in UNNAMED
        ):
            groups.setdefault((name, n, against), []).append(
                Difference(
                    Crossing(by, name, variable, value), spoken(variable), names.get((variable, value), value), *figures
                )
            )
    return Slicing(
        spoken(by),
        tuple(
            Group(names.get((by, name), name), n, against, tuple(found[:most]), len(found[most:]))
            for (name, n, against), found in groups.items()
        ),
        tuple(Compared(spoken(variable), *counts) for variable, *counts in tested),
        codebook.variable(by) is not None,
    )
