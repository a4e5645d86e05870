"""One row a posting id: repeated records go, and of one id with different contents the newest stays."""

from __future__ import annotations

import duckdb

from rolescope.ledger import Ledger, Problem
from rolescope.tables import POSTINGS

_EVERYTHING = f"md5(to_json(row({', '.join(POSTINGS.names)}))::varchar)"


def choose_rows(sql: duckdb.DuckDBPyConnection, ledger: Ledger) -> None:
    """Temporary tables ``repeated`` and ``kept`` (number): one row an id, out of the view ``cleaned``.

    The choice depends on the contents alone, never on the order of the input.
    """
    sql.execute(
        f"""
        create temp table repeated as
        select number, posting_id, source, source_id, md5(concat_ws(chr(31), title, company, text)) as content,
            row_number() over (
                partition by posting_id order by date_posted desc nulls last, {_EVERYTHING}, number
            ) as place
        from cleaned
        where posting_id in (select posting_id from cleaned group by posting_id having count(*) > 1)
        """
    )
    sql.execute(
        """
        create temp table kept as
        select number from cleaned where number not in (select number from repeated where place > 1)
        """
    )
    counts = sql.execute(
        """
        select source, source_id, count(distinct content) > 1, count(*) - 1 from repeated
        group by posting_id, source, source_id order by source, source_id
        """
    ).fetchall()
    for source, source_id, differs, extra in counts:
        reason = "duplicate id with other content" if differs else "repeated record"
        remedy = "the newest was kept; give each posting its own id" if differs else "kept once"
        for _ in range(extra):
            ledger.add(Problem(reason, f"{source}, id {source_id or '(none)'}", remedy))
