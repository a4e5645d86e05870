"""Strata of the families of a run for one variable: what the coder said, and how sure it was.

A choice or a flag has a stratum for each value that the coder gives; what has many values (skills, themes) has one for
each kind of section in which the coder finds the value of interest, and one for families in which it does not. Where the
coder tells its confidence, each is cut at `BANDS`. Families that could not be coded are a stratum of their own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats
from rolescope.estimate.units import Units

BANDS = {"unsure": 0.0, "fairly sure": 0.7, "sure": 0.9}
"""Bands of confidence, each from its lower limit on."""
UNCODED, NOT_NAMED, ONLY_OTHER = "uncoded", "not named", "named in other sections"
NAMED = ("named in must", "named in work", "named in nice", "named")
"""Strata of families that hold a value of mentions or themes, by the most demanding section."""


@dataclass(frozen=True)
class Partition:
    """Families in strata.

    Parameters
    ----------
    names
        Names of the strata, in their order; none is empty.
    says
        What the coder says in each: a value, or one of `NAMED`, `ONLY_OTHER`, `NOT_NAMED`, `UNCODED`.
    of
        Number of the stratum of each family.
    doubt
        Mean over the families of each stratum of 1 − confidence; NaN where the coder does not tell.
    """

    names: tuple[str, ...]
    says: tuple[str, ...]
    of: NDArray[np.int64]
    doubt: Floats

    @property
    def size(self) -> Floats:
        """Families of each stratum."""
        return np.bincount(self.of, minlength=len(self.names)).astype(float)


def strata_of(says: list[str], confidence: Floats) -> Partition:
    """Families in strata by what the coder says of each.

    Parameters
    ----------
    says
        What it says; `UNCODED` where it could not.
    confidence
        How sure it is, between 0 and 1; NaN where it does not tell.

    Examples
    --------
    >>> found = strata_of(["true", "false", "true", "false"], np.array([0.95, np.nan, 0.5, np.nan]))
    >>> found.names
    ('false', 'true, sure', 'true, unsure')
    >>> found.of.tolist()
    [1, 0, 2, 0]
    """
    band = np.searchsorted(list(BANDS.values()), confidence, side="right") - 1
    labels = [
        one if one == UNCODED or np.isnan(sure) else f"{one}, {list(BANDS)[place]}"
        for one, sure, place in zip(says, confidence, band, strict=True)
    ]
    names, first, of = np.unique(np.array(labels, dtype=object), return_index=True, return_inverse=True)
    doubt = np.bincount(of, 1 - confidence, len(names)) / np.bincount(of, minlength=len(names))
    return Partition(tuple(names.tolist()), tuple(says[i] for i in first), of.astype(np.int64), doubt)


def said_of_families(units: Units, variable: str, kind: str, value: str) -> tuple[list[str], Floats]:
    """What the coder says of every family, in their order, and how sure it is.

    Parameters
    ----------
    units
        The families of a run.
    variable, kind
        Name and kind of the variable.
    value
        The value of interest, for mentions and themes; a choice or a flag is told whole.
    """
    query = _CHOSEN if kind in ("choice", "flag") else _NAMED
    given = {"variable": variable, "coder": units.coder}
    rows = units.sql.execute(query, given if query is _CHOSEN else given | {"value": value}).fetchall()
    return [said for said, _ in rows], np.array([np.nan if sure is None else sure for _, sure in rows], float)


_CHOSEN = f"""
    with chosen as (
        select family, arg_min(a.value, posting_id) as value, arg_min(a.confidence, posting_id) as confidence
        from assessments a join members using (posting_id)
        where variable = $variable and coder = $coder and status = 'coded' and a.value is not null
        group by family
    )
    select coalesce(value, '{UNCODED}'), confidence from families left join chosen using (family) order by family
"""
_NAMED = f"""
    with coded as (
        select distinct family from assessments join members using (posting_id)
        where variable = $variable and coder = $coder and status = 'coded'
    ), named as (
        select family, max(confidence) as confidence,
            case when bool_or(section = 'must') then '{NAMED[0]}' when bool_or(section = 'work') then '{NAMED[1]}'
                when bool_or(section = 'nice') then '{NAMED[2]}'
                when bool_or(section is distinct from 'other') then '{NAMED[3]}' else '{ONLY_OTHER}' end as said
        from codings c join members using (posting_id)
        where variable = $variable and coder = $coder and c.value = $value group by family
    )
    select case when coded.family is null then '{UNCODED}' else coalesce(said, '{NOT_NAMED}') end,
        case when coded.family is not null then confidence end
    from families left join coded using (family) left join named using (family) order by family
"""
