"""What a posting states beside its skills: place, pay, seniority, experience, work mode, employment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rolescope.clean.agency import is_agency
from rolescope.clean.employment import find_employment_type
from rolescope.clean.experience import find_years
from rolescope.clean.metro import metropolitan_area
from rolescope.clean.pay import find_pay
from rolescope.clean.place import Place, resolve_places
from rolescope.clean.seniority import find_seniority
from rolescope.clean.work_mode import find_work_mode


def read_facts(
    title: str, company: str, text: str, *, places: Sequence[str], level: str, pay: str, work_mode: str, employment: str
) -> dict[str, Any]:
    """Facts of one posting, as columns of `tables.POSTINGS`; null where nothing is stated.

    Parameters
    ----------
    title, company, text
        Cleaned title, company and text.
    places, level, pay, work_mode, employment
        What the listing says of them, ``""`` where it says nothing.
    """
    resolved = resolve_places(places, text)
    countries = {place.country for place in resolved if place.country}
    posted = find_pay(text, pay or None, countries.pop() if len(countries) == 1 else None)
    years = find_years(text)
    kind = find_employment_type(text, employment or None)
    return {
        "is_agency": is_agency(company, text),
        "places": [_row(place) for place in resolved],
        "work_mode": find_work_mode(text, work_mode or None).mode,
        "seniority": find_seniority(title, level or None),
        "years_min": years.minimum if years else None,
        "employment_type": kind.kind if kind else None,
        "pay_min": posted.min if posted else None,
        "pay_max": posted.max if posted else None,
        "pay_currency": posted.currency if posted else None,
        "pay_period": posted.period if posted else None,
        "pay_quote": posted.quote if posted else None,
        "pay_source": posted.source if posted else None,
    }


def _row(place: Place) -> dict[str, str | None]:
    return place._asdict() | {"metro": metropolitan_area(place)}
