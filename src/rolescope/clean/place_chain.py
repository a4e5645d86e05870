"""One place as a listing writes it, from names to city, region and country (``Austin, TX, USA``)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rolescope.clean.gazetteer import (
    City,
    Region,
    cities_named,
    country_named,
    is_spoken_of,
    regions_named,
    spans_countries,
)

_CITY_STATES = frozenset(["SG", "HK", "MO", "MC", "GI"])
_BETWEEN = re.compile(
    r"\s*,\s*|\s+[-–—]+\s+|\s*:\s+|\s*[()\[\]]\s*|"
    r"(?:(?<=\b[A-Z]{2})|(?<=\b[A-Z]{3}))-(?=[A-Z](?:[a-z]|[A-Z]{1,2}-))(?!Office|Site|Person)"
)
_NOT_NAMES = re.compile(
    r"\b(?:fully|hybrid|remote(?:ly)?|remoto|híbrido|on-?\s?site|in-?\s?office|in-?\s?person|vor ort|home ?office|"
    r"offices?|hq|headquarters?|based|only|preferred|preferably|flexible|anywhere|within|across|greater|metro|"
    r"metropolitan|city|area|region|downtown|our|either|near|around|from|the|in|at|to|or|and)\b|"
    r"\b\w*\d\w*\b|[^\w\s.'’-]+",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w.'’-]*")
_AMERICAN_ALONE = frozenset(["CA", "GA", "PA", "NC", "MA", "MD", "VA", "AL", "MN", "MO", "TN", "LA", "SC", "NE", "MT"])
_CLEAR_IN_PROSE = frozenset(["UK", "US", "USA", "UAE", "NY", "NJ", "TX", "FL", "WA", "CA", "MA", "NC"])
_CITIES_ALONE = frozenset(["LA"])
_MIN_ALONE = 15_000
_MIN_IN_PROSE = 50_000
_MIN_INSIDE = 100_000
_LONGEST_NAME = 4
_MOST_WORDS = 24
_ALTERNATE = 0.1
_HINTED = 10


class Resolved(NamedTuple):
    """City, region and country (alpha-2) of a name; what is not known is None."""

    city: str | None
    region: str | None
    country: str | None


@dataclass
class _Group:
    """Names that belong together: cities, and the region and country written beside them."""

    cities: list[tuple[City, ...]] = field(default_factory=list)
    regions: tuple[Region, ...] = ()
    country: str | None = None
    qualifiers_first: bool = False


def read_chain(chain: str, hints: frozenset[str] = frozenset(), *, in_prose: bool = False) -> list[Resolved]:
    """Places of one alternative of a listing.

    Names are read from left to right. A city is the one of its name in the region and country beside
    it; where nothing is beside it, the most populous, one in a hinted country counting ten times.

    Parameters
    ----------
    chain
        Names between commas, dashes or brackets, and words such as "hybrid" that are no names.
    hints
        Countries of the other places of the posting.
    in_prose
        Whether it is a piece of a sentence, where codes stand only behind their city (AND and IT are
        codes) and towns that few know only with their region or country.
    """
    groups: list[_Group] = [_Group()]
    for name in _names(chain):
        _place_name(name, groups, in_prose=in_prose)
    least = _MIN_IN_PROSE if in_prose else _MIN_ALONE
    return [place for group in groups for place in _places(group, hints, least)]


def is_place_name(name: str) -> bool:
    """Whether a string as it is names a city, a region or a country."""
    return bool(cities_named(name) or regions_named(name) or country_named(name))


def _names(chain: str) -> Iterator[str]:
    for part in _BETWEEN.split(chain):
        if not part or spans_countries(part):
            continue
        if is_place_name(part):
            yield part
            continue
        bare = " ".join(_NOT_NAMES.sub(" ", part).split()).strip(" .'’-")
        if is_place_name(bare) and not spans_countries(bare):
            yield bare
        elif not spans_countries(bare):
            yield from _names_inside(bare)


def _names_inside(words: str) -> Iterator[str]:
    """Well-known names within a longer string, the longest first at each word."""
    found = _WORD.findall(words)[:_MOST_WORDS]
    at = 0
    while at < len(found):
        for length in range(min(_LONGEST_NAME, len(found) - at), 0, -1):
            name = " ".join(found[at : at + length]).rstrip(".'’-")
            if spans_countries(name):
                at += length - 1
                break
            if name[:1].isupper() and _is_well_known(name):
                yield name
                at += length - 1
                break
        at += 1


def _is_well_known(name: str) -> bool:
    return (
        any(city.population >= _MIN_INSIDE for city in cities_named(name))
        or (len(name) > 3 and any(map(is_spoken_of, regions_named(name))))
        or (country_named(name) is not None and (len(name) > 3 or name in _CLEAR_IN_PROSE))
    )


def _place_name(name: str, groups: list[_Group], *, in_prose: bool) -> None:
    """Add a name to the last group, or begin a group with it."""
    group = groups[-1]
    cities, regions, country = cities_named(name), regions_named(name), country_named(name)
    if group.cities or group.regions or group.country:
        if _qualifies(group, cities, regions, country):
            return
    elif in_prose and len(name) <= 3 and not cities and name not in _CLEAR_IN_PROSE:
        return
    kind = "city" if name in _CITIES_ALONE and group == _Group() else _kind_alone(name, cities, regions, country)
    is_code = len(name) <= 3 and name.isupper()
    if (kind == "region" or is_code) and group.country and not (group.cities or group.regions):
        group.regions = tuple(region for region in regions if region.country == group.country)
        if group.regions:
            return
    if kind == "city":
        qualified = bool(group.regions or group.country)
        if group.cities and qualified and not (group.qualifiers_first and _within(cities, group)):
            groups.append(group := _Group())
        elif qualified and not group.cities:
            if _within(cities, group):
                group.qualifiers_first = True
            else:
                groups.append(group := _Group())
        group.cities.append(cities)
        return
    if group.cities or group.regions or group.country:
        groups.append(group := _Group())
    if kind == "region":
        group.regions = tuple(region for region in regions if is_spoken_of(region)) or regions
        group.country = group.regions[0].country if len({r.country for r in group.regions}) == 1 else None
    elif kind == "country":
        group.country = country


def _qualifies(group: _Group, cities: tuple[City, ...], regions: tuple[Region, ...], country: str | None) -> bool:
    """Whether the name says where the group's names are; it is then noted in the group."""
    return _qualifies_as_region(group, regions) or (
        country is not None and _qualifies_as_country(group, cities, country)
    )


