"""Lever: `GET /v0/postings/{site}?mode=json`, its posting as a record.

The text is opening, description, the lists (a heading and the items' HTML each) and what is additional. The
description repeats the opening in most answers. The employer is named by the site in `hostedUrl` alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from rolescope.collect.boards.fields import (
    Json,
    day_of,
    employment_of,
    html_of,
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


def record(posting: Json) -> Record:
    """Record of one posting."""
    categories = object_of(posting.get("categories"))
    salary = object_of(posting.get("salaryRange"))
    mode = text_of(posting.get("workplaceType"))
    return Record(
        source="",
        origin="",
        source_id=text_of(posting.get("id")),
        title=text_of(posting.get("text")),
        text=joined(_parts(posting)),
        places=_places(categories, text_of(posting.get("country"))),
        level=text_of(categories.get("level")),
        pay=pay_of(salary.get("min"), salary.get("max"), salary.get("currency"), period_of(salary.get("interval"))),
        work_mode="" if mode == "unspecified" else mode,
        employment=employment_of(categories.get("commitment")),
        date_posted=day_of(posting.get("createdAt")),
        url=text_of(posting.get("hostedUrl")),
    )


def _parts(posting: Json) -> Iterator[str]:
    opening = html_of(posting.get("opening"), posting.get("openingPlain"))
    description = html_of(posting.get("description"), posting.get("descriptionPlain"))
    if opening not in description and text_of(posting.get("openingPlain")) not in text_of(
        posting.get("descriptionPlain")
    ):
        yield opening
    yield description
    for one in objects_of(posting.get("lists")):
        items = text_of(one.get("content"))
        yield part(one.get("text"), f"<ul>{items}</ul>" if items.strip() else "")
    yield html_of(posting.get("additional"), posting.get("additionalPlain"))
    yield html_of(posting.get("salaryDescription"), posting.get("salaryDescriptionPlain"))


def _places(categories: Json, country: str) -> tuple[str, ...]:
    """All locations; the country completes the only one where that is a bare name."""
    places = places_of(map(place_of, texts_of(categories.get("allLocations"))))
    places = places or places_of([place_of(categories.get("location"))])
    if len(places) > 1 or (places and "," in places[0]):
        return places
    return places_of([place_of(*places, country)])
