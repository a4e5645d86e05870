"""Raw records to postings, a batch at a time."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pyarrow as pa

from rolescope.clean.employer import employer_id
from rolescope.clean.text import one_line, plain_text
from rolescope.ledger import Problem
from rolescope.tables import POSTINGS

_SPACE = " "
MAX_NAME = 500
"""Characters of a title, a company, a place or a level that are kept: no name is that long."""
_CHARACTERS_A_REFERENCE = 8


def clean_batch(raw: pa.Table) -> tuple[pa.Table, list[Problem]]:
    """Clean one batch.

    Parameters
    ----------
    raw
        Rows of `tables.RAW`.

    Returns
    -------
    tuple of pyarrow.Table and list of Problem
        Rows of `tables.POSTINGS` in the order of the input, and what was dropped.
    """
    rows: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for record in raw.to_pylist():
        text = plain_text(record["text"])
        if not text:
            problems.append(Problem("empty text", record["origin"], "nothing is left once the markup is gone"))
            continue
        rows.append(_posting(record, text))
    return pa.Table.from_pylist(rows, schema=POSTINGS), problems


def _posting(record: dict[str, Any], text: str) -> dict[str, Any]:
    title, company = _name(record["title"]), _name(record["company"])
    source_id = one_line(record["source_id"])
    identity = source_id or _digest(title, company, text)
    posting_id = _digest(record["source"], identity)
    return {
        "posting_id": posting_id,
        "frame_id": record["frame_id"],
        "wave": record["wave"],
        "source": record["source"],
        "source_id": source_id,
        "url": record["url"],
        "title": title,
        "company": company,
        "employer_id": employer_id(company, posting_id),
        "text": text,
        "places": [{"raw": _name(place)} for place in record["places"] or ()],
        "level": _name(record["level"]),
        "date_posted": _date(record["date_posted"]),
        "family_id": family_id(text),
        "weight": 1.0,
    }


def family_id(text: str) -> str:
    """Family of a text: postings of the same words, whatever their spacing and case, are one."""
    return _digest(_SPACE.join(text.casefold().split()))


def _name(raw: str | None) -> str:
    """One line of at most `MAX_NAME` characters; what is far beyond that is not even looked at."""
    return one_line((raw or "")[: MAX_NAME * _CHARACTERS_A_REFERENCE])[:MAX_NAME].rstrip()


def _digest(*parts: str) -> str:
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "replace"), digest_size=8).hexdigest()


def _date(raw: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((raw or "")[:10])
    except ValueError:
        return None
