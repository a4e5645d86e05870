"""Where a posting's job is: from its listing, and from the lines of its text that state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from rolescope.clean.place_chain import Resolved, is_place_name, read_chain
from rolescope.clean.place_lines import stated_places

_LONGEST = 400
_ALTERNATIVES = re.compile(r"\s*[/;|•·\n]\s*|\s*,?\s+(?:or|and|oder|und|ou|et|o|y|en|e|plus|&|\+)\s+", re.I)
_JOINED = re.compile(r"[^,;/|(]+?\s(?:and|&|of|y|et|und)\s[^,;/|)]+", re.I)
_NO_PLACE = re.compile(
    r"(?:fully|100%|remote|hybrid|on-?site|in-?office|home ?office|anywhere|flexible|worldwide|"
    r"[\W\d_]|or|and|first|possible)*",
    re.I,
)


class Place(NamedTuple):
    """A place: as written, then city, first-level region and country (ISO 3166 alpha-2), None where unknown."""

    raw: str
    city: str | None = None
    region: str | None = None
    country: str | None = None


def resolve_places(listing: Sequence[str], text: str = "") -> list[Place]:
    """Places of a posting.

    The listing comes first. Where it names no city, the text's statements of the location complete
    it, within the countries that the listing names; a country alone gives way to its cities.

    Parameters
    ----------
    listing
        Locations as the source has them, each of one place or several.
    text
        Plain text of the posting.

    Returns
    -------
    list of Place
        Each city, region or country once. A location that cannot be resolved keeps `raw` alone.

    Examples
    --------
    >>> resolve_places(["Bengaluru / Pune"])[1]
    Place(raw='Pune', city='Pune', region='Maharashtra', country='IN')
    >>> resolve_places(["2 Locations"], "Location: Ghent, Belgium")
    [Place(raw='Ghent, Belgium', city='Gent', region='Flanders', country='BE')]
    >>> resolve_places(["Remote - EMEA"])
    [Place(raw='Remote - EMEA', city=None, region=None, country=None)]
    """
    listed = [place for raw in listing for place in _read_listing(raw)]
    if text and not any(place.city for place in listed):
        listed = _completed(listed, _stated(text))
    return _each_once(listed)


@lru_cache(maxsize=20_000)
def _read_listing(raw: str) -> tuple[Place, ...]:
    places = _read_parts(_alternatives(raw[:_LONGEST]), in_prose=False)
    known = [place for place in places if place.country]
    if not known:
        return (Place(raw),) if raw.strip() else ()
    return tuple(place for place in places if place.country or not _NO_PLACE.fullmatch(place.raw))


def _alternatives(raw: str) -> list[str]:
    parts = _ALTERNATIVES.split(_protected(raw))
    return [part.replace("\x00", " ") for part in parts if part.strip(" ,()-\x00")]


def _protected(raw: str) -> str:
    """The listing with the spaces of names such as ``Trinidad and Tobago`` made unsplittable."""
    raw = raw.replace("\x00", " ")
    return _JOINED.sub(
        lambda match: match.group().replace(" ", "\x00") if is_place_name(match.group().strip()) else match.group(), raw
    )


def _read_parts(parts: Sequence[str], *, in_prose: bool) -> list[Place]:
    """Read each alternative, and once more with the countries that the others name as hints."""
    first = [read_chain(part, in_prose=in_prose) for part in parts]
    countries = [{place.country for place in found if place.country} for found in first]
    places: list[list[Place]] = []
    for part, own in zip(parts, countries, strict=True):
        others = frozenset().union(*(named for named in countries if named is not own))
        found = read_chain(part, others, in_prose=in_prose) if others else first[len(places)]
        places.append([Place(_trimmed(part), *place) for place in found or [Resolved(None, None, None)]])
    return [place for alternative in places for place in alternative]


def _trimmed(part: str) -> str:
    """An alternative without what it was split at; brackets stay where they are a pair within it."""
    bare = part.strip(" ,")
    is_whole = bare.count("(") == bare.count(")") and not bare.startswith("(")
    return bare if is_whole else bare.strip(" ,()")


def _stated(text: str) -> list[Place]:
    parts = [part for line in stated_places(text) for part in _alternatives(line)]
    return [place for place in _read_parts(parts, in_prose=True) if place.country] if parts else []


def _completed(listed: list[Place], stated: list[Place]) -> list[Place]:
    countries = {place.country for place in listed if place.country}
    added = [place for place in stated if not countries or place.country in countries]
    if not added:
        return listed
    refined = {place.country for place in added if place.city or place.region}
    kept = [place for place in listed if place.country and (place.region or place.country not in refined)]
    return [*kept, *added]


def _each_once(places: Iterable[Place]) -> list[Place]:
    return list({place[1:] if place.country else place: place for place in reversed(list(places))}.values())[::-1]
