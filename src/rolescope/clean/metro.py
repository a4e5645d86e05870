"""Metropolitan areas: a named grouping of cities that a study may slice by."""

from __future__ import annotations

from functools import cache

from rolescope.clean.gazetteer import place_key, read_yaml
from rolescope.clean.place import Place

_WHOLE_REGION = "*"


def metropolitan_area(place: Place) -> str | None:
    """Metropolitan area of a place: Amsterdam, Berlin, London, Los Angeles, New York, or None.

    Members are municipalities, boroughs and quarters of the area's official definition, which
    ``gazetteer_data/metropolitan.yaml`` names. A place without a city is in none.

    Examples
    --------
    >>> metropolitan_area(Place("Brooklyn, NY", "Brooklyn", "New York", "US"))
    'New York'
    >>> metropolitan_area(Place("Brooklyn, OH", "Brooklyn", "Ohio", "US"))
    """
    if not place.city or not place.region or not place.country:
        return None
    members = _members()
    region = (place.country, place_key(place.region))
    return members.get((*region, place_key(place.city))) or members.get((*region, _WHOLE_REGION))


@cache
def _members() -> dict[tuple[str, str, str], str]:
    return {
        (area["country"], place_key(region), city if city == _WHOLE_REGION else place_key(city)): name
        for name, area in read_yaml("metropolitan.yaml").items()
        for region, cities in area["members"].items()
        for city in cities
    }
