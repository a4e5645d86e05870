"""Skills that go together: co-occurrence in families with lift, ranked by its lower limit."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from scipy import stats
from scipy.sparse import csr_array

from rolescope.estimate.units import Units
from rolescope.tables import PAIRS

MIN_POSTINGS = 10
MIN_EMPLOYERS = 5
MIN_SHARE = 0.01
_ROWS_AT_ONCE = 100_000
Ints = NDArray[np.int64]


def estimate_pairs(units: Units, variable: str, level: float) -> pa.Table:
    """Pairs of values that stand in the same families.

    lift = n_ab · n / (n_a · n_b). Its limits are those of its logarithm by the delta method on multinomial
    counts, widened by the mean number d of families that an employer has among the pair's:
    log lift ± z · √((1/n_ab − 1/n_a − 1/n_b + 1/n + 2 (lift − 1)/n) · d).

    Parameters
    ----------
    units
        The families of a run.
    variable
        Mentions; those in section other do not count.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.PAIRS` with at least `MIN_POSTINGS` families and `MIN_EMPLOYERS` employers, of values
        that at least `MIN_SHARE` of the families have; the highest lower limit first.

    References
    ----------
    Agresti (2013), Categorical Data Analysis, section 3.1: the variance of a log ratio of proportions.
    """
    units.hold(variable, "mentions")
    (total,) = units.sql.execute("select count(*) from families").fetchone() or (0,)
    units.sql.execute(
        """
        create or replace temp table frequent as
        select code, value, n, (row_number() over (order by value))::int - 1 as place
        from (select code, count(*) as n from held group by code having n >= $least) join codes using (code)
        """,
        {"least": max(MIN_POSTINGS, MIN_SHARE * total)},
    )
    frequent = units.sql.execute("select value, n from frequent order by place").fetchall()
    names = [value for value, _ in frequent]
    families, employers = _together(units, len(names))
    kept = np.flatnonzero((families >= MIN_POSTINGS) & (employers >= MIN_EMPLOYERS))
    one, other = np.divmod(kept, max(len(names), 1))
    single = np.array([n for _, n in frequent], float)
    both, held_by = families[kept].astype(float), employers[kept]
    lift, low, high = _lift(both, single[one], single[other], float(total), both / held_by, level)
    table = pa.table(
        {
            "variable": [variable] * len(kept),
            "value": [names[place] for place in one],
            "other": [names[place] for place in other],
            "count": both.astype(np.int64),
            "n_employers": held_by,
            "n": np.full(len(kept), total),
            "lift": lift,
            "low": low,
            "high": high,
            "level": [level] * len(kept),
        },
        schema=PAIRS,
    )
    return table.sort_by([("low", "descending"), ("value", "ascending"), ("other", "ascending")])


def _lift(
    both: NDArray[np.float64], one: NDArray[np.float64], other: NDArray[np.float64], n: float,
    deff: NDArray[np.float64], level: float,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:  # fmt: skip
    """Lift and its limits."""
    lift = both * n / (one * other)
    spread = (1 / both - 1 / one - 1 / other + 1 / max(n, 1) + 2 * (lift - 1) / max(n, 1)) * deff
    reach = stats.norm.ppf(1 - (1 - level) / 2) * np.sqrt(np.maximum(spread, 0))
    return lift, lift * np.exp(-reach), lift * np.exp(reach)


def _together(units: Units, values: int) -> tuple[Ints, Ints]:
    """Families and employers that have both values of a pair; pair (a, b), a < b, is number a · values + b.

    A block's table of families by values, times that of each of its employers, has an entry for every pair that an
    employer has in one of its families, and in it the number of these.
    """
    families, employers = np.zeros((2, values, values), np.int64)
    for employer, family, place in _blocks(units):
        first = np.flatnonzero(np.diff(family, prepend=-1))
        owner = np.cumsum(np.diff(employer, prepend=employer[:1]) != 0)
        ones, edges = np.ones(len(place), np.int32), np.append(first, len(place))
        held = csr_array((ones, place, edges), shape=(len(first), values))
        owned = csr_array((ones, owner * values + place, edges), shape=(len(first), (owner[-1] + 1) * values))
        both = (owned.T @ held).tocoo()
        one, other = both.coords
        pair = one % values * values + other
        families += np.bincount(pair, both.data, values**2).astype(np.int64).reshape(values, values)
        employers += np.bincount(pair, minlength=values**2).reshape(values, values)
    return np.triu(families, 1).ravel(), np.triu(employers, 1).ravel()


def _blocks(units: Units) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Employer, family and place of the frequent values, by employer and family, in blocks of whole employers."""
    rows = units.sql.sql(
        """
        select employer, family, place
        from held join frequent using (code) join families using (family) order by employer, family
        """
    ).to_arrow_reader(_ROWS_AT_ONCE)
    waiting = np.zeros((3, 0), np.int32)
    for batch in rows:
        block = np.concatenate((waiting, np.array([column.to_numpy() for column in batch.columns])), axis=1)
        whole = int(np.searchsorted(block[0], block[0, -1]))
        if whole:
            yield block[0, :whole], block[1, :whole], block[2, :whole]
        waiting = block[:, whole:]
    if waiting.shape[1]:
        yield waiting[0], waiting[1], waiting[2]
