"""Personio: `GET https://{company}.jobs.personio.de/xml`, its position as a record."""

from __future__ import annotations

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    joined,
    object_of,
    objects_of,
    part,
    pay_of,
    period_of,
    place_of,
    places_of,
    text_of,
    texts_of,
)
from rolescope.collect.record import Record


def record(position: Json) -> Record:
    """Record of one position, its elements as `xml.read_positions` gives them."""
    pay = object_of(position.get("salaryInformation"))
    parts = objects_of(object_of(position.get("jobDescriptions")).get("jobDescription"))
    offices = [position.get("office"), *texts_of(object_of(position.get("additionalOffices")).get("office"))]
    return Record(
        source="",
        origin="",
        source_id=text_of(position.get("id")),
        title=text_of(position.get("name")),
        company=text_of(position.get("subcompany")),
        text=joined(part(one.get("name"), one.get("value")) for one in parts),
        places=places_of(map(place_of, offices)),
        level=text_of(position.get("seniority")).replace("_", " "),
        pay=pay_of(pay.get("min"), pay.get("max"), pay.get("currencyCode"), period_of(pay.get("type"))),
        work_mode=text_of(position.get("workplaceType")),
        employment=_employment(text_of(position.get("employmentType")), text_of(position.get("schedule"))),
        date_posted=text_of(position.get("createdAt")),
        url=text_of(position.get("jobUrl")),
    )


def _employment(kind: str, schedule: str) -> str:
    """Kind before schedule, but the schedule alone of a permanent job; a choice of schedules is none."""
    hours = "" if "-or-" in schedule else schedule
    return employment_of(hours) if kind == "permanent" else employment_of(kind, hours)
