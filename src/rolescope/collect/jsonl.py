"""JSON Lines: one posting a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from rolescope.collect.columns import broken_utf8, is_utf8, one_short_line, some_of, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

MAX_LINE = 32 * 2**20
"""Bytes of the longest line that is read: no posting is that long, with whatever else its record holds."""

_TOO_LONG = f"a line of more than {MAX_LINE // 2**20} MB; JSON Lines has one posting a line: write the file so"


def read_jsonl(path: Path, columns: Mapping[str, str], source: str) -> Iterator[Record | Problem]:
    """Stream the records of a file; a line that cannot be read is a problem, not an error."""
    seen: set[str] = set()
    with path.open("rb") as lines:
        for number, line in enumerate(_lines(lines), start=1):
            if not line.strip():
                continue
            place = f"{path.name}:{number}"
            if len(line) > MAX_LINE:
                yield Problem("record too long", place, _TOO_LONG)
                continue
            text = line.decode("utf-8-sig", errors="replace")
            try:
                row = json.loads(text)
                if not isinstance(row, dict):
                    raise ValueError("no JSON object; one object a line is expected")
                record = to_record(row, columns, source, place)
            except (ValueError, RecursionError) as error:
                remedy = f"not valid JSON ({one_short_line(error)}); mend or remove the line"
                yield Problem("malformed record", place, remedy)
                continue
            seen.update(row)
            if isinstance(record, Record) and not is_utf8(line):
                yield broken_utf8(place)
            yield record
    if seen:
        yield from _never_seen(columns, seen, path.name)


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Each line; of one that is too long, one byte more than it may have."""
    while line := file.readline(MAX_LINE + 1):
        yield line
        end = line
        while len(end) > MAX_LINE and not end.endswith(b"\n"):
            end = file.readline(MAX_LINE + 1)


def _never_seen(columns: Mapping[str, str], seen: set[str], place: str) -> Iterator[Problem]:
    """Keys that the study maps and no record has; where it is that of the text, each record was a problem."""
    for field, key in columns.items():
        if field != "text" and key not in seen:
            remedy = f"the study maps {field} to {key!r}; its records have: {some_of(seen)}"
            yield Problem("missing key", place, remedy, dropped=False, of="file")
