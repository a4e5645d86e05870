"""Cleaned batches to the `postings` table: one row an id, sorted, each with its family."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from rolescope.clean.duplicates import choose_rows
from rolescope.clean.families import link_families
from rolescope.clean.signatures import SIGNATURE
from rolescope.ledger import Ledger
from rolescope.storage import database, table_writer
from rolescope.tables import POSTINGS

_ROWS = 4096


def assemble(cleaned: Path, postings: Path, ledger: Ledger) -> int:
    """Write the `postings` table from the rows of `postings.CLEANED`.

    Parameters
    ----------
    cleaned
        Parquet file of cleaned rows, in any order.
    postings
        File to write; neither it nor its rows depend on the order of the input.
    ledger
        Gets the records that were left out.

    Returns
    -------
    int
        Postings kept.
    """
    with database(cleaned.parent) as sql:
        quoted = str(cleaned).replace("'", "''")
        sql.execute(f"create view cleaned as select * from read_parquet('{quoted}', file_row_number = true)")
        choose_rows(sql, ledger)
        families = _families(sql)
        columns = ", ".join(POSTINGS.names)
        rows = sql.sql(f"select {columns} from cleaned semi join kept using (file_row_number) order by posting_id")
        with table_writer(postings, POSTINGS) as writer:
            for batch in rows.to_arrow_reader(_ROWS):
                table = pa.Table.from_batches([batch]).cast(POSTINGS)
                ids = table.column("posting_id").to_pylist()
                place = POSTINGS.get_field_index("family_id")
                named = pa.array([families[posting_id] for posting_id in ids])
                writer.write_table(table.set_column(place, "family_id", named))
    return len(families)


def _families(sql: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Family of each kept posting."""
    signed = sql.execute(
        "select posting_id, signature from cleaned semi join kept using (file_row_number) order by posting_id"
    ).fetchnumpy()
    ids = [str(posting_id) for posting_id in signed["posting_id"]]
    rows = np.frombuffer(b"".join(bytes(row) for row in signed["signature"]), SIGNATURE)

    def texts_of(wanted: Sequence[str]) -> list[str]:
        found = sql.execute(
            """
            select posting_id, text from cleaned semi join kept using (file_row_number)
            where posting_id in (select unnest($ids))
            """,
            {"ids": list(wanted)},
        ).fetchall()
        texts = dict(found)
        return [texts[posting_id] for posting_id in wanted]

    return link_families(ids, rows, texts_of)
