"""Shares of codes that are mentions (skills): overall and by slice, by section rule, by unit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from rolescope.errors import RolescopeError
from rolescope.estimate.clustered import Base, Shares, employer_shares, posting_shares
from rolescope.estimate.thin import thin_base, thin_share
from rolescope.storage import database
from rolescope.tables import ESTIMATES

SECTION_RULES = {
    "any but other": "true",
    "must": "must = 1",
    "nice": "nice = 1 and must = 0 and work = 0",
}
SLICEABLE = ("company", "employer_id", "wave", "source", "level", "frame_id")
NO_CORPUS_INTERVAL = "no interval until the share is corrected for the coder's errors"


def estimate_mentions(
    folder: Path, scratch: Path, variable: str, coder: str, codebook: str, slices: Sequence[str], level: float
) -> pa.Table:
    """Shares of every value of a variable of mentions.

    A family counts once in each slice in which it appears. Shares are over coded postings; `n_uncoded`
    says how many families could not be coded.

    Parameters
    ----------
    folder
        Output folder with `postings`, `codings` and `assessments`.
    scratch
        Folder for what does not fit in memory.
    variable, coder, codebook
        What to estimate, from whose codes.
    slices
        Columns of `postings` to slice by, beside the whole corpus.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.ESTIMATES`, sorted by `estimate_id`.
    """
    rows: list[dict[str, Any]] = []
    with database(folder, scratch) as sql:
        _units(sql, variable, coder)
        for slice_by in (None, *slices):
            stamp = {
                "variable": variable,
                "coder": coder,
                "codebook": codebook,
                "slice_by": slice_by,
                "level": level,
            }
            rows.extend(_slice_rows(sql, slice_by, stamp))
    rows.sort(key=lambda row: row["estimate_id"])
    return pa.Table.from_pylist(rows, schema=ESTIMATES)


def _units(sql: duckdb.DuckDBPyConnection, variable: str, coder: str) -> None:
    """Families with their status, and which sections name which value in each."""
    sql.execute(
        """
        create temp table statuses as
        select p.*, a.status = 'coded' as coded from postings p
        join assessments a on a.posting_id = p.posting_id and a.variable = $variable and a.coder = $coder
        """,
        {"variable": variable, "coder": coder},
    )
    sql.execute(
        """
        create temp table named as
        select p.family_id, c.value, min(c.category) as category,
            coalesce(max((section = 'must')::int), 0) as must, coalesce(max((section = 'work')::int), 0) as work,
            coalesce(max((section = 'nice')::int), 0) as nice
        from codings c join postings p using (posting_id)
        where c.variable = $variable and c.coder = $coder and c.section is distinct from 'other'
        group by p.family_id, c.value
        """,
        {"variable": variable, "coder": coder},
    )


def _slice_rows(
    sql: duckdb.DuckDBPyConnection, slice_by: str | None, stamp: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    if slice_by is not None and slice_by not in SLICEABLE:
        raise RolescopeError(f"cannot slice by {slice_by!r}", "slices", f"slice by one of {', '.join(SLICEABLE)}")
    column = "''" if slice_by is None else f"coalesce({slice_by}::varchar, '(none)')"
    sql.execute(
        f"""
        create or replace temp table units as
        select {column} as slice, family_id, min(employer_id) as employer, bool_or(coded) as coded
        from statuses group by all
        """
    )
    sql.execute(
        """
        create or replace temp table employers as
        select slice, employer, count(*)::double as m from units where coded group by all
        """
    )
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
        for rule, condition in SECTION_RULES.items():
            yield from _rule_rows(sql, name, base, place | {"section_rule": rule}, condition)


def _rule_rows(
    sql: duckdb.DuckDBPyConnection, name: str, base: Base, place: dict[str, Any], condition: str
) -> Iterable[dict[str, Any]]:
    sums = sql.execute(
        f"""
        with held as (
            select value, min(category) as category, employer, count(*)::double as y
            from named join units using (family_id)
            where slice = $name and coded and ({condition}) group by value, employer
        )
        select value, min(category) as category, sum(y) as y, sum(y * y) as y2, sum(y * m) as ym,
            sum(y / m order by e.employer) as s, sum(y * y / (m * m) order by e.employer) as s2
        from held join employers e on e.employer = held.employer and e.slice = $name
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
