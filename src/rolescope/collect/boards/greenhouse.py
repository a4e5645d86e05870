"""Greenhouse: `GET /v1/boards/{token}/jobs?content=true`, its job as a record.

The content is HTML that is escaped once more. Pay ranges are there with `pay_transparency=true`, in cents,
and name no period: it is taken from the range's own title or blurb, else it is the year where the amount can
be no other. Offices are places only where the location names none: a board lists there whoever keeps the job.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from rolescope.collect.boards.fields import (
    Json,
    employment_of,
    first_text,
    number_of,
    object_of,
    objects_of,
    pay_of,
    period_of,
    place_of,
    places_of,
    text_of,
)
from rolescope.collect.record import Record

_HARD = frozenset(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"))
_SURELY_A_YEAR = 15_000
_MODE = re.compile(r"\b(?:remote|hybrid)\b", re.I)
_MODE_FIELD = re.compile(
    r"work ?place|location type|work(?:ing)? (?:mode|model|arrangement|type|location)|remote type", re.I
)
_EMPLOYMENT_FIELD = re.compile(r"employment|time type|job type", re.I)


def record(job: Json) -> Record:
    """Record of one job."""
    location = text_of(object_of(job.get("location")).get("name"))
    content = text_of(job.get("content"))
    return Record(
        source="",
        origin="",
        source_id=text_of(job.get("id")),
        title=text_of(job.get("title")),
        company=text_of(job.get("company_name")).strip(),
        text=content if "<" in content else html.unescape(content),
        places=places_of([place_of(location)]) or places_of(_offices(job)),
        pay="; ".join(filter(None, map(_pay, objects_of(job.get("pay_input_ranges"))))),
        work_mode=first_text(_field(job, _MODE_FIELD), location if _MODE.search(location) else ""),
        employment=employment_of(_field(job, _EMPLOYMENT_FIELD)),
        date_posted=text_of(job.get("first_published")),
        url=text_of(job.get("absolute_url")),
    )


def _offices(job: Json) -> Iterator[str]:
    for office in objects_of(job.get("offices")):
        yield place_of(first_text(office.get("location"), office.get("name")))


def _field(job: Json, name: re.Pattern[str]) -> str:
    """Value of the first field of the employer's own whose name fits."""
    fields = objects_of(job.get("metadata"))
    return next((text_of(one.get("value")) for one in fields if name.search(text_of(one.get("name")))), "")


def _pay(pay: Json) -> str:
    least, most = _whole(pay.get("min_cents")), _whole(pay.get("max_cents"))
    currency = text_of(pay.get("currency_type"))
    period = period_of(pay.get("title")) or period_of(pay.get("blurb"))
    is_yearly = currency in _HARD and (least or most or 0) >= _SURELY_A_YEAR
    return pay_of(least, most, currency, period or ("year" if is_yearly else ""))


def _whole(cents: Any) -> float | None:
    number = number_of(cents)
    return None if number is None else number / 100
