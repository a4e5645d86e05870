"""Ashby: `GET /posting-api/job-board/{name}?includeCompensation=true`, its job as a record.

Pay is that of the tiers' components of the type Salary, tier by tier: tiers of several currencies or zones are
never mixed, and the clean stage takes the first. The employer is named by the board in `jobUrl` alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    html_of,
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


def record(job: Json) -> Record:
    """Record of one job."""
    others = objects_of(job.get("secondaryLocations"))
    is_shown = job.get("shouldDisplayCompensationOnJobPostings") is not False
    return Record(
        source="",
        origin="",
        source_id=text_of(job.get("id")),
        title=text_of(job.get("title")),
        text=html_of(job.get("descriptionHtml"), job.get("descriptionPlain")),
        places=places_of(_place(one.get("location"), one.get("address")) for one in chain([job], others)),
        pay="; ".join(dict.fromkeys(_pays(object_of(job.get("compensation"))))) if is_shown else "",
        work_mode=first_text(job.get("workplaceType"), modes_of(remote=job.get("isRemote"))),
        employment=employment_of(job.get("employmentType")),
        date_posted=text_of(job.get("publishedAt")),
        url=text_of(job.get("jobUrl")),
    )


def _place(name: Any, address: Any) -> str:
    """The address where it has a town, else the location's name, else what the address has."""
    whole = object_of(address)
    postal = object_of(whole.get("postalAddress")) or whole
    town = text_of(postal.get("addressLocality")).strip()
    addressed = place_of(town, postal.get("addressRegion"), postal.get("addressCountry"))
    return addressed if town else place_of(name) or addressed


def _pays(compensation: Json) -> Iterator[str]:
    tiers = [*objects_of(compensation.get("compensationTiers"))]
    tiers = tiers or [{"components": compensation.get("summaryComponents")}]
    for component in chain.from_iterable(objects_of(tier.get("components")) for tier in tiers):
        if component.get("compensationType") == "Salary":
            pay = pay_of(
                component.get("minValue"),
                component.get("maxValue"),
                component.get("currencyCode"),
                period_of(component.get("interval")),
            )
            if pay:
                yield pay
