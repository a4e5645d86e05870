"""Cleaned batches to the `postings` table: one row an id, sorted, each with its family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rolescope.clean.duplicates import choose_rows
from rolescope.clean.families import link_families
from rolescope.clean.postings import CLEANED
from rolescope.clean.signatures import SIGNATURE
from rolescope.ledger import Ledger
from rolescope.sorting import RunWriter, merge_sorted
from rolescope.storage import database, table_writer
from rolescope.tables import POSTINGS

_NUMBERED = CLEANED.append(pa.field("number", pa.int64()))
_KEY = "posting_id"


def assemble(cleaned: Iterable[pa.Table], scratch: Path, postings: Path, ledger: Ledger) -> int:
    """Write the `postings` table.

    Parameters
    ----------
    cleaned
        Rows of `postings.CLEANED`, in any order; consumed once, and never held as a whole.
    scratch
        Folder for sorted runs of them.
    postings
        File to write; neither it nor its rows depend on the order of the input.
    ledger
        Gets the records that were left out.

    Returns
    -------
    int
        Postings kept.
    """
    runs = _write_runs(cleaned, scratch)
    with database(scratch) as sql:
        sql.from_parquet([str(path) for path in runs]).create_view("cleaned")
        choose_rows(sql, ledger)
        families = _families(sql)
        dropped = pa.array(
            [n for (n,) in sql.execute("select number from repeated where place > 1").fetchall()], pa.int64()
        )
    with table_writer(postings, POSTINGS) as writer:
        for rows in merge_sorted(runs, [_KEY]):
            chosen = rows.filter(pc.invert(pc.is_in(rows.column("number"), dropped))) if len(dropped) else rows
            named = pa.array([families[posting_id] for posting_id in chosen.column(_KEY).to_pylist()], pa.string())
            place = POSTINGS.get_field_index("family_id")
            writer.write(chosen.set_column(place, "family_id", named).select(POSTINGS.names))
    return len(families)


def _write_runs(cleaned: Iterable[pa.Table], scratch: Path) -> list[Path]:
    number = 0
    with RunWriter(scratch, _NUMBERED, _KEY) as writer:
        for table in cleaned:
            numbers = pa.array(np.arange(number, number + table.num_rows))
            writer.write(table.append_column("number", numbers))
            number += table.num_rows
    return writer.paths


def _families(sql: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Family of each kept posting."""
    signed = sql.execute(
        "select posting_id, signature from cleaned semi join kept using (number) order by posting_id"
    ).fetchnumpy()
    ids = [str(posting_id) for posting_id in signed["posting_id"]]
    rows = np.frombuffer(b"".join(bytes(row) for row in signed["signature"]), SIGNATURE)

    def texts_of(wanted: Sequence[str]) -> list[str]:
        found = sql.execute(
            """
            select posting_id, text from cleaned semi join kept using (number)
            where posting_id in (select unnest($ids))
            """,
            {"ids": list(wanted)},
        ).fetchall()
        texts = dict(found)
        return [texts[posting_id] for posting_id in wanted]

    return link_families(ids, rows, texts_of)
