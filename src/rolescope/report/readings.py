"""What the report says of second readings: a model asked again, and another model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolescope.report.words import interval, percent
from rolescope.storage import database

_SAID = {
    "repeat": "Asked again about the same postings, the model {coder} says the same of",
    "models": "{reference} and {coder} say the same of",
}


def readings_said(folder: Path) -> tuple[str, ...]:
    """A sentence a comparison; none where the run had no second reading."""
    if not (folder / "agreement.parquet").is_file():
        return ()
    with database(folder) as sql:
        rows = sql.execute(
            """
            select comparison, reference, coder, list({'variable': variable, 'measure': measure, 'n': n,
                'figure': figure, 'low': low, 'high': high} order by variable)
            from agreement where comparison in ('repeat', 'models') and measure in ('accuracy', 'f1')
                and value is null and subset is null and figure is not null group by all order by comparison desc
            """
        ).fetchall()
    return tuple(
        _SAID[comparison].format(reference=reference, coder=coder.removesuffix(" reading 2"))
        + " "
        + "; ".join(map(_figure, figures))
        + ". Agreement is no accuracy: two readings can err alike."
        for comparison, reference, coder, figures in rows
    )


def _figure(one: dict[str, Any]) -> str:
    limits = f" ({interval(one['low'], one['high'])})" if one["low"] is not None else ""
    unit = f"of {one['n']} postings" if one["measure"] == "accuracy" else "(F1 of what they hold)"
    return f"{one['variable']} {percent(one['figure'])}{limits} {unit}"
