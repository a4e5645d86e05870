"""One row a posting id: repeated records go, and of one id with different contents the newest stays."""

from __future__ import annotations

from pathlib import Path

from rolescope.ledger import Ledger, Problem
from rolescope.storage import database, table_writer
from rolescope.tables import POSTINGS

_ROWS = 4096

_EVERYTHING = f"md5(to_json(row({', '.join(POSTINGS.names)}))::varchar)"
_RANKED = f"""
    select posting_id, file_row_number as row, md5(concat_ws(chr(31), title, company, text)) as content,
        row_number() over (
            partition by posting_id order by date_posted desc nulls last, {_EVERYTHING}
        ) as place
    from read_parquet($cleaned, file_row_number = true)
"""


def keep_one_per_id(cleaned: Path, postings: Path, ledger: Ledger) -> int:
    """Sort cleaned postings by id into the `postings` table, one row an id.

    The choice depends on the contents alone, never on the order of the input.

    Returns
    -------
    int
        Postings kept.
    """
    with database(cleaned.parent) as sql:
        sql.execute(f"create temp table ranked as {_RANKED}", {"cleaned": str(cleaned)})
        repeats = sql.execute(
            """
            select p.source, p.source_id, count(distinct content) > 1 as differs, count(*) - 1 as extra
            from ranked join read_parquet($cleaned, file_row_number = true) p on p.file_row_number = ranked.row
            where ranked.posting_id in (select posting_id from ranked where place = 2)
            group by ranked.posting_id, p.source, p.source_id order by p.source, p.source_id
            """,
            {"cleaned": str(cleaned)},
        ).fetchall()
        for source, source_id, differs, extra in repeats:
            reason = "duplicate id with other content" if differs else "repeated record"
            remedy = "the newest was kept; give each posting its own id" if differs else "kept once"
            for _ in range(extra):
                ledger.add(Problem(reason, f"{source}, id {source_id or '(none)'}", remedy))
        rows = sql.sql(
            f"""
            select {", ".join(POSTINGS.names)} from read_parquet($cleaned, file_row_number = true)
            where file_row_number in (select row from ranked where place = 1) order by posting_id
            """,
            params={"cleaned": str(cleaned)},
        ).to_arrow_reader(_ROWS)
        kept = 0
        with table_writer(postings, POSTINGS) as writer:
            for batch in rows:
                writer.write_batch(batch.cast(POSTINGS))
                kept += batch.num_rows
    return kept
