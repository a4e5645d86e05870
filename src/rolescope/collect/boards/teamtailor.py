"""Teamtailor: the JSON feed `https://{company}.teamtailor.com/jobs.json`, its item as a record.

The item is one of a JSON feed, with a schema.org JobPosting beside it.
"""

from __future__ import annotations

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    html_of,
    object_of,
    objects_of,
    pay_of,
    period_of,
    place_of,
    places_of,
    text_of,
    texts_of,
)
from rolescope.collect.record import Record


def record(item: Json) -> Record:
    """Record of one item."""
    said = object_of(item.get("_jobposting"))
    addresses = [object_of(one.get("address")) for one in objects_of(said.get("jobLocation"))]
    is_remote = "TELECOMMUTE" in texts_of(said.get("jobLocationType"))
    return Record(
        source="",
        origin="",
        source_id=text_of(item.get("id")),
        title=first_text(item.get("title"), said.get("title")),
        company=first_text(
            object_of(said.get("hiringOrganization")).get("name"), object_of(said.get("identifier")).get("name")
        ),
        text=html_of(first_text(item.get("content_html"), said.get("description")), item.get("content_text")),
        places=places_of(map(_place, addresses)),
        pay=_pay(object_of(said.get("baseSalary"))),
        work_mode="remote" if is_remote else "",
        employment=employment_of(*texts_of(said.get("employmentType"))),
        date_posted=first_text(item.get("date_published"), said.get("datePosted")),
        url=text_of(item.get("url")),
    )


def _place(address: Json) -> str:
    """Town, region and country; the region of Teamtailor's own ("Europe") is none."""
    region = text_of(address.get("addressRegion"))
    country = address.get("addressCountry")
    named = first_text(country, object_of(country).get("name"))
    return place_of(address.get("addressLocality"), "" if region == "Europe" else region, named)


def _pay(salary: Json) -> str:
    value = object_of(salary.get("value"))
    least = value.get("minValue", value.get("value"))
    most = value.get("maxValue", value.get("value"))
    return pay_of(least, most, salary.get("currency"), period_of(value.get("unitText")))
