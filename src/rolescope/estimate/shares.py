"""Shares of codes: overall and by slice, by section rule, per posting and per employer."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from rolescope.estimate.clustered import Base, Bases, Shares, employer_shares, posting_shares
from rolescope.estimate.thin import thin_base, thin_share
from rolescope.estimate.units import FACT, Units
from rolescope.tables import ESTIMATES

SECTION_RULES = {
    "any but other": "true",
    "must": "must",
    "nice": "nice and not must and not work",
}
CODED = {"coded": "true"}
STATED = {"stated": "true"}
NO_CORPUS_INTERVAL = "no interval until the share is corrected for the coder's errors"
UNWEIGHTED, RAKED = "none", "raked"
_WEIGHT = {UNWEIGHTED: "1", RAKED: "weight"}
_SCALE = "sum(n)::double / sum(m)"
_UNIT = 10**12
_KEY = (
    "statistic", "variable", "value", "section_rule", "slice_by", "slice", "unit", "target", "coder", "codebook",
)  # fmt: skip


class ValueSums(NamedTuple):
    """Sums over the employers of a slice: y_e families of m_e have the value; `families` is Σ y_e without weights."""

    slice: str
    value: str
    category: str | None
    y: float
    y2: float
    ym: float
    s: float
    s2: float
    families: int


def estimate_shares(
    units: Units,
    variables: Mapping[str, str],
    codebook: str,
    slices: Sequence[str],
    level: float,
    weighting: str = UNWEIGHTED,
) -> pa.Table:
    """Shares of every value of each variable.

    A family counts once in each slice in which it appears. Shares are over coded families; `n_uncoded`
    says how many could not be coded.

    Parameters
    ----------
    units
        The families of a run.
    variables
        Names of the variables, and the kind of each.
    codebook
        What they were coded by.
    slices
        What to slice by, beside the whole corpus.
    level
        Confidence level.
    weighting
        `UNWEIGHTED`, or `RAKED`: families count by their weight, as shares of postings alone.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.ESTIMATES`, sorted by `estimate_id`.
    """
    tables = [ESTIMATES.empty_table()]
    for variable, kind in variables.items():
        units.hold(variable, kind)
        base = "all families" if kind == FACT else "coded families"
        stamp = {"variable": variable, "coder": units.coder, "codebook": codebook, "base": base, "level": level,
                 "weighting": weighting}  # fmt: skip
        rules = SECTION_RULES if kind == "mentions" else STATED if kind == FACT else CODED
        for slice_by in (None, *(s for s in slices if s != variable)):
            tables.extend(_slice_tables(units, rules, stamp | {"slice_by": slice_by}))
    return pa.concat_tables(tables).sort_by("estimate_id")


def _slice_tables(units: Units, rules: Mapping[str, str], stamp: dict[str, Any]) -> Iterator[pa.Table]:
    """Estimates of one variable in every slice of one kind."""
    weighting = stamp["weighting"]
    bases = slice_bases(units, stamp["slice_by"], weighting)
    refusals = {name: refusal for name, (base, _) in bases.items() if (refusal := thin_base(base))}
    if weighting == UNWEIGHTED:
        yield estimate_table(stamp, slice_columns(bases, list(refusals)), unit="posting", target="process",
                             status="too thin", note=list(refusals.values()))  # fmt: skip
    for rule, condition in rules.items():
        sums = [row for row in value_sums(units, stamp["slice_by"], condition, weighting) if row.slice not in refusals]
        if sums:
            yield from _rule_tables(bases, sums, stamp | {"section_rule": rule})


def slice_bases(units: Units, slice_by: str | None, weighting: str = UNWEIGHTED) -> dict[str, tuple[Base, int]]:
    """What the shares of each slice are taken of, and how many of its families were not coded.

    Weights are scaled to a mean of 1 in each slice, so that the sums of a weighted base are on the scale of families.
    """
    table = units.slices(slice_by)
    units.sql.execute(
        f"""
        create or replace temp table employers as
        select slice, employer, count(*)::int as n, sum({_WEIGHT[weighting]})::bigint as m
        from {table} semi join coded using (family) join families using (family) group by all
        """
    )
    rows = units.sql.execute(
        f"""
        select slice, sum(n)::bigint, count(*), sum(m::hugeint * m)::double * ({_SCALE}) * ({_SCALE}), max(n),
            (select count(*) from {table} s anti join coded using (family) where s.slice = e.slice)
        from employers e group by slice order by slice
        """
    ).fetchall()
    return {name: (Base(n, count, squares, largest), uncoded) for name, n, count, squares, largest, uncoded in rows}


def value_sums(units: Units, slice_by: str | None, condition: str, weighting: str = UNWEIGHTED) -> list[ValueSums]:
    """For each slice and value the sums over employers that shares and their variances are made of.

    Sums of fractions are taken in whole units of 1e-12: no order of addition can change them.
    """
    rows = units.sql.execute(
        f"""
        with counted as (
            select slice, code, employer, count(*)::bigint as n, sum({_WEIGHT[weighting]})::bigint as y
            from held join {units.slices(slice_by)} using (family) semi join coded using (family)
            join families using (family)
            where {condition} group by all
        ), scaled as (
            select slice, {_SCALE} as scale from employers group by slice
        ), summed as (
            select slice, code, sum(y)::double * any_value(scale) as y,
                sum(y::hugeint * y)::double * any_value(scale) * any_value(scale) as y2,
                sum(y::hugeint * m)::double * any_value(scale) * any_value(scale) as ym, sum(counted.n)::bigint as n,
                sum(round(y / m * {_UNIT})::hugeint)::double / {_UNIT} as s,
                sum(round((y / m) * (y / m) * {_UNIT})::hugeint)::double / {_UNIT} as s2
            from counted join employers using (slice, employer) join scaled using (slice) group by slice, code
        )
        select slice, value, category, y, y2, ym, s, s2, n from summed join codes using (code) order by slice, code
        """
    ).fetchall()
    return [ValueSums(*row) for row in rows]


def _rule_tables(
    bases: Mapping[str, tuple[Base, int]], sums: list[ValueSums], stamp: dict[str, Any]
) -> Iterator[pa.Table]:
    """Shares of postings and of employers for the process, and of postings for the corpus."""
    base = Bases.of([bases[row.slice][0] for row in sums])
    y, y2, ym, s, s2 = np.array([row[3:8] for row in sums], float).T
    count = [row.families for row in sums]
    codes = slice_columns(bases, [row.slice for row in sums]) | {
        "value": [row.value for row in sums], "category": [row.category for row in sums],
    }  # fmt: skip
    per_posting = posting_shares(base, y, y2, ym, stamp["level"])
    per_employer = employer_shares(base, s, s2, stamp["level"])
    method = "Jeffreys, employer-clustered"
    yield _share_table(stamp, codes, per_posting, unit="posting", method=method, count=count)
    if stamp["weighting"] != UNWEIGHTED:
        return
    yield _share_table(stamp, codes, per_employer, unit="employer", method="Jeffreys, mean of employers")
    yield estimate_table(stamp, codes, unit="posting", target="corpus", method="observed", count=count,
                 share=per_posting.share, status="published", note=NO_CORPUS_INTERVAL)  # fmt: skip


def slice_columns(bases: Mapping[str, tuple[Base, int]], names: Sequence[str]) -> dict[str, list[Any]]:
    """Columns of the slices of these names."""
    return {
        "slice": [name or None for name in names],
        "n": [bases[name][0].n for name in names],
        "n_employers": [bases[name][0].employers for name in names],
        "n_uncoded": [bases[name][1] for name in names],
    }


def _share_table(stamp: dict[str, Any], codes: dict[str, list[Any]], shares: Shares, **more: Any) -> pa.Table:
    """Shares with their intervals; one that is too thin has no figure but says why."""
    refusals = [thin_share(*limits) for limits in zip(shares.n_effective, shares.low, shares.high, strict=True)]
    thin = np.array([refusal is not None for refusal in refusals])
    figures = {"share": shares.share, "low": shares.low, "high": shares.high} | {
        name: more.pop(name) for name in ("count",) if name in more
    }
    return estimate_table(
        stamp, codes, target="process", n_effective=shares.n_effective, deff=shares.deff,
        status=np.where(thin, "too thin", "published").tolist(), note=refusals,
        **{name: pa.array(values, mask=thin) for name, values in figures.items()}, **more,
    )  # fmt: skip


def estimate_table(stamp: dict[str, Any], columns: dict[str, list[Any]], **more: Any) -> pa.Table:
    """Rows of `ESTIMATES` from columns and from values that are the same in every row."""
    size = len(columns["slice"])
    given = {"statistic": "share", "weighting": UNWEIGHTED} | stamp | columns | more
    held: dict[str, Any] = {
        name: [value] * size if value is None or isinstance(value, str | float) else value
        for name, value in ((name, given.get(name)) for name in ESTIMATES.names)
    }
    parts = _KEY if given["weighting"] == UNWEIGHTED else (*_KEY, "weighting")
    keys = zip(*(held[part] for part in parts), strict=True)
    held["estimate_id"] = [_digest("\x1f".join("" if part is None else part for part in key)) for key in keys]
    return pa.table({f.name: pa.array(held[f.name], f.type) for f in ESTIMATES}, schema=ESTIMATES)


def _digest(key: str) -> str:
    return hashlib.blake2b(key.encode(), digest_size=8).hexdigest()
