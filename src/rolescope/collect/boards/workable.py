"""Workable: `GET /api/accounts/{slug}?details=true`, its job as a record.

A job with several places stands once for each in the answer, under one shortcode. There is no pay.
"""

from __future__ import annotations

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    joined,
    modes_of,
    objects_of,
    place_of,
    places_of,
    text_of,
)
from rolescope.collect.record import Record


def record(job: Json) -> Record:
    """Record of one job."""
    shown = [one for one in objects_of(job.get("locations")) if one.get("hidden") is not True]
    return Record(
        source="",
        origin="",
        source_id=text_of(job.get("shortcode")),
        title=text_of(job.get("title")),
        text=joined(text_of(job.get(key)) for key in ("description", "requirements", "benefits")),
        places=places_of(place_of(one.get("city"), one.get("region"), one.get("country")) for one in shown)
        or places_of([place_of(job.get("city"), job.get("state"), job.get("country"))]),
        level=text_of(job.get("experience")),
        work_mode=modes_of(remote=job.get("telecommuting")),
        employment=employment_of(job.get("employment_type")),
        date_posted=first_text(job.get("published_on"), job.get("created_at")),
        url=first_text(job.get("url"), job.get("shortlink")),
    )
