"""Cleaned rows to the `postings` table: one row an id, sorted, each with its family."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from rolescope.clean.duplicates import choose_rows
from rolescope.clean.families import link_families
from rolescope.clean.postings import CLEANED
from rolescope.clean.signatures import SIGNATURE, Signatures
from rolescope.ledger import Ledger
from rolescope.sorting import ahead, merge_sorted, write_run
from rolescope.storage import database, table_writer
from rolescope.tables import POSTINGS

_KEY = "posting_id"
_MOST_ROWS = 2**32


def write_cleaned(path: Path, number: int, tables: Sequence[pa.Table]) -> None:
    """Write cleaned rows as one of the files that `assemble` reads.

    Parameters
    ----------
    path
        The file.
    number
        Of the file; no other one of the run has it.
    tables
        Rows of `postings.CLEANED`, in any order.
    """
    whole = pa.concat_tables([CLEANED.empty_table(), *tables])
    first = number * _MOST_ROWS
    write_run(path, whole.append_column("number", pa.array(np.arange(first, first + whole.num_rows))), _KEY)


def assemble(runs: Sequence[Path], scratch: Path, postings: Path, ledger: Ledger) -> int:
    """Write the `postings` table.

    Parameters
    ----------
    runs
        Files of `write_cleaned`, one at least, in any order; never held as a whole.
    scratch
        Folder for what does not fit in memory.
    postings
        File to write; neither it nor its rows depend on the order of the input.
    ledger
        Gets the records that were left out.

    Returns
    -------
    int
        Postings kept.
    """
    with database(scratch) as sql:
        sql.from_parquet([str(path) for path in runs]).create_view("cleaned")
        choose_rows(sql, ledger)
        families = _families(sql)
        dropped = pa.array(
            [n for (n,) in sql.execute("select number from repeated where place > 1").fetchall()], pa.int64()
        )
    with table_writer(postings, POSTINGS) as writer:
        for rows in ahead(merge_sorted(runs, [_KEY])):
            chosen = rows.filter(pc.invert(pc.is_in(rows.column("number"), dropped))) if len(dropped) else rows
            named = pa.array([families[posting_id] for posting_id in chosen.column(_KEY).to_pylist()], pa.string())
            place = POSTINGS.get_field_index("family_id")
            writer.write(chosen.set_column(place, "family_id", named).select(POSTINGS.names))
    return len(families)


def _families(sql: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Family of each kept posting."""
    signed = sql.sql(
        "select posting_id, signature from cleaned semi join kept using (number) order by posting_id"
    ).to_arrow_table()
    ids = signed.column("posting_id").to_pylist()
    rows = _signatures(signed.column("signature"))

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


def _signatures(column: pa.ChunkedArray) -> Signatures:
    """A column of signatures, without a copy of each as a Python object."""
    whole = column.combine_chunks().cast(pa.binary(SIGNATURE.itemsize))
    return np.frombuffer(whole.buffers()[1] or b"", SIGNATURE, len(whole), whole.offset * SIGNATURE.itemsize)
