r"""JobSpy: the CSV that its table is written to, a row as a record.

The description is Markdown, whose backslashes before marks (``C\+\+``) are taken off. Pay that JobSpy guessed from
the description is left out: the clean stage reads the text itself. That a job is not remote says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from rolescope.collect.boards.fields import (
    employment_of,
    first_text,
    pay_of,
    period_of,
    place_of,
    places_of,
    text_of,
)
from rolescope.collect.record import Record

COLUMNS = {"source_id": "id", "title": "title", "company": "company", "text": "description", "url": "job_url"}
"""Columns that each such file has; one without them is another file."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def record(row: Mapping[str, Any], _columns: Mapping[str, str], source: str, origin: str) -> Record:
    """Record of one row."""
    is_guess = row.get("salary_source") == "description"
    is_remote = text_of(row.get("is_remote")).lower() in ("true", "1")
    return Record(
        source=source,
        origin=origin,
        source_id=text_of(row.get("id")),
        title=text_of(row.get("title")),
        company=text_of(row.get("company")),
        text=_ESCAPED.sub(r"\1", text_of(row.get("description"))),
        places=places_of([place_of(row.get("location"))]),
        level=text_of(row.get("job_level")),
        pay=""
        if is_guess
        else pay_of(row.get("min_amount"), row.get("max_amount"), row.get("currency"), period_of(row.get("interval"))),
        work_mode=first_text(row.get("work_from_home_type"), "remote" if is_remote else ""),
        employment=employment_of(row.get("job_type")),
        employer_size=text_of(row.get("company_num_employees")),
        date_posted=text_of(row.get("date_posted")),
        url=text_of(row.get("job_url")),
    )
