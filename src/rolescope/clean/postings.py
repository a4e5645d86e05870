"""Raw records to postings, a batch at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pyarrow as pa

from rolescope.clean.employer import employer_id
from rolescope.clean.facts import read_facts
from rolescope.clean.language import detect_language
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
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for record in raw.to_pylist():
        text = plain_text(record["text"])
        if not text:
            problems.append(Problem("empty text", record["origin"], "nothing is left once the markup is gone"))
            continue
        rows.append(_posting(record, text))
        if _is_lost(record["date_posted"]):
            problems.append(_lost_date(record))
    texts = [row["text"] for row in rows]
    for row, text in zip(rows, texts, strict=True):
        row["language"] = detect_language(text)
    signed = signatures(texts)
    table = pa.Table.from_pylist(rows, schema=POSTINGS)
    return table.append_column("signature", pa.array([row.tobytes() for row in signed], pa.binary())), problems


def _posting(record: dict[str, Any], text: str) -> dict[str, Any]:
    title, company = _name(record["title"]), _name(record["company"])
    source_id = one_line(record["source_id"])
    identity = source_id or _digest(title, company, text)
    posting_id = _digest(record["source"], identity)
    level = _name(record["level"])
    seen = _date(record["wave"])
    facts = read_facts(
        title,
        company,
        text,
        places=[_name(place) for place in record["places"] or ()],
        level=level,
        pay=_name(record["pay"]),
        work_mode=_name(record["work_mode"]),
        employment=_name(record["employment"]),
    )
    return facts | {
        "posting_id": posting_id,
        "frame_id": record["frame_id"],
        "wave": record["wave"],
        "source": record["source"],
        "source_id": source_id,
        "url": record["url"],
        "title": title,
        "role_title": role_title(title),
        "company": company,
        "employer_id": employer_id(company, posting_id),
        "text": text,
        "level": level,
        "employer_size": _name(record["employer_size"]) or None,
        "date_posted": _date(record["date_posted"]),
        "first_seen": seen,
        "last_seen": seen,
        "weight": 1.0,
    }


def _name(raw: str | None) -> str:
    """One line of at most `MAX_NAME` characters; what is far beyond that is not even looked at."""
    return one_line((raw or "")[: MAX_NAME * _CHARACTERS_A_REFERENCE])[:MAX_NAME].rstrip()


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
