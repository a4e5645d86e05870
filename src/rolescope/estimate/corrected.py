"""Corrected shares of every value that has gold: over the whole corpus and in each slice.

Strata are what the coder said of a family: that it has the value, that it has not, that it could not be coded. A
slice with at least `LEAST_GOLD` labelled postings is corrected by its own; another by those of the whole corpus,
which is `synthetic`: it takes the coder to err there as everywhere, and says how well that fits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import stats

from rolescope.estimate.clustered import Base, posting_shares
from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.gold_sample import Bools, Gold, read_gold
from rolescope.estimate.intervals import Floats
from rolescope.estimate.shares import (
    CODED,
    SECTION_RULES,
    ValueSums,
    estimate_table,
    slice_bases,
    slice_columns,
    value_sums,
)
from rolescope.estimate.thin import MAX_WIDTH, thin_base
from rolescope.estimate.two_phase import (
    Corrected,
    Strata,
    corrected_corpus,
    corrected_process,
    synthetic_process,
    true_deff,
)
from rolescope.estimate.units import FACT, Units
from rolescope.tables import ESTIMATES

STATISTIC = "corrected share"
AS_THE_MODEL = "share as the model codes"
"""Statistic where a model, and no careful annotator, has coded the sample."""
METHOD = "two-phase, MOVER on Jeffreys limits"
LEAST_GOLD = 30
LEAST_IN_SLICE = 5
MIN_SHARE = 0.01


def estimate_corrected(
    units: Units,
    variables: Mapping[str, str],
    codebook: str,
    slices: Sequence[str],
    level: float,
    statistic: str = STATISTIC,
) -> pa.Table:
    """Corrected shares.

    Parameters
    ----------
    units
        The families of a run, with the tables of `gold_sample.open_gold`.
    variables, codebook, slices, level
        As in `shares.estimate_shares`. Themes are left out: annotators mark the main duties alone. Of mentions,
        values that the coder finds in fewer than 1 % of the families are.

    statistic
        What the figures are called.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.ESTIMATES` with the statistic.
    """
    tables = [ESTIMATES.empty_table()]
    for variable, kind in variables.items():
        if kind in (FACT, "themes"):
            continue
        units.hold(variable, kind)
        stamp = {
            "variable": variable,
            "coder": units.coder,
            "codebook": codebook,
            "base": "all families",
            "level": level,
            "statistic": statistic,
        }
        for rule, condition in (SECTION_RULES if kind == "mentions" else CODED).items():
            tables.extend(_rule_tables(units, condition, slices, stamp | {"section_rule": rule}))
    return pa.concat_tables(tables).sort_by("estimate_id")


def _rule_tables(units: Units, condition: str, slices: Sequence[str], stamp: dict[str, Any]) -> Iterator[pa.Table]:
    """Corrected shares of one variable under one section rule."""
    (base, _), *_ = slice_bases(units, None).values() or [(Base(0, 0, 0.0, 0), 0)]
    values = [row.value for row in value_sums(units, None, condition) if row.y >= MIN_SHARE * base.n]
    gold = read_gold(units, stamp["variable"], values, condition)
    if len(gold.family) < LEAST_GOLD or not values:
        return
    for slice_by in (None, *(s for s in slices if s != stamp["variable"])):
        bases = slice_bases(units, slice_by)
        members = _members(units, slice_by)
        for name, group in groupby(value_sums(units, slice_by, condition), key=attrgetter("slice")):
            base, uncoded = bases[name]
            if thin_base(base) is None:
                wanted = {value: place for place, value in enumerate(values)}
                sums = [row for row in group if row.value in wanted]
                columns = [wanted[row.value] for row in sums]
                here = np.isin(gold.family, members.get(name, []))
                of_values = gold._replace(truth=gold.truth[:, columns], said=gold.said[:, columns])
                place = slice_columns(bases, [name] * len(sums))
                yield from _slice_tables(base, uncoded, sums, of_values, here, stamp | {"slice_by": slice_by}, place)


def _slice_tables(
    base: Base, uncoded: int, sums: list[ValueSums], gold: Gold, here: Bools, stamp: dict[str, Any],
    place: dict[str, list[Any]],
) -> Iterator[pa.Table]:  # fmt: skip
    own = int(here.sum()) >= LEAST_GOLD
    used = gold.of(here) if own else gold
    y, y2, ym = np.array([(row.y, row.y2, row.ym) for row in sums], float).reshape(-1, 3).T
    size = np.stack([base.n - y, y, np.full(len(sums), float(uncoded))], axis=1)
    strata = _strata(used, size)
    deff = true_deff(strata, posting_shares(base, y, y2, ym, stamp["level"]).deff, base.sum_m2 / base.n)
    gold_deff = _gold_deff(used, strata)
    columns = place | {"value": [row.value for row in sums], "category": [row.category for row in sums]}
    notes = _bounded(strata)
    if own:
        process = corrected_process(strata, deff, gold_deff, stamp["level"])
        corpus = corrected_corpus(strata, stamp["level"])
        yield _table(stamp, columns, process, deff, used, notes, target="process", status="published")
        yield _table(stamp, columns, corpus, np.ones(len(sums)), used, notes, target="corpus", status="published")
    else:
        found = synthetic_process(strata, deff, gold_deff, stamp["level"])
        fits = _heterogeneity(gold, here, strata)
        joined = [f"{fit}; {note}" if note else fit for fit, note in zip(fits, notes, strict=True)]
        yield _table(stamp, columns, found, deff, used, joined, target="process", status="synthetic")


def _strata(gold: Gold, size: Floats) -> Strata:
    """Strata no, yes and uncoded of every value; `gold` counts postings at their Kish effective number."""
    weight = gold.weight[:, None]
    within = [
        gold.coded[:, None] & ~gold.said,
        gold.coded[:, None] & gold.said,
        ~gold.coded[:, None] | np.zeros_like(gold.said),
    ]
    total = np.stack([(weight * mask).sum(axis=0) for mask in within], axis=1)
    squares = np.stack([(weight**2 * mask).sum(axis=0) for mask in within], axis=1)
    true = np.stack([(weight * (mask & gold.truth)).sum(axis=0) for mask in within], axis=1)
    some = total > 0
    count = np.where(some, total**2 / np.where(some, squares, 1), 0)
    return Strata(size, count, np.where(some, true / np.where(some, total, 1), 0))


def _gold_deff(gold: Gold, strata: Strata) -> Floats:
    """Design effect of employers in the gold sample, from what the strata leave unexplained."""
    stratum = np.where(gold.coded[:, None], gold.said.astype(int), 2)
    out = []
    for value in range(gold.truth.shape[1]):
        left = gold.truth[:, value] - strata.share[value][stratum[:, value]]
        out.append(cluster_design_effect(gold.employer, intra_correlation(left, gold.employer)))
    return np.array(out)


def _bounded(strata: Strata) -> list[str | None]:
    """What is said where a stratum has postings and no gold."""
    names = ("says no", "says yes", "could not code")
    empty = (strata.gold == 0) & (strata.size > 0)
    return [
        f"no gold where the coder {' or '.join(n for n, e in zip(names, row, strict=True) if e)}: any share there is allowed"
        if row.any()
        else None
        for row in empty
    ]


def _heterogeneity(gold: Gold, here: Bools, strata: Strata) -> list[str]:
    """Score test, by the gold of the slice, that its error rates are those of the whole corpus."""
    inside = gold.of(here)
    count = len(inside.family)
    if count < LEAST_IN_SLICE:
        return [f"error rates of the whole corpus; {count} labelled postings here cannot test them"] * len(strata.size)
    stratum = np.where(inside.coded[:, None], inside.said.astype(int), 2)
    expected = np.take_along_axis(strata.share.T, stratum, axis=0)
    spread = np.sqrt((expected * (1 - expected)).sum(axis=0))
    z = np.abs((inside.truth - expected).sum(axis=0)) / np.where(spread > 0, spread, np.inf)
    return [
        f"error rates of the whole corpus; that they hold here has p = {p:.2f} on {count}" for p in 2 * stats.norm.sf(z)
    ]


def _table(
    stamp: dict[str, Any], columns: dict[str, list[Any]], found: Corrected, deff: Floats, gold: Gold,
    notes: Sequence[str | None], *, target: str, status: str,
) -> pa.Table:  # fmt: skip
    wide = found.high - found.low > MAX_WIDTH
    why = [
        f"interval of {100 * width:.0f} points, at most {100 * MAX_WIDTH:.0f} is allowed" if is_wide else note
        for is_wide, width, note in zip(wide, found.high - found.low, notes, strict=True)
    ]
    return estimate_table(
        stamp, columns, unit="posting", target=target, method=METHOD, deff=deff,
        n_gold=[len(gold.family)] * len(deff), status=np.where(wide, "too thin", status).tolist(), note=why,
        **{name: pa.array(values, mask=wide) for name, values in found._asdict().items()},
    )  # fmt: skip


def _members(units: Units, slice_by: str | None) -> dict[str, list[int]]:
    """Families of each slice."""
    rows = units.sql.execute(
        f"select slice, list(family) from {units.slices(slice_by)} semi join drawn using (family) group by slice"
    ).fetchall()
    return dict(rows)