def _qualifies_as_region(group: _Group, regions: tuple[Region, ...]) -> bool:
    fitting = tuple(region for region in regions if _region_fits(region, group))
    if group.cities and group.regions:
        group_regions = tuple(region for region in fitting if region in group.regions)
        group.regions = group_regions or group.regions
        return bool(group_regions)
    if group.cities:
        group.regions = _holding(fitting, itertools.chain.from_iterable(group.cities))
        return bool(group.regions)
    namesake = tuple(city for region in group.regions for city in cities_named(region.name))
    holding = _holding(fitting, namesake)
    if holding:
        group.cities, group.regions = [namesake], holding
        return True
    return False


def _qualifies_as_country(group: _Group, cities: tuple[City, ...], country: str) -> bool:
    if group.country == country:
        if not group.cities and _in(country, cities):
            group.cities.append(cities)
        return True
    several = len({region.country for region in group.regions}) > 1
    if group.country is not None and not several:
        return False
    has_it = any(_in(country, known) for known in group.cities)
    if cities and country not in _CITY_STATES and not has_it:
        return False
    here = tuple(region for region in group.regions if region.country == country)
    if group.regions and not here:
        return False
    if group.cities and not has_it:
        return _replaces_unknown(group, country)
    group.country, group.regions = country, here
    return True


def _replaces_unknown(group: _Group, country: str) -> bool:
    """A country that has no such city: a small place that the gazetteer lacks, so the country alone stays."""
    if group.regions or len(group.cities) != 1 or group.cities[0][0].population >= _MIN_INSIDE:
        return False
    group.cities, group.country = [], country
    return True


def _kind_alone(name: str, cities: tuple[City, ...], regions: tuple[Region, ...], country: str | None) -> str | None:
    spoken = [region for region in regions if is_spoken_of(region)]
    if country in _CITY_STATES and cities:
        return "city"
    if country and name in _AMERICAN_ALONE and spoken:
        return "region"
    if country and not (spoken and len(name) > 3):
        return "country"
    if spoken and cities:
        region = max(spoken, key=lambda region: region.population)
        is_its_city = any(_is_in(city, region) and city.population >= _MIN_INSIDE for city in cities)
        return "city" if is_its_city or cities[0].population > region.population else "region"
    return "city" if cities else "region" if spoken else "country" if country else None


def _places(group: _Group, hints: frozenset[str], least: int) -> list[Resolved]:
    found: dict[City, None] = {}
    for known in group.cities:
        city = _choose(known, group, hints, least)
        if city is not None:
            found.setdefault(city)
    cities = list(found)
    if len(cities) > 1 and group.regions and group.country:
        fitting = [city for city in cities if any(_is_in(city, region) for region in group.regions)]
        cities = [max(fitting or cities, key=lambda city: city.population)]
    if cities:
        return list(dict.fromkeys(map(_resolved, cities)))
    if group.regions:
        regions = [r for r in group.regions if r.country == group.country] or group.regions
        region = max(regions, key=lambda r: r.population * (_HINTED if r.country in hints else 1))
        return [Resolved(None, region.name, region.country)]
    return [Resolved(None, None, group.country)] if group.country else []


def _resolved(city: City) -> Resolved:
    return Resolved(city.name, None if city.country in _CITY_STATES else city.region or None, city.country)


def _choose(cities: Sequence[City], group: _Group, hints: frozenset[str], least: int) -> City | None:
    fitting = [city for city in cities if any(_is_in(city, region) for region in group.regions)]
    if not fitting and group.country:
        fitting = [city for city in cities if city.country == group.country]
    if not fitting:
        least = _MIN_INSIDE if group.regions or group.country else least
        fitting = [city for city in cities if city.population >= least]
    return max(fitting, key=lambda city: (_weight(city, hints), city), default=None)


def _weight(city: City, hints: frozenset[str]) -> float:
    return city.population * (1 if city.is_own_name else _ALTERNATE) * (_HINTED if city.country in hints else 1)


def _region_fits(region: Region, group: _Group) -> bool:
    return region.country == group.country if group.country else is_spoken_of(region)


def _within(cities: Iterable[City], group: _Group) -> bool:
    if group.regions:
        return any(_is_in(city, region) for city in cities for region in group.regions)
    return any(city.country == group.country for city in cities)


def _holding(regions: Iterable[Region], cities: Iterable[City]) -> tuple[Region, ...]:
    known = {(city.region, city.country) for city in cities}
    return tuple(region for region in regions if (region.name, region.country) in known)


def _is_in(city: City, region: Region) -> bool:
    return (city.region, city.country) == (region.name, region.country)


def _in(country: str, cities: Iterable[City]) -> bool:
    return any(city.country == country for city in cities)
