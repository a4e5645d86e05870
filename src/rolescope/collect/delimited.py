"""CSV with a header row."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rolescope.collect.columns import broken_utf8, missing_columns, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

_FIELD_LIMIT = 64 * 2**20
_Row = Callable[[Mapping[str, Any], Mapping[str, str], str, str], Record | Problem]


def read_csv(
    path: Path, columns: Mapping[str, str], source: str, as_record: _Row = to_record
) -> Iterator[Record | Problem]:
    """Stream the rows of a file as records; what cannot be read as a row is a problem, not an error."""
    csv.field_size_limit(_FIELD_LIMIT)
    header: list[str] | None = None
    with path.open("rb") as raw:
        for place, row in _rows(io.TextIOWrapper(raw, encoding="utf-8-sig", errors="surrogateescape", newline="")):
            origin = f"{path.name}:{place}"
            if isinstance(row, csv.Error):
                remedy = f"a row that begins there cannot be read ({row}); mend its quotes"
                yield Problem("malformed file", origin, remedy, of="file")
                continue
            whole = [_repair(cell) for cell in row]
            if header is None:
                problem = missing_columns(columns, set(whole), path.name)
                if problem:
                    yield problem
                    return
                header = whole
            elif len(row) != len(header):
                if row:
                    yield Problem("malformed record", origin, f"{len(row)} fields, the header has {len(header)}")
            else:
                if whole != row:
                    yield broken_utf8(origin)
                yield as_record(dict(zip(header, whole, strict=True)), columns, source, origin)
    if header is None:
        yield missing_columns(columns, set(), path.name) or Problem("missing column", path.name, "the file is empty")


def _rows(text: io.TextIOWrapper) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """Each row with the line it ends on, and in its place each error with the line its row begins on."""
    rows = csv.reader(text, strict=True)
    while True:
        begin = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield begin, error
        else:
            yield rows.line_num, row


def _repair(cell: str) -> str:
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode(errors="surrogateescape").decode(errors="replace")
    return cell
