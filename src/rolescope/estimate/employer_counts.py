"""Families of each employer, and those that have each value: all that a change of shares is made of."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rolescope.estimate.clustered import Base
from rolescope.estimate.intervals import Floats
from rolescope.estimate.units import Units

Ints = NDArray[np.int64]


@dataclass(frozen=True)
class EmployerCounts:
    """One variable in one group of families.

    Parameters
    ----------
    families
        Columns `employer_id` and `m`, its coded families; one row an employer.
    having
        Columns `value`, `employer_id` and `y`, its coded families that have the value; none is 0.
    """

    families: pa.Table
    having: pa.Table

    @property
    def base(self) -> Base:
        """What shares of the group are taken of."""
        m = self.families.column("m").to_numpy()
        return Base(int(m.sum()), len(m), float((m.astype(float) ** 2).sum()), int(m.max(initial=0)))


def count_employers(
    units: Units, variable: str, kind: str, slice_by: str | None = None, name: str = ""
) -> EmployerCounts:
    """Counts of one variable in one slice, or in the whole corpus.

    Mentions and themes count in any section but other; families that could not be coded are left out.
    """
    units.hold(variable, kind)
    units.sql.execute(
        f"""
        create or replace temp table here as
        select family, employer from families semi join coded using (family)
        semi join (select family from {units.slices(slice_by)} where slice = $name) using (family)
        """,
        {"name": name},
    )
    families = units.sql.sql(
        f"select employer_id, count(*)::bigint as m from here join ({_NAMES}) using (employer) group by all order by all"
    ).to_arrow_table()
    having = units.sql.sql(
        f"""
        select value, employer_id, count(*)::bigint as y
        from held join here using (family) join codes using (code) join ({_NAMES}) using (employer)
        group by all order by all
        """
    ).to_arrow_table()
    return EmployerCounts(families, having)


_NAMES = """
    select employer, min(employer_id) as employer_id
    from families join members using (family) join postings using (posting_id) group by employer
"""


@dataclass(frozen=True)
class Joint:
    """Two groups of families over the same employers and values.

    Parameters
    ----------
    values
        Values that either group has, in their order.
    m
        Coded families of each employer: one row a group.
    value, employer, y
        For each group the entries above 0: number of the value, number of the employer, families.
    """

    values: tuple[str, ...]
    m: Floats
    value: tuple[Ints, Ints]
    employer: tuple[Ints, Ints]
    y: tuple[Floats, Floats]

    def of(self, place: int) -> Floats:
        """Families of each employer that have one value: one row a group."""
        found = np.zeros_like(self.m)
        for group in (0, 1):
            here = self.value[group] == place
            found[group, self.employer[group][here]] = self.y[group][here]
        return found


def join_counts(one: EmployerCounts, other: EmployerCounts) -> Joint:
    """Number the employers and the values of two groups alike."""
    groups = (one, other)
    employers = {
        name: n for n, name in enumerate(sorted({e for g in groups for e in _list(g.families, "employer_id")}))
    }
    values = {name: n for n, name in enumerate(sorted({v for g in groups for v in _list(g.having, "value")}))}
    m = np.zeros((2, len(employers)))
    for row, group in zip(m, groups, strict=True):
        row[_numbers(group.families, "employer_id", employers)] = group.families.column("m").to_numpy()
    return Joint(
        tuple(values),
        m,
        (_numbers(one.having, "value", values), _numbers(other.having, "value", values)),
        (_numbers(one.having, "employer_id", employers), _numbers(other.having, "employer_id", employers)),
        (one.having.column("y").to_numpy().astype(float), other.having.column("y").to_numpy().astype(float)),
    )


def _list(table: pa.Table, column: str) -> list[str]:
    names: list[str] = table.column(column).to_pylist()
    return names


def _numbers(table: pa.Table, column: str, numbers: dict[str, int]) -> Ints:
    return np.array([numbers[name] for name in _list(table, column)], np.int64)
