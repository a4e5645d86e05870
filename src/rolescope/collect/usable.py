"""What any collector's record must pass before it becomes a row."""

from __future__ import annotations

from collections.abc import Iterator

from rolescope.collect.record import Record
from rolescope.ledger import Problem
from rolescope.surrogates import replace_surrogates

MAX_CHARS = 1_000_000
_LONE_SURROGATE = "half a character was replaced by U+FFFD; write the record anew"


def usable(record: Record) -> Iterator[Record | Problem]:
    """The record with characters alone that a table can hold, and what is wrong with it; no record without text."""
    problem = _unusable(record)
    if problem is not None:
        yield problem
        return
    whole = _without_surrogates(record)
    if whole != record:
        yield Problem("lone surrogate", whole.origin, _LONE_SURROGATE, dropped=False)
    yield whole


def _without_surrogates(record: Record) -> Record:
    values = record._asdict()
    places = tuple(map(replace_surrogates, values.pop("places")))
    return Record(places=places, **{field: replace_surrogates(value) for field, value in values.items()})


def _unusable(record: Record) -> Problem | None:
    if not record.text.strip():
        return Problem("empty text", record.origin, "the posting has no description; nothing can be coded")
    if len(record.text) > MAX_CHARS:
        size = f"{len(record.text) / 1e6:.1f} million characters"
        return Problem(
            "text too long",
            record.origin,
            f"{size}, the most is 1 million: no posting is that long; split the record",
        )
    return None
