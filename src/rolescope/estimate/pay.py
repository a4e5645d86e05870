"""Posted pay: the share that states it, and medians of minimum and maximum, by currency and period.

Nothing is converted: currencies, periods and countries are never mixed in one figure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from rolescope.estimate.bootstrap import DRAWS, ratio_interval
from rolescope.estimate.clustered import Base
from rolescope.estimate.intervals import Floats
from rolescope.estimate.thin import thin_base
from rolescope.estimate.units import make_slices
from rolescope.storage import database
from rolescope.tables import PAY, SORTED_BY

_NOTE = "posted pay, not wages"


def estimate_pay(
    folder: Path, scratch: Path, slices: Sequence[str], coder: str, *, seed: int, level: float
) -> pa.Table:
    """Pay overall and by slice.

    Parameters
    ----------
    folder, scratch
        Output folder of a run, and a folder for what does not fit in memory.
    slices
        What to slice by, beside the whole corpus.
    coder
        Whose choices to slice by, where a slice is a code.
    seed
        Seed of the employer-clustered bootstrap.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.PAY`: statistic ``share stating pay``, ``median of minimum`` and ``median of
        maximum``; a group that is too thin has no value and says why.
    """
    rows: list[dict[str, Any]] = []
    with database(folder, scratch) as sql:
        for slice_by in (None, *slices):
            make_slices(sql, slice_by, coder)
            families = sql.execute(
                """
                select s.slice, min(p.employer_id), unnest(arg_min(struct_pack(
                    currency := p.pay_currency, period := p.pay_period, low := p.pay_min, high := p.pay_max
                ), p.posting_id))
                from slices s join postings p using (posting_id)
                group by s.slice, p.family_id order by s.slice, p.family_id
                """
            ).fetchall()
            groups: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
            for name, *family in families:
                groups[name].append(tuple(family))
            for name, members in groups.items():
                stamp = {"slice_by": slice_by, "slice": name or None, "level": level}
                rows.extend(_group_rows(members, stamp, seed))
    rows.sort(key=lambda row: tuple(str(row[key] or "") for key in SORTED_BY["pay"]))
    return pa.Table.from_pylist(rows, schema=PAY)


def _group_rows(members: list[tuple[Any, ...]], stamp: dict[str, Any], seed: int) -> list[dict[str, Any]]:
    stated = [float(low is not None or high is not None) for *_, low, high in members]
    employers = [employer for employer, *_ in members]
    refusal = thin_base(_base(employers))
    share = _row(stamp, employers, statistic="share stating pay", refusal=refusal)
    if refusal is None:
        share["value"], share["low"], share["high"] = ratio_interval(
            stated, [1.0] * len(stated), employers, seed=seed, level=stamp["level"]
        )
    out = [share]
    kinds: dict[tuple[str, str], list[tuple[Any, ...]]] = defaultdict(list)
    for member in members:
        if member[1] is not None:
            kinds[member[1], member[2] or "unknown"].append(member)
    for (currency, period), paid in sorted(kinds.items()):
        for statistic, place in (("median of minimum", 3), ("median of maximum", 4)):
            known = [(m[0], float(m[place])) for m in paid if m[place] is not None]
            who = [employer for employer, _ in known]
            why = thin_base(_base(who)) if known else "no figure"
            row = _row(stamp, who, statistic=statistic, refusal=why) | {"currency": currency, "period": period}
            if why is None:
                values = np.array([value for _, value in known])
                row["value"], row["low"], row["high"] = clustered_median(values, who, seed=seed, level=stamp["level"])
            out.append(row)
    return out


def clustered_median(
    values: Floats, clusters: Sequence[str], *, seed: int, level: float = 0.95
) -> tuple[float, float, float]:
    """Median with its percentile interval when employers are drawn again with replacement.

    Examples
    --------
    >>> clustered_median(np.array([1.0, 2.0, 3.0]), ["a", "a", "a"], seed=1)
    (2.0, 2.0, 2.0)
    """
    order = np.argsort(values, kind="stable")
    _, codes = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    size = int(codes.max()) + 1
    draws = np.random.default_rng(seed).multinomial(size, np.full(size, 1 / size), DRAWS)
    weights = np.cumsum(draws[:, codes[order]], axis=1)
    totals = weights[:, -1]
    middle = np.argmax(weights[totals > 0] >= totals[totals > 0, None] / 2, axis=1)
    tail = (1 - level) / 2
    low, high = np.quantile(values[order][middle], [tail, 1 - tail])
    return float(np.median(values)), float(low), float(high)


def _base(employers: Sequence[str]) -> Base:
    _, counts = np.unique(np.asarray(employers, dtype=str), return_counts=True)
    return Base(len(employers), len(counts), float((counts**2).sum()), int(counts.max(initial=0)))


def _row(stamp: dict[str, Any], employers: Sequence[str], *, statistic: str, refusal: str | None) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(PAY.names)
    return (
        row
        | stamp
        | {
            "statistic": statistic,
            "n": len(employers),
            "n_employers": len(set(employers)),
            "status": "too thin" if refusal else "published",
            "note": refusal or _NOTE,
        }
    )
