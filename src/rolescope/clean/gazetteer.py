"""The gazetteer: cities, first-level regions and countries by name, from data files of the package.

A name is looked up by bisection in the sorted file, so that loading takes milliseconds and 10 MB. The
files' sources and licence are in ``gazetteer_data/README.md``.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

_FOLDED = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
    | dict.fromkeys("’'`.", "")
    | dict.fromkeys("-‐‑–\t", " ")
)
_SPOKEN_OF = frozenset(
    ["AT", "AU", "BE", "BR", "CA", "CH", "DE", "ES", "FR", "GB", "IE", "IN", "IT", "NL", "PL", "PT", "US"]
)


class City(NamedTuple):
    """A populated place; `is_own_name` where it was found by its first name, not an alternate one."""

    name: str
    region: str
    country: str
    population: int
    is_own_name: bool


class Region(NamedTuple):
    """A first-level region of a country (state, Land, province); the people of its known cities."""

    name: str
    country: str
    population: int


@lru_cache(maxsize=20_000)
def place_key(name: str) -> str:
    """Name without case, accents, dots and hyphens, as places are looked up.

    Examples
    --------
    >>> place_key("Saint-Étienne"), place_key("Kraków"), place_key("U.S.")
    ('saint etienne', 'krakow', 'us')
    """
    folded = name.casefold()
    if not folded.isascii():
        folded = "".join(char for char in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(char))
    return " ".join(folded.translate(_FOLDED).split())


@lru_cache(maxsize=20_000)
def cities_named(name: str) -> tuple[City, ...]:
    """Cities of that name or nickname, in any country, the most populous first."""
    nickname = _nickname(name)
    if nickname is not None:
        return () if nickname[0] is None else (_city_of(*nickname),)
    return tuple(sorted(_cities(place_key(name)), key=lambda city: (-city.population, city)))


@lru_cache(maxsize=20_000)
def regions_named(name: str) -> tuple[Region, ...]:
    """Regions of that name, or of that code where it is written in capitals (``TX``, ``ENG``)."""
    nickname = _nickname(name)
    found = _regions().get(place_key(name), ())
    if nickname is not None and nickname[0] is None and nickname[1] is not None:
        found += tuple(region for region in _regions()[place_key(nickname[1])] if region.country == nickname[2])
    return found + (_region_codes().get(place_key(name), ()) if _is_code(name) else ())


@lru_cache(maxsize=20_000)
def country_named(name: str) -> str | None:
    """Alpha-2 code of the country of that name, or of that alpha-2 or alpha-3 code in capitals."""
    key = place_key(name)
    code = _country_codes().get(key) if _is_code(name) else None
    nickname = _nickname(name)
    if nickname is not None and nickname[:2] == (None, None):
        return nickname[2]
    return code or _countries().get(key)


@cache
def country_names() -> dict[str, str]:
    """What each country is called in English, by alpha-2 code.

    Examples
    --------
    >>> country_names()["GB"]
    'United Kingdom'
    """
    return {code: names.split("|")[0] for code, _, names in _rows("countries.tsv")}


def spans_countries(name: str) -> bool:
    """Whether the name is that of many countries (``EMEA``, ``North America``), which is no place here."""
    return place_key(name) in _of_many_countries()


def is_spoken_of(region: Region) -> bool:
    """Whether postings name the region without its country (``Bavaria``, ``Ontario``; never ``Central``)."""
    return region.country in _SPOKEN_OF


def _nickname(name: str) -> tuple[str | None, str | None, str] | None:
    key = place_key(name)
    return _nicknames().get(key) if len(key) > 3 or name.isupper() or not name.isascii() else None


def _is_code(name: str) -> bool:
    return len(name) <= 6 and name.isupper()


def _cities(key: str) -> Iterable[City]:
    if not key:
        return
    start = f"{key}\t".encode("utf-8", "replace")
    rows = _city_rows()
    at = bisect_left(rows, start)
    while at < len(rows) and rows[at].startswith(start):
        _, name, region, country, population, own = rows[at].decode().split("\t")
        yield City(name, region, country, int(population), own == "1")
        at += 1


def _city_of(name: str | None, region: str | None, country: str) -> City:
    cities = [city for city in _cities(place_key(name or "")) if (city.region, city.country) == (region, country)]
    return max(cities, key=lambda city: (city.name == name, city.population))


@cache
def _city_rows() -> list[bytes]:
    return (files(__package__) / "gazetteer_data/cities.tsv").read_bytes().splitlines()


def _rows(name: str) -> list[list[str]]:
    text = (files(__package__) / "gazetteer_data" / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def read_yaml(name: str) -> dict[str, Any]:
    """A YAML file of the gazetteer's data, by the parser in C where there is one: it is ten times as fast."""
    text = (files(__package__) / "gazetteer_data" / name).read_text(encoding="utf-8")
    content: dict[str, Any] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return content


@cache
def _names() -> dict[str, Any]:
    return read_yaml("names.yaml")


@cache
def _nicknames() -> dict[str, tuple[str | None, str | None, str]]:
    return {place_key(name): tuple(place) for name, place in _names()["places"].items()}


@cache
def _of_many_countries() -> frozenset[str]:
    return frozenset(map(place_key, _names()["many_countries"]))


@cache
def _regions() -> dict[str, tuple[Region, ...]]:
    return _regions_by(is_code=False)


@cache
def _region_codes() -> dict[str, tuple[Region, ...]]:
    return _regions_by(is_code=True)


def _regions_by(*, is_code: bool) -> dict[str, tuple[Region, ...]]:
    by_key: dict[str, tuple[Region, ...]] = {}
    for country, population, names in _rows("regions.tsv"):
        spellings = names.split("|")
        region = Region(spellings[0], country, int(population))
        for key in {place_key(name) for name in spellings if _is_code(name) == is_code}:
            by_key[key] = (*by_key.get(key, ()), region)
    return by_key


@cache
def _countries() -> dict[str, str]:
    by_name = {
        place_key(name): code
        for code, _, names in _rows("countries.tsv")
        for name in names.split("|")
        if not _is_code(name)
    }
    extra = {
        place_key(name): code for code, names in _names()["countries"].items() for name in names if not _is_code(name)
    }
    return by_name | extra


@cache
def _country_codes() -> dict[str, str]:
    by_code = {code.lower(): code for code, _, _ in _rows("countries.tsv")}
    by_three = {names.split("|")[1].lower(): code for code, _, names in _rows("countries.tsv")}
    extra = {place_key(name): code for code, names in _names()["countries"].items() for name in names if _is_code(name)}
    return by_code | by_three | extra
