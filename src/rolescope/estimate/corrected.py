"""Corrected shares of every value that has gold: over the whole corpus and in each slice.

Strata are what the coder said of a family: that it has the value, that it has not, that it could not be coded. A
slice with at least `LEAST_GOLD` labelled postings is corrected by its own; another by those of the whole corpus,
which is `synthetic`: it takes the coder to err there as everywhere, and says how well that fits. A method that
cannot do so refuses the slice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any

import numpy as np
import pyarrow as pa
from scipy import stats

from rolescope.errors import RolescopeError
from rolescope.estimate.clustered import Base, posting_shares
from rolescope.estimate.corrections import Correction, see
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
from rolescope.estimate.two_phase import Corrected, Strata
from rolescope.estimate.units import FACT, Units
from rolescope.tables import ESTIMATES

STATISTIC = "corrected share"
AS_THE_MODEL = "share as the model codes"
"""Statistic where a model, and no careful annotator, has coded the sample."""
LEAST_GOLD = 30
LEAST_IN_SLICE = 5
MIN_SHARE = 0.01


def estimate_corrected(
    units: Units,
    variables: Mapping[str, str],
    codebook: str,
    slices: Sequence[str],
    level: float,
    correction: Correction,
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
    correction
        By which method.
    statistic
        What the figures are called.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.ESTIMATES` with the statistic.

    Raises
    ------
    RolescopeError
        Where the gold was drawn with unequal probabilities, and the method is for equal ones.
    """
    if not correction.any_probabilities:
        _check_equal(units, correction)
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
            "method": correction.name,
        }
        for rule, condition in (SECTION_RULES if kind == "mentions" else CODED).items():
            tables.extend(_rule_tables(units, condition, slices, stamp | {"section_rule": rule}, correction))
    return pa.concat_tables(tables).sort_by("estimate_id")


def _check_equal(units: Units, correction: Correction) -> None:
    row = units.sql.execute("select min(inclusion_prob), max(inclusion_prob) from labelled").fetchone()
    low, high = row or (None, None)
    if low is not None and high > low * (1 + 1e-9):
        raise RolescopeError(
            f"{correction.name} is for labels drawn with equal probabilities, not with {low:.3g} to {high:.3g}",
            "correction",
            "write `correction: mover`, which weights each label",
        )


def _rule_tables(
    units: Units, condition: str, slices: Sequence[str], stamp: dict[str, Any], correction: Correction
) -> Iterator[pa.Table]:
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
                stamped = stamp | {"slice_by": slice_by}
                yield from _slice_tables(base, uncoded, sums, of_values, here, stamped, place, correction)


def _slice_tables(
    base: Base, uncoded: int, sums: list[ValueSums], gold: Gold, here: Bools, stamp: dict[str, Any],
    place: dict[str, list[Any]], correction: Correction,
) -> Iterator[pa.Table]:  # fmt: skip
    own, level = int(here.sum()) >= LEAST_GOLD, stamp["level"]
    y, y2, ym = np.array([(row.y, row.y2, row.ym) for row in sums], float).reshape(-1, 3).T
    size = np.stack([base.n - y, y, np.full(len(sums), float(uncoded))], axis=1)
    observed = posting_shares(base, y, y2, ym, level).deff
    seen = see(gold.of(here) if own else gold, size, observed, base.sum_m2 / base.n)
    columns = place | {"value": [row.value for row in sums], "category": [row.category for row in sums]}
    notes = _bounded(seen.strata) if correction.synthetic else [None] * len(sums)
    if own:
        process, corpus = correction.process(seen, level), correction.corpus(seen, level)
        yield _table(stamp, columns, process, seen.deff, seen.gold, notes, target="process", status="published")
        yield _table(stamp, columns, corpus, np.ones(len(sums)), seen.gold, notes, target="corpus", status="published")
    elif correction.synthetic:
        found = correction.synthetic(seen, level)
        fits = _heterogeneity(gold, here, seen.strata)
        joined = [f"{fit}; {note}" if note else fit for fit, note in zip(fits, notes, strict=True)]
        yield _table(stamp, columns, found, seen.deff, seen.gold, joined, target="process", status="synthetic")
    else:
        few = f"{int(here.sum())} labelled postings here, at least {LEAST_GOLD} are needed; `correction: mover` can borrow error rates"
        yield estimate_table(stamp, columns, unit="posting", target="process",
                             n_gold=[int(here.sum())] * len(sums), status="too thin", note=few)  # fmt: skip


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
        stamp, columns, unit="posting", target=target, deff=deff,
        n_gold=[len(gold.family)] * len(deff), status=np.where(wide, "too thin", status).tolist(), note=why,
        **{name: pa.array(values, mask=wide) for name, values in found._asdict().items()},
    )  # fmt: skip


def _members(units: Units, slice_by: str | None) -> dict[str, list[int]]:
    """Families of each slice."""
    rows = units.sql.execute(
        f"select slice, list(family) from {units.slices(slice_by)} semi join drawn using (family) group by slice"
    ).fetchall()
    return dict(rows)
