"""Shares beside those that are drawn: with weights, or of all postings where only recent ones are estimated from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rolescope.report.bars import Limits
from rolescope.storage import database

_LEADING = 12


@dataclass(frozen=True)
class Beside:
    """A published share, and another of the same value."""

    variable: str
    value: str
    share: Limits
    other: Limits


def read_beside(folder: Path, *, weighting: str = "none", slice_by: str | None = None) -> tuple[Beside, ...]:
    """The leading skills and the options of choices, as drawn and as estimated otherwise.

    Parameters
    ----------
    folder
        Output folder of a run.
    weighting, slice_by
        Which other estimates.
    """
    with database(folder) as sql:
        rows = sql.execute(
            f"""
            with posting as (
                select * from estimates where statistic = 'share' and unit = 'posting' and target = 'process'
                    and status = 'published' and section_rule in ('any but other', 'coded') and value not in ('false', 'none')
            )
            select variable, value, d.share, d.low, d.high, o.share, o.low, o.high
            from posting d join posting o using (variable, value, section_rule)
            where d.slice_by is null and d.weighting = 'none' and o.weighting = $weighting
                and o.slice_by is not distinct from $slice_by
            order by d.share desc, variable, value limit {_LEADING}
            """,
            {"weighting": weighting, "slice_by": slice_by},
        ).fetchall()
    return tuple(Beside(variable, value, tuple(f[:3]), tuple(f[3:])) for variable, value, *f in rows)
