"""SmartRecruiters: `GET /v1/companies/{id}/postings/{posting}`, the answer as a record.

The list (`/postings`) has everything but the text, which is in the sections of `jobAd` of each posting's own answer.
"""

from __future__ import annotations

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    joined,
    modes_of,
    object_of,
    part,
    place_of,
    places_of,
    text_of,
)
from rolescope.collect.record import Record

_SECTIONS = ("companyDescription", "jobDescription", "qualifications", "additionalInformation")


def record(posting: Json) -> Record:
    """Record of one posting."""
    location = object_of(posting.get("location"))
    sections = object_of(object_of(posting.get("jobAd")).get("sections"))
    parts = [object_of(sections.get(name)) for name in _SECTIONS]
    level = object_of(posting.get("experienceLevel"))
    employment = object_of(posting.get("typeOfEmployment"))
    country = text_of(location.get("country")).upper()
    whole = text_of(location.get("fullLocation"))
    return Record(
        source="",
        origin="",
        source_id=text_of(posting.get("id")),
        title=text_of(posting.get("name")),
        company=text_of(object_of(posting.get("company")).get("name")),
        text=joined(part(one.get("title"), one.get("text")) for one in parts),
        places=places_of([place_of(whole) or place_of(location.get("city"), location.get("region"), country)]),
        level="" if level.get("id") == "not_applicable" else text_of(level.get("label")),
        work_mode=modes_of(remote=location.get("remote"), hybrid=location.get("hybrid")),
        employment=employment_of(first_text(employment.get("label"), employment.get("id"))),
        date_posted=text_of(posting.get("releasedDate")),
        url=first_text(posting.get("postingUrl"), posting.get("applyUrl")),
    )
