"""Posted pay: the share that states it, and medians of minimum and maximum, by currency and period.

Nothing is converted: currencies, periods and countries are never mixed in one figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rolescope.estimate.clustered import Base, shares_of
from rolescope.estimate.intervals import Floats
from rolescope.estimate.median import clustered_median
from rolescope.estimate.thin import thin_base
from rolescope.estimate.units import Units
from rolescope.tables import PAY, SORTED_BY

STATED = "share stating pay"
MEDIANS = {"median of minimum": "low", "median of maximum": "high"}
_NOTE = "posted pay, not wages"
_NO_KIND = ("", "")
Group = dict[str, NDArray[Any]]


def estimate_pay(units: Units, slices: Sequence[str], level: float) -> pa.Table:
    """Pay overall and by slice; a family has the pay of its first posting in the slice.

    Parameters
    ----------
    units
        The families of a run.
    slices
        What to slice by, beside the whole corpus.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.PAY`: statistic ``share stating pay``, ``median of minimum`` and ``median of
        maximum``; a group that is too thin has no value and says why.
    """
    rows: list[dict[str, Any]] = []
    for slice_by in (None, *slices):
        found: Group = units.sql.execute(
            f"""
            select slice, employer, coalesce(pay_currency, '') as currency, pay_min as low, pay_max as high,
                if(pay_currency is null, '', coalesce(pay_period, 'unknown')) as period
            from {units.slices(slice_by)} join postings using (posting_id) join families using (family)
            order by slice, currency, period, family
            """
        ).fetchnumpy()
        found |= {side: np.ma.filled(np.ma.asarray(found[side], float), np.nan) for side in ("low", "high")}
        for (name,), group in _groups(found, "slice"):
            stamp = {"slice_by": slice_by, "slice": name or None, "level": level}
            rows.append(_share_row(group, stamp))
            for kind, paid in _groups(group, "currency", "period"):
                if kind != _NO_KIND:
                    rows.extend(_median_rows(paid, stamp | dict(zip(("currency", "period"), kind, strict=True))))
    rows.sort(key=lambda row: tuple(str(row[key] or "") for key in SORTED_BY["pay"]))
    return pa.Table.from_pylist(rows, schema=PAY)


def _groups(columns: Group, *keys: str) -> Iterator[tuple[tuple[str, ...], Group]]:
    """Parts of sorted columns in which the keys are the same."""
    held = [columns[key] for key in keys]
    size = len(held[0])
    changes = np.zeros(max(size - 1, 0), np.bool_)
    for values in held:
        changes |= values[1:] != values[:-1]
    edges = [0, *(np.flatnonzero(changes) + 1).tolist(), size] if size else []
    for begin, end in pairwise(edges):
        yield (
            tuple(str(values[begin]) for values in held),
            {name: values[begin:end] for name, values in columns.items()},
        )


def _share_row(group: Group, stamp: dict[str, Any]) -> dict[str, Any]:
    employers = group["employer"]
    row = _row(stamp, employers, statistic=STATED)
    if row["status"] == "published":
        stated: Floats = (~np.isnan(group["low"]) | ~np.isnan(group["high"])).astype(float)
        share = shares_of(stated[None, :], employers, stamp["level"])
        row |= {"value": float(share.share[0]), "low": float(share.low[0]), "high": float(share.high[0])}
    return row


def _median_rows(paid: Group, stamp: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for statistic, side in MEDIANS.items():
        known = ~np.isnan(paid[side])
        row = _row(stamp, paid["employer"][known], statistic=statistic)
        if row["status"] == "published":
            value, low, high, _ = clustered_median(paid[side][known], paid["employer"][known], stamp["level"])
            row |= {"value": value, "low": low, "high": high}
        yield row


def _row(stamp: dict[str, Any], employers: NDArray[np.integer], *, statistic: str) -> dict[str, Any]:
    base = Base.of(employers)
    refusal = thin_base(base) if base.n else "no figure"
    row: dict[str, Any] = dict.fromkeys(PAY.names)
    return row | stamp | {
        "statistic": statistic, "n": base.n, "n_employers": base.employers,
        "status": "too thin" if refusal else "published", "note": refusal or _NOTE,
    }  # fmt: skip
