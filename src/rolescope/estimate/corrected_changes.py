"""Differences of the corrected shares of two groups, from the estimates that their runs have stored.

Only shares that a group corrects by gold of its own are compared; one that borrows error rates from elsewhere
(`synthetic`) would show the coder's behaviour there. The interval is MOVER on the limits (l, u) of the two shares,
d − √[(p₁ − l₁)² + (u₂ − p₂)²], the upper limit likewise: their gold is drawn apart. Employers in both groups make
the shares alike, so that it errs on the wide side. The standard error on the side of 0 is the distance of that
limit over its normal quantile, and p-values, the intervals of what is listed and what is detectable go by it.

References
----------
Zou and Donner (2008), Construction of confidence limits about effect measures, Statistics in Medicine 27.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import stats

from rolescope.estimate.comparisons import RATE
from rolescope.estimate.corrected import STATISTIC
from rolescope.estimate.differences import POWER
from rolescope.estimate.multiplicity import q_values, selected_level
from rolescope.estimate.units import Units
from rolescope.tables import COMPARISONS

_NUMBERS = ("n", "n_gold", "share", "low", "high")


def compare_corrected(
    units: tuple[Units, Units], slices: tuple[tuple[str | None, str], ...], stamp: Mapping[str, Any], level: float
) -> pa.Table:
    """Differences of one variable's corrected shares, the second group less the first.

    Parameters
    ----------
    units
        The two runs, the earlier first.
    slices
        Of each what its group is a slice by, and which; None and "" for the whole corpus.
    stamp
        Columns that are the same in every row: `variable`, `slice_by`, `slice`, `against`, `coder`.
    level
        Confidence level; shares that are stored at another are not compared.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.COMPARISONS` by value; none where either run has no such shares.
    """
    before, after = (
        _stored(one, by, name, stamp["variable"], level) for one, (by, name) in zip(units, slices, strict=True)
    )
    values = sorted(before.keys() & after.keys())
    if not values:
        return COMPARISONS.empty_table()
    first, second = (
        {name: np.array([rows[value][name] for value in values], float) for name in _NUMBERS}
        for rows in (before, after)
    )
    difference = second["share"] - first["share"]
    down = np.hypot(second["share"] - second["low"], first["high"] - first["share"])
    up = np.hypot(second["high"] - second["share"], first["share"] - first["low"])
    reach = _quantile(level)
    error = np.where(difference > 0, down, up) / reach
    p_value = 2 * stats.norm.sf(np.abs(difference) / np.where(error > 0, error, np.inf))
    q = q_values(p_value)
    further, listed = _quantile(selected_level(q, RATE)) / reach, q <= RATE
    same = {**stamp, "statistic": STATISTIC, "level": level, "m": len(values)}
    columns: dict[str, Any] = {name: [value] * len(values) for name, value in same.items()} | {
        "value": values,
        "n": second["n"].astype(int),
        "n_against": first["n"].astype(int),
        "n_gold": second["n_gold"].astype(int),
        "n_gold_against": first["n_gold"].astype(int),
        "share": second["share"],
        "share_against": first["share"],
        "difference": difference,
        "low": np.maximum(difference - down, -1.0),
        "high": np.minimum(difference + up, 1.0),
        "p_value": p_value,
        "q_value": q,
        "selected_low": pa.array(np.maximum(difference - further * down, -1.0), mask=~listed),
        "selected_high": pa.array(np.minimum(difference + further * up, 1.0), mask=~listed),
        "detectable": (reach + stats.norm.ppf(POWER)) * error,
    }
    return pa.table({f.name: pa.array(columns[f.name], f.type) for f in COMPARISONS}, schema=COMPARISONS)


def _stored(units: Units, by: str | None, name: str, variable: str, level: float) -> dict[str, dict[str, Any]]:
    """By value the corrected shares of a group that its own gold corrects."""
    found = units.sql.execute(
        f"""
        select value, {", ".join(_NUMBERS)} from estimates
        where statistic = $statistic and variable = $variable and coder = $coder and level = $level
            and slice_by is not distinct from $by and coalesce(slice, '') = $name
            and target = 'process' and unit = 'posting' and status = 'published'
            and section_rule in ('any but other', 'coded') and share is not null
        """,
        {
            "statistic": STATISTIC, "variable": variable, "coder": units.coder, "level": level, "by": by, "name": name,
        },
    )  # fmt: skip
    columns = [column[0] for column in found.description or ()]
    rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
    return {row["value"]: row for row in rows}


def _quantile(level: float) -> float:
    return float(stats.norm.ppf(1 - (1 - level) / 2))
