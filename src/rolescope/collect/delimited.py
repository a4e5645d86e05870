"""CSV with a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

from rolescope.collect.columns import missing_columns, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

_FIELD_LIMIT = 64 * 2**20


def read_csv(path: Path, columns: Mapping[str, str], source: str) -> Iterator[Record | Problem]:
    """Stream the rows of a file as records."""
    csv.field_size_limit(_FIELD_LIMIT)
    with path.open("rb") as raw:
        text = io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")
        rows = csv.reader(text)
        try:
            header = next(rows, [])
            problem = missing_columns(columns, set(header), path.name)
            if problem:
                yield problem
                return
            for row in rows:
                place = f"{path.name}:{rows.line_num}"
                if len(row) != len(header):
                    if row:
                        yield Problem("malformed record", place, f"{len(row)} fields, the header has {len(header)}")
                    continue
                whole = [_repair(cell) for cell in row]
                if whole != row:
                    remedy = "bytes that are no UTF-8 were replaced; save it as UTF-8"
                    yield Problem("broken UTF-8", place, remedy, dropped=False)
                yield to_record(dict(zip(header, whole, strict=True)), columns, source, place)
        except csv.Error as error:
            yield Problem("malformed file", f"{path.name}:{rows.line_num}", f"the rest is unreadable ({error})")


def _repair(cell: str) -> str:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode(errors="surrogateescape").decode(errors="replace")
    return cell
