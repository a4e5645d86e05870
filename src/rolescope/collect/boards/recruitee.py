"""Recruitee: `GET /api/offers/`, its offer as a record."""

from __future__ import annotations

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    joined,
    modes_of,
    object_of,
    objects_of,
    pay_of,
    period_of,
    place_of,
    places_of,
    text_of,
)
from rolescope.collect.record import Record


def record(offer: Json) -> Record:
    """Record of one offer."""
    salary = object_of(offer.get("salary"))
    places = [
        place_of(one.get("city"), one.get("state"), one.get("country")) or place_of(one.get("name"))
        for one in objects_of(offer.get("locations"))
    ]
    return Record(
        source="",
        origin="",
        source_id=text_of(offer.get("id")),
        title=text_of(offer.get("title")),
        company=text_of(offer.get("company_name")),
        text=joined([text_of(offer.get("description")), text_of(offer.get("requirements"))]),
        places=places_of(places)
        or places_of([place_of(offer.get("city"), offer.get("country")) or place_of(offer.get("location"))]),
        level=text_of(offer.get("experience_code")).replace("_", " "),
        pay=pay_of(salary.get("min"), salary.get("max"), salary.get("currency"), period_of(salary.get("period"))),
        work_mode=modes_of(remote=offer.get("remote"), hybrid=offer.get("hybrid"), on_site=offer.get("on_site")),
        employment=employment_of(offer.get("employment_type_code")),
        date_posted=first_text(offer.get("published_at"), offer.get("created_at")),
        url=text_of(offer.get("careers_url")),
    )
