"""What postings state beside their skills: place, pay, seniority, experience, work mode, employment, language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from rolescope.clean.agency import is_agency
from rolescope.clean.employment import find_employment_type
from rolescope.clean.experience import find_years
from rolescope.clean.language import detect_language
from rolescope.clean.metro import metropolitan_area
from rolescope.clean.pay import Pay, find_pay
from rolescope.clean.place import Place, resolve_places
from rolescope.clean.seniority import find_seniority
from rolescope.clean.work_mode import find_work_mode


class Stated(NamedTuple):
    """Cleaned title, company and text of a posting, and what its listing says: ``""`` where it says nothing."""

    title: str
    company: str
    text: str
    places: Sequence[str]
    level: str
    pay: str
    work_mode: str
    employment: str


def read_facts(postings: Sequence[Stated]) -> dict[str, list[Any]]:
    """Facts of postings, as columns of `tables.POSTINGS`; null where nothing is stated.

    Each reader reads all postings before the next one begins: its patterns stay in the processor's cache.
    """
    resolved = [resolve_places(stated.places, stated.text) for stated in postings]
    pays = [_pay(stated, places) for stated, places in zip(postings, resolved, strict=True)]
    years = [find_years(stated.text) for stated in postings]
    kinds = [find_employment_type(stated.text, stated.employment or None) for stated in postings]
    return {
        "is_agency": [is_agency(stated.company, stated.text) for stated in postings],
        "language": [detect_language(stated.text) for stated in postings],
        "places": [[_row(place) for place in places] for places in resolved],
        "work_mode": [find_work_mode(stated.text, stated.work_mode or None).mode for stated in postings],
        "seniority": [find_seniority(stated.title, stated.level or None) for stated in postings],
        "years_min": [asked.minimum if asked else None for asked in years],
        "employment_type": [kind.kind if kind else None for kind in kinds],
        "pay_min": [pay.min if pay else None for pay in pays],
        "pay_max": [pay.max if pay else None for pay in pays],
        "pay_currency": [pay.currency if pay else None for pay in pays],
        "pay_period": [pay.period if pay else None for pay in pays],
        "pay_quote": [pay.quote if pay else None for pay in pays],
        "pay_source": [pay.source if pay else None for pay in pays],
    }


def _pay(stated: Stated, places: Sequence[Place]) -> Pay | None:
    countries = {place.country for place in places if place.country}
    return find_pay(stated.text, stated.pay or None, countries.pop() if len(countries) == 1 else None)


def _row(place: Place) -> dict[str, str | None]:
    return place._asdict() | {"metro": metropolitan_area(place)}
