from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean import gazetteer
from rolescope.clean.gazetteer import cities_named, country_named, place_key, regions_named, spans_countries


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Łódź", "lodz"),
        ("São Paulo", "sao paulo"),
        ("St. John's", "st johns"),
        ("Gießen", "giessen"),
        ("Århus", "arhus"),
        (" a  b ", "a b"),
    ],
)
def test_a_key_has_no_case_accents_and_dots(name: str, key: str) -> None:
    assert place_key(name) == key


@given(st.text())
def test_a_key_is_its_own_key_and_any_name_can_be_looked_up(name: str) -> None:
    assert "\t" not in place_key(name) and "\n" not in place_key(name)
    assert isinstance(cities_named(name), tuple) and isinstance(regions_named(name), tuple)
    assert country_named(name) is None or len(str(country_named(name))) == 2


def test_namesakes_come_by_population() -> None:
    portlands = cities_named("Portland")
    assert [city.region for city in portlands[:2]] == ["Oregon", "Maine"]
    assert list(portlands) == sorted(portlands, key=lambda city: -city.population)


def test_alternate_names_find_the_place_and_say_so() -> None:
    assert cities_named("Cracow")[0][:3] == ("Kraków", "Lesser Poland", "PL")
    assert not cities_named("Cracow")[0].is_own_name
    assert cities_named("Kraków")[0].is_own_name


def test_codes_need_capitals() -> None:
    assert "Texas" in {region.name for region in regions_named("TX")}
    assert regions_named("tx") == ()
    assert country_named("IN") == "IN" and country_named("in") is None
    assert country_named("us") is None


@pytest.mark.parametrize("name", ["DE", "DEU", "Germany", "Deutschland", "Allemagne", "Alemanha"])
def test_a_country_has_many_names(name: str) -> None:
    assert country_named(name) == "DE"


def test_the_file_is_sorted_as_it_is_searched() -> None:
    rows = (files(gazetteer.__package__) / "gazetteer_data/cities.tsv").read_bytes().splitlines()
    assert rows == sorted(rows)
    assert all(row.count(b"\t") == 5 for row in rows)


def test_each_nickname_is_of_a_known_city() -> None:
    for name, (city, region, country) in gazetteer._nicknames().items():
        if city:
            assert cities_named(name.upper())[0][:3] == (city, region, country)


def test_an_area_of_many_countries_is_told_apart() -> None:
    assert spans_countries("EMEA") and spans_countries("North America")
    assert not spans_countries("America") and not spans_countries("Ghana")
