"""What differs between slices: the share of each value in a slice against that in the rest of the corpus."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from rolescope.estimate.clustered import Base
from rolescope.estimate.differences import Crossed, Side, share_differences
from rolescope.estimate.intervals import Floats
from rolescope.estimate.multiplicity import q_values, selected_level
from rolescope.estimate.thin import thin_base
from rolescope.estimate.units import PLACES, Units
from rolescope.tables import COMPARISONS

MIN_FAMILIES = 10
MIN_SHARE = 0.01
RATE = 0.05
REST = "the rest"
SHARE = "share"


def compare_slices(units: Units, variables: Mapping[str, str], slices: Sequence[str], level: float) -> pa.Table:
    """Differences between each slice and the families outside it, for values that at least 1 % and 10 families have.

    Mentions count in any section but other. Slices, or rests, that are too thin for a share are left out. False
    discovery rates are within a variable and a slicing; what is listed at a rate of `RATE` has intervals
    adjusted for that selection beside the plain ones.

    Parameters
    ----------
    units
        The families of a run.
    variables
        Names of the variables, and the kind of each.
    slices
        What to slice by.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.COMPARISONS`, sorted by variable, slicing, slice and value.
    """
    tables = [COMPARISONS.empty_table()]
    for variable, kind in variables.items():
        for slice_by in slices:
            if not is_the_cut(variable, slice_by):
                units.hold(variable, kind)
                tables.extend(_comparisons(units, variable, slice_by, level))
    return pa.concat_tables(tables).sort_by([(k, "ascending") for k in ("variable", "slice_by", "slice", "value")])


def is_the_cut(variable: str, slice_by: str | None) -> bool:
    """Whether a variable differs between slices by what these are: places between places, and a variable by itself.

    Examples
    --------
    >>> is_the_cut("country", "metro"), is_the_cut("skills", "metro")
    (True, False)
    """
    return variable == slice_by or (variable in PLACES and slice_by in PLACES)


def _comparisons(units: Units, variable: str, slice_by: str, level: float) -> Iterator[pa.Table]:
    employers, total, bases = _sides(units, slice_by)
    rows = [row | sides for row in _sums(units, slice_by) if (sides := bases.get(row["slice"]))]
    if not rows or employers < 2:
        return
    columns = {name: np.array([row[name] for row in rows], float) for name in rows[0] if name not in ("slice", "value")}
    stamp = {"variable": variable, "slice_by": slice_by, "against": REST, "coder": units.coder}
    names = {name: [row[name] for row in rows] for name in ("slice", "value")}
    yield comparison_table(stamp, names, *_split(columns, total), employers, level)


def _sides(units: Units, slice_by: str) -> tuple[int, dict[str, float], dict[str, dict[str, int]]]:
    """Employers; Σ m and Σ m² of all coded families; employers of each slice and its rest, where neither is thin."""
    units.sql.execute(
        f"""
        create or replace temp table whole as
        select employer, count(*)::double as ma from families semi join coded using (family) group by employer;
        create or replace temp table part as
        select slice, employer, count(*)::double as m1
        from {units.slices(slice_by)} semi join coded using (family) join families using (family) group by all
        """
    )
    count, m, m2 = units.sql.execute("select count(*), sum(ma), sum(ma * ma) from whole").fetchone() or (0, 0, 0)
    rest = units.sql.execute(
        """
        select slice, sum(m1)::bigint, count(m1), max(m1)::bigint, sum(ma - coalesce(m1, 0))::bigint,
            count(*) filter (ma > coalesce(m1, 0)), max(ma - coalesce(m1, 0))::bigint
        from (select distinct slice from part) cross join whole left join part using (slice, employer) group by slice
        """
    ).fetchall()
    thick = {
        name: {"employers": c1, "rest_employers": c2}
        for name, n1, c1, most1, n2, c2, most2 in rest
        if not thin_base(Base(n1, c1, 0.0, most1)) and not thin_base(Base(n2, c2, 0.0, most2))
    }
    return count, {"m": m or 0.0, "m2": m2 or 0.0}, thick


def _sums(units: Units, slice_by: str) -> list[dict[str, Any]]:
    """Sums over employers by slice and value: `1` of the slice, `a` of all families."""
    found = units.sql.execute(
        f"""
        with often as (
            select code from held semi join coded using (family) group by code
            having count(*) >= greatest({MIN_FAMILIES}, {MIN_SHARE} * (select count(*) from coded))
        ), every as (
            select code, employer, count(*)::double as ya
            from held semi join often using (code) semi join coded using (family) join families using (family) group by all
        ), counted as (
            select slice, code, employer, count(*)::double as y1
            from held semi join often using (code) semi join coded using (family)
            join {units.slices(slice_by)} using (family) join families using (family) group by all
        ), alone as (
            select code, sum(ya) as ya, sum(ya * ya) as yaya, sum(ya * ma) as yama
            from every join whole using (employer) group by code
        ), parts as (
            select slice, sum(m1) as m1, sum(m1 * m1) as m1m1, sum(m1 * ma) as m1ma from part join whole using (employer)
            group by slice
        ), crossed as (
            select slice, code, sum(m1 * ya) as m1ya, sum(coalesce(y1, 0)) as y1, sum(coalesce(y1 * y1, 0)) as y1y1,
                sum(coalesce(y1 * m1, 0)) as y1m1, sum(coalesce(y1 * ya, 0)) as y1ya, sum(coalesce(y1 * ma, 0)) as y1ma
            from every join part using (employer) join whole using (employer)
            left join counted using (slice, code, employer) group by slice, code
        )
        select slice, value, crossed.* exclude (slice, code), alone.* exclude (code), parts.* exclude (slice)
        from crossed join alone using (code) join parts using (slice) join codes using (code) order by slice, value
        """
    )
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _split(c: dict[str, Floats], total: dict[str, float]) -> tuple[Side, Side, Crossed]:
    """Sums of a slice and of its rest from those of the slice and of all."""
    one = Side(c["m1"], c["m1m1"], c["y1"], c["y1y1"], c["y1m1"], c["employers"])
    other = Side(
        total["m"] - c["m1"],
        total["m2"] - 2 * c["m1ma"] + c["m1m1"],
        c["ya"] - c["y1"],
        c["yaya"] - 2 * c["y1ya"] + c["y1y1"],
        c["yama"] - c["m1ya"] - c["y1ma"] + c["y1m1"],
        c["rest_employers"],
    )
    crossed = Crossed(
        c["y1ya"] - c["y1y1"], c["y1ma"] - c["y1m1"], c["m1ya"] - c["y1m1"], c["m1ma"] - c["m1m1"]
    )  # fmt: skip
    return one, other, crossed


def comparison_table(
    stamp: Mapping[str, Any], names: Mapping[str, list[str]], one: Side, other: Side, crossed: Crossed, employers: float,
    level: float,
) -> pa.Table:  # fmt: skip
    """Rows of `COMPARISONS`: differences of one side and another, all of one family of comparisons.

    Parameters
    ----------
    stamp
        Columns that are the same in every row.
    names
        Other columns that name the comparisons, one entry each.
    one, other, crossed, employers, level
        As in `share_differences`.
    """
    found = share_differences(one, other, crossed, employers, level)
    q = q_values(found.p_value)
    adjusted = share_differences(one, other, crossed, employers, selected_level(q, RATE))
    listed = q <= RATE
    same: dict[str, Any] = {
        **stamp, "statistic": SHARE, "n_gold": None, "n_gold_against": None, "level": level, "m": len(q),
    }  # fmt: skip
    columns: dict[str, Any] = {name: [value] * len(q) for name, value in same.items()} | {
        **names,
        "n": one.m.astype(int),
        "n_against": other.m.astype(int),
        "share": found.share,
        "share_against": found.against,
        "difference": found.difference,
        "low": found.low,
        "high": found.high,
        "p_value": found.p_value,
        "q_value": q,
        "selected_low": pa.array(adjusted.low, mask=~listed),
        "selected_high": pa.array(adjusted.high, mask=~listed),
        "detectable": found.detectable,
    }
    return pa.table({f.name: pa.array(columns[f.name], f.type) for f in COMPARISONS}, schema=COMPARISONS)
