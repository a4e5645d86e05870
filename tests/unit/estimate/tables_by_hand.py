"""Write small hand-made tables as the output folder of a run."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.storage import write_table
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS


def write_run(folder: Path, postings: list[dict[str, Any]], codings: Iterable[dict[str, Any]] = ()) -> Path:
    """Postings (each an employer_id at least) and codes of the coder `local`; returns the folder."""
    rows = [{"posting_id": f"p{i:03}", "family_id": f"p{i:03}", **posting} for i, posting in enumerate(postings)]
    said = [
        {"posting_id": row["posting_id"], "coder": "local", "variable": "skills", "status": "coded"} for row in rows
    ]
    codes = [{"coder": "local", "variable": "skills", "section": "must", "field": "text", **code} for code in codings]
    write_table(folder / "postings.parquet", pa.Table.from_pylist(rows, schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(codes, schema=CODINGS))
    write_table(folder / "assessments.parquet", pa.Table.from_pylist(said, schema=ASSESSMENTS))
    return folder


def musts(number: int, text: str, *skills: str) -> list[dict[str, Any]]:
    """Codes of section must of posting `number`: each skill where it first stands in the text."""
    return [
        {"posting_id": f"p{number:03}", "value": s, "start_char": text.index(s), "end_char": text.index(s) + len(s)}
        for s in skills
    ]
