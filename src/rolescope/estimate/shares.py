"""Shares of codes: overall and by slice, by section rule, per posting and per employer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from rolescope.estimate.clustered import Base, Shares, employer_shares, posting_shares
from rolescope.estimate.thin import thin_base, thin_share
from rolescope.estimate.units import make_held, make_units
from rolescope.storage import database
from rolescope.tables import ESTIMATES

SECTION_RULES = {
    "any but other": "true",
    "must": "must = 1",
    "nice": "nice = 1 and must = 0 and work = 0",
}
CODED = {"coded": "true"}
NO_CORPUS_INTERVAL = "no interval until the share is corrected for the coder's errors"


def estimate_shares(
    folder: Path,
    scratch: Path,
    variables: Mapping[str, bool],
    coder: str,
    codebook: str,
    slices: Sequence[str],
    level: float,
) -> pa.Table:
    """Shares of every value of each variable.

    A family counts once in each slice in which it appears. Shares are over coded postings; `n_uncoded`
    says how many families could not be coded.

    Parameters
    ----------
    folder
        Output folder with `postings`, `codings` and `assessments`.
    scratch
        Folder for what does not fit in memory.
    variables
        Names of the variables, and whether each has sections.
    coder, codebook
        Whose codes to estimate from, by which codebook.
    slices
        What to slice by, beside the whole corpus.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.ESTIMATES`, sorted by `estimate_id`.
    """
    rows: list[dict[str, Any]] = []
    with database(folder, scratch) as sql:
        for variable, has_sections in variables.items():
            make_held(sql, variable, coder)
            rules = SECTION_RULES if has_sections else CODED
            for slice_by in (None, *(s for s in slices if s != variable)):
                make_units(sql, slice_by, variable, coder)
                stamp = {
                    "variable": variable,
                    "coder": coder,
                    "codebook": codebook,
                    "slice_by": slice_by,
                    "level": level,
                }
                rows.extend(_slice_rows(sql, rules, stamp))
    rows.sort(key=lambda row: row["estimate_id"])
    return pa.Table.from_pylist(rows, schema=ESTIMATES)


def _slice_rows(
    sql: duckdb.DuckDBPyConnection, rules: Mapping[str, str], stamp: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    bases = sql.execute(
        """
        select e.slice, sum(m), count(*), sum(m * m), max(m),
            (select count(*) from units u where u.slice = e.slice and not u.coded)
        from employers e group by e.slice order by e.slice
        """
    ).fetchall()
    for name, n, employers, sum_m2, largest, uncoded in bases:
        base = Base(int(n), employers, sum_m2, int(largest))
        place = stamp | {"slice": name or None, "n": base.n, "n_employers": employers, "n_uncoded": uncoded}
        refusal = thin_base(base)
        if refusal:
            yield _row(place, statistic="share", unit="posting", target="process", status="too thin", note=refusal)
            continue
        for rule, condition in rules.items():
            yield from _rule_rows(sql, name, base, place | {"section_rule": rule}, condition)


def _rule_rows(
    sql: duckdb.DuckDBPyConnection, name: str, base: Base, place: dict[str, Any], condition: str
) -> Iterable[dict[str, Any]]:
    sums = sql.execute(
        f"""
        with counted as (
            select value, min(category) as category, employer, count(*)::double as y
            from held join units using (family_id)
            where slice = $name and coded and ({condition}) group by value, employer
        )
        select value, min(category) as category, sum(y) as y, sum(y * y) as y2, sum(y * m) as ym,
            sum(y / m order by e.employer) as s, sum(y * y / (m * m) order by e.employer) as s2
        from counted join employers e on e.employer = counted.employer and e.slice = $name
        group by value order by value
        """,
        {"name": name},
    ).fetchnumpy()
    if not len(sums["value"]):
        return
    level = place["level"]
    per_posting = posting_shares(base, sums["y"], sums["y2"], sums["ym"], level)
    per_employer = employer_shares(base, sums["s"], sums["s2"], level)
    for i, value in enumerate(sums["value"]):
        code = place | {"value": str(value), "category": _text(sums["category"][i])}
        count = int(sums["y"][i])
        yield _share_row(code, per_posting, i, unit="posting", method="Jeffreys, employer-clustered", count=count)
        yield _share_row(code, per_employer, i, unit="employer", method="Jeffreys, mean of employers", count=None)
        yield _row(
            code, statistic="share", unit="posting", target="corpus", method="observed", count=count,
            share=float(per_posting.share[i]), status="published", note=NO_CORPUS_INTERVAL,
        )  # fmt: skip


def _share_row(code: dict[str, Any], shares: Shares, i: int, **fixed: Any) -> dict[str, Any]:
    low, high, size = float(shares.low[i]), float(shares.high[i]), float(shares.n_effective[i])
    row = _row(
        code, statistic="share", target="process", n_effective=size, deff=float(shares.deff[i]),
        status="published", **fixed
    )  # fmt: skip
    refusal = thin_share(size, low, high)
    if refusal:
        return row | {"count": None, "status": "too thin", "note": refusal}
    return row | {"share": float(shares.share[i]), "low": low, "high": high}


def _row(known: dict[str, Any], **more: Any) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(ESTIMATES.names)
    row |= {"base": "coded families", "weighting": "none"} | known | more
    parts = (
        row[k]
        for k in (
            "statistic",
            "variable",
            "value",
            "section_rule",
            "slice_by",
            "slice",
            "unit",
            "target",
            "coder",
            "codebook",
        )
    )
    key = "\x1f".join("" if part is None else str(part) for part in parts)
    row["estimate_id"] = hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
    return row


def _text(value: Any) -> str | None:
    return None if value is None or value is np.ma.masked else str(value)
