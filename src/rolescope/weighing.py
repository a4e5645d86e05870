"""Write into `postings.weight` how much each posting counts: 1, 0 outside the flow, else what margins ask for."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from rolescope.errors import RolescopeError
from rolescope.estimate.flow import count_flow, is_recent
from rolescope.estimate.intervals import Floats
from rolescope.estimate.margins import weigh_families
from rolescope.estimate.units import ALL, Units
from rolescope.storage import database, read_batches, table_writer
from rolescope.studyfile import Study
from rolescope.tables import POSTINGS

_ROWS = 65_536


def weigh_postings(made: Path, scratch: Path, study: Study, coder: str | None = None) -> dict[str, Any]:
    """Weigh the postings in `made` by the study's `flow` and `margins`.

    All postings of a family have one weight; the mean over the families that count is 1. Margins of what is coded go by
    the codes of `coder`, by default the study's.

    Returns
    -------
    dict
        For `run.json`: `flow` and `raking`, each None where the study does not ask for it.

    Raises
    ------
    RolescopeError
        Where no posting is recent, or the margins cannot be met.
    """
    with database(made, scratch) as sql:
        flow = None if study.flow is None else count_flow(sql, study.flow)
        if flow is not None and not flow.recent:
            raise RolescopeError(
                f"no posting is dated within {flow.days} days before it was collected ({flow.undated} have no date)",
                "flow", "allow more days, or leave it out",
            )  # fmt: skip
        units = Units(sql, coder or study.coder, ALL if flow is None else is_recent(flow.days))
        raked = weigh_families(units, study.margins, study.max_weight) if study.margins else None
        wanted = _of_postings(units, None if raked is None else raked.weight)
        stored = sql.execute("select weight from postings order by posting_id").fetchnumpy()["weight"]
    if not np.array_equal(stored, wanted):
        _write(made / "postings.parquet", wanted)
    return {"flow": None if flow is None else asdict(flow), "raking": None if raked is None else raked.said}


def _of_postings(units: Units, weight: Floats | None) -> Floats:
    """Weight of each posting, in the order of the table."""
    family = units.sql.execute(
        "select coalesce(family, 0) as family from postings left join members using (posting_id) order by posting_id"
    ).fetchnumpy()["family"]
    if weight is None:
        return (family > 0).astype(float)
    return np.asarray(np.concatenate([[0.0], weight])[family], float)


def _write(path: Path, weight: Floats) -> None:
    place, at = POSTINGS.get_field_index("weight"), 0
    with table_writer(path, POSTINGS) as writer:
        for rows in read_batches(path, _ROWS):
            here = pa.array(weight[at : at + rows.num_rows], pa.float64())
            writer.write(rows.set_column(place, POSTINGS.field(place), here))
            at += rows.num_rows
