"""JSON Lines: one posting a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from rolescope.collect.columns import to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem


def read_jsonl(path: Path, columns: Mapping[str, str], source: str) -> Iterator[Record | Problem]:
    """Stream the records of a file; a line that cannot be read is a problem, not an error."""
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            place = f"{path.name}:{number}"
            if not line.strip():
                continue
            try:
                text = line.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = line.decode("utf-8", errors="replace")
                yield Problem(
                    "broken UTF-8",
                    place,
                    "bytes that are no UTF-8 were replaced; save it as UTF-8",
                    dropped=False,
                )
            try:
                row = json.loads(text)
            except (ValueError, RecursionError) as error:
                yield Problem("malformed record", place, f"not valid JSON ({error}); mend or remove the line")
                continue
            if isinstance(row, dict):
                yield to_record(row, columns, source, place)
            else:
                yield Problem("malformed record", place, "the line is no JSON object; one object a line is expected")
