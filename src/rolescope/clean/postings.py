"""Raw records to postings, a batch at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pyarrow as pa

from rolescope.clean.employer import employer_id
from rolescope.clean.facts import Stated, read_facts
from rolescope.clean.role_title import role_title
from rolescope.clean.signatures import signatures
from rolescope.clean.text import one_line, plain_text
from rolescope.ledger import Problem
from rolescope.tables import POSTINGS

CLEANED = POSTINGS.append(pa.field("signature", pa.binary()))
"""Postings with the signature that their family is found by; their `family_id` is not known yet."""

MAX_NAME = 500
"""Characters of a title, a company, a place or a level that are kept: no name is that long."""
_CHARACTERS_A_REFERENCE = 8
_SHOWN = 40


def clean_batch(raw: pa.Table) -> tuple[pa.Table, list[Problem]]:
    """Clean one batch.

    Parameters
    ----------
    raw
        Rows of `tables.RAW`.

    Returns
    -------
    tuple of pyarrow.Table and list of Problem
        Rows of `CLEANED` in the order of the input, and what was dropped or left unread.
    """
    records: list[dict[str, Any]] = []
    texts: list[str] = []
    problems: list[Problem] = []
    for record in raw.to_pylist():
        text = plain_text(record["text"])
        if not text:
            problems.append(Problem("empty text", record["origin"], "nothing is left once the markup is gone"))
            continue
        records.append(record)
        texts.append(text)
        if _is_lost(record["date_posted"]):
            problems.append(_lost_date(record))
    table = pa.Table.from_pydict(_columns(records, texts), schema=POSTINGS)
    signed = pa.array([row.tobytes() for row in signatures(texts)], pa.binary())
    return table.append_column("signature", signed), problems


def _columns(records: list[dict[str, Any]], texts: list[str]) -> dict[str, list[Any]]:
    postings = [_stated(record, text) for record, text in zip(records, texts, strict=True)]
    source_ids = [one_line(record["source_id"]) for record in records]
    ids = [
        _digest(record["source"], source_id or _digest(stated.title, stated.company, stated.text))
        for record, source_id, stated in zip(records, source_ids, postings, strict=True)
    ]
    seen = [_date(record["wave"]) for record in records]
    return read_facts(postings) | {
        "posting_id": ids,
        "frame_id": [record["frame_id"] for record in records],
        "wave": [record["wave"] for record in records],
        "source": [record["source"] for record in records],
        "source_id": source_ids,
        "url": [record["url"] for record in records],
        "title": [stated.title for stated in postings],
        "role_title": [role_title(stated.title) for stated in postings],
        "company": [stated.company for stated in postings],
        "employer_id": [employer_id(stated.company, name) for stated, name in zip(postings, ids, strict=True)],
        "employer_size": [_name(record["employer_size"]) or None for record in records],
        "text": texts,
        "date_posted": [_date(record["date_posted"]) for record in records],
        "first_seen": seen,
        "last_seen": seen,
        "level": [stated.level for stated in postings],
        "family_id": [None] * len(texts),
        "weight": [1.0] * len(texts),
    }


def _stated(record: dict[str, Any], text: str) -> Stated:
    return Stated(
        title=_name(record["title"]),
        company=_name(record["company"]),
        text=text,
        places=[_name(place) for place in record["places"] or ()],
        level=_name(record["level"]),
        pay=_name(record["pay"]),
        work_mode=_name(record["work_mode"]),
        employment=_name(record["employment"]),
    )


def _name(raw: str | None) -> str:
    """One line of at most `MAX_NAME` characters; what is far beyond that is not even looked at."""
    return one_line(raw[: MAX_NAME * _CHARACTERS_A_REFERENCE])[:MAX_NAME].rstrip() if raw else ""


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _is_lost(date: str | None) -> bool:
    """Whether a source gives a date that is none of the calendar."""
    return bool(date and date.strip()) and _date(date) is None


def _lost_date(record: dict[str, Any]) -> Problem:
    remedy = f"{_name(record['date_posted'])[:_SHOWN]!r} is not read, the posting has no date; write 2026-02-27"
    return Problem("unreadable date", record["origin"], remedy, dropped=False)


def _date(raw: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((raw or "")[:10])
    except ValueError:
        return None
