"""Map the columns of a table or the keys of a JSON object to a record."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from rolescope.collect.record import Record
from rolescope.ledger import Problem

FIELDS = (
    "source_id",
    "title",
    "company",
    "text",
    "place",
    "level",
    "pay",
    "work_mode",
    "employment",
    "employer_size",
    "date_posted",
    "url",
)
_REQUIRED = ("text",)
_LONGEST_NAME = 60
_MOST_NAMES = 12


def missing_columns(columns: Mapping[str, str], present: set[str], place: str) -> Problem | None:
    """Problem of a table that lacks a column which the study maps, or None."""
    for field, column in columns.items():
        if column not in present:
            known = some_of(present)
            return Problem(
                "missing column", place, f"the study maps {field} to {column!r}; the file has: {known}", of="file"
            )
    return None


def to_record(row: Mapping[str, Any], columns: Mapping[str, str], source: str, origin: str) -> Record | Problem:
    """Record of one row, or what is wrong with it."""
    for field in _REQUIRED:
        if row.get(columns[field]) is None:
            return Problem("missing column", origin, f"no {columns[field]!r}: mend the record or the study's columns")
    place = row.get(columns["place"]) if "place" in columns else None
    places = tuple(_text(p) for p in place) if isinstance(place, list) else (_text(place),)
    values = {field: _text(row.get(column)) for field, column in columns.items() if field != "place"}
    return Record(source=source, origin=origin, places=tuple(p for p in places if p), **values)


def broken_utf8(place: str) -> Problem:
    """Problem of a record with bytes that are no UTF-8, which was kept."""
    return Problem("broken UTF-8", place, "bytes that are no UTF-8 were replaced; save it as UTF-8", dropped=False)


def is_utf8(raw: bytes) -> bool:
    """Whether bytes can be read as UTF-8."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return False
    return True


def harmless_line(text: str) -> str:
    """Text of a file's, with a sign in the place of whatever ends a line or does not print."""
    return text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)


def some_of(names: Collection[str]) -> str:
    """The first names of a file's columns or keys, as one short harmless line."""
    return harmless_line(", ".join(name[:_LONGEST_NAME] for name in sorted(names)[:_MOST_NAMES]))


def one_short_line(error: Exception) -> str:
    """A library's message where a ledger has room for one line."""
    return " ".join(str(error).split())[:160]


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)
