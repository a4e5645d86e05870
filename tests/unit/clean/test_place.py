import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.place import Place, resolve_places

NEW_YORK = ("New York", "New York", "US")
LONDON = ("London", "England", "GB")
BERLIN = ("Berlin", "Berlin", "DE")
AMSTERDAM = ("Amsterdam", "North Holland", "NL")
NOWHERE = (None, None, None)


def resolved(*listing: str, text: str = "") -> list[tuple[str | None, str | None, str | None]]:
    return [(place.city, place.region, place.country) for place in resolve_places(listing, text)]


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Berlin, DEU", [BERLIN]),
        ("London, England, GBR", [LONDON]),
        ("New York, NY or Remote (US)", [NEW_YORK, (None, None, "US")]),
        ("Bengaluru / Pune", [("Bengaluru", "Karnataka", "IN"), ("Pune", "Maharashtra", "IN")]),
        ("San Francisco Bay Area", [("San Francisco", "California", "US")]),
        ("Los Angeles, USA", [("Los Angeles", "California", "US")]),
        ("Hybrid - Amsterdam", [AMSTERDAM]),
        ("NYC", [NEW_YORK]),
        ("Dubai, ARE", [("Dubai", "Dubai", "AE")]),
        ("Abu Dhabi, United Arab Emirates", [("Abu Dhabi", "Abu Dhabi", "AE")]),
        ("Sharjah, UAE", [("Sharjah", "Ash Shariqah", "AE")]),
        ("LA", [("Los Angeles", "California", "US")]),
        ("US - LA - New Orleans", [("New Orleans", "Louisiana", "US")]),
        ("US-CA-San Francisco", [("San Francisco", "California", "US")]),
        ("DE-BW-Stuttgart", [("Stuttgart", "Baden-Württemberg", "DE")]),
        ("GB-London", [LONDON]),
        ("US-Remote", [(None, None, "US")]),
        ("ON-SITE, Berlin", [BERLIN]),
        ("Dallas-Fort Worth Metroplex", [("Dallas", "Texas", "US")]),
        ("東京", [("Tokyo", "Tokyo", "JP")]),
        ("서울", [("Seoul", "Seoul", "KR")]),
        ("München", [("Munich", "Bavaria", "DE")]),
        ("Zürich, Switzerland", [("Zürich", "Zurich", "CH")]),
        ("Warsaw or Kraków", [("Warsaw", "Masovian", "PL"), ("Kraków", "Lesser Poland", "PL")]),
        ("Austin, TX; Remote", [("Austin", "Texas", "US")]),
        ("Vienna or Graz, AUT", [("Vienna", "Vienna", "AT"), ("Graz", "Styria", "AT")]),
        ("Remote - UK & Ireland", [(None, None, "GB"), (None, None, "IE")]),
        ("Trinidad and Tobago", [(None, None, "TT")]),
        ("Reigate and Banstead, GBR", [("Reigate", "England", "GB")]),
        ("NJ or NY", [(None, "New Jersey", "US"), (None, "New York", "US")]),
        ("Remote (Spain or Portugal)", [(None, None, "ES"), (None, None, "PT")]),
        ("Remote (US, LATAM)", [(None, None, "US")]),
    ],
)
def test_a_listing_names_each_of_its_places(raw: str, expected: list[object]) -> None:
    assert resolved(raw) == expected


@pytest.mark.parametrize(
    "raw",
    [
        "Remote",
        "Remote - EMEA",
        "Remote - EMEA / APAC",
        "North America",
        "2 Locations",
        "Worldwide",
        "Nowhereville",
        "?",
        "12 / 14",
    ],
)
def test_what_is_no_known_place_keeps_its_words(raw: str) -> None:
    assert resolve_places([raw]) == [Place(raw, None, None, None)]


def test_no_listing_is_no_place() -> None:
    assert resolve_places([]) == resolve_places([""]) == resolve_places(["  "]) == []


def test_an_alternative_that_is_no_known_place_stays_visible_and_the_word_remote_does_not() -> None:
    assert resolve_places(["Lyon, France / Qwertzuiopolis / Remote"]) == [
        Place("Lyon, France", "Lyon", "Auvergne-Rhône-Alpes", "FR"),
        Place("Qwertzuiopolis"),
    ]


def test_each_place_has_the_words_that_name_it() -> None:
    assert [place.raw for place in resolve_places(["New York, NY or Remote (US)"])] == ["New York, NY", "Remote (US)"]


def test_a_place_is_listed_once() -> None:
    assert resolved("Berlin, DEU", "Berlin", "Berlin, Germany / Hybrid") == [BERLIN]


def test_the_country_of_another_alternative_decides_an_ambiguous_name() -> None:
    assert resolved("Cambridge") == [("Cambridge", "England", "GB")]
    assert resolved("Cambridge or Remote (US)")[0] == ("Cambridge", "Massachusetts", "US")
    assert resolved("Valencia / Madrid")[0] == ("Valencia", "Valencia", "ES")
    assert resolved("Dublin or Remote (US)")[0] == ("Dublin", "Leinster", "IE")


def test_the_text_is_read_where_the_listing_names_no_city() -> None:
    text = "A Paris company.\nLocation: Ghent, Belgium or Lille, France\nWe have offices in Rome."
    expected = [("Gent", "Flanders", "BE"), ("Lille", "Hauts-de-France", "FR")]
    assert resolved("2 Locations", text=text) == expected
    assert resolved(text=text) == expected
    assert resolved("Oslo, Norway", text=text) == [("Oslo", "Oslo", "NO")]


def test_the_text_completes_a_country_within_that_country() -> None:
    assert resolved("USA", text="This role is based in Toronto or Seattle.") == [("Seattle", "Washington", "US")]
    assert resolved("USA", text="This role is based in Toronto.") == [(None, None, "US")]


def test_a_text_without_a_statement_leaves_the_listing_as_it_is() -> None:
    assert resolved("3 Locations", text="We love Berlin, and our customers in Paris do too.") == [NOWHERE]


@given(st.lists(st.text(), max_size=4), st.text())
def test_any_text_is_read(listing: list[str], text: str) -> None:
    for place in resolve_places(listing, text):
        assert place.country is None or len(place.country) == 2
        assert place.country is not None or (place.city is None and place.region is None)


NAMES = st.sampled_from(
    [
        "Berlin",
        "NY",
        "New York",
        "USA",
        "Georgia",
        "CA",
        "Remote",
        "Singapore",
        "London",
        "ON",
        "Springfield",
        "DE",
        "UK",
    ]
)
GLUE = st.sampled_from([", ", " / ", " or ", " - ", " (", ") ", " and ", "; ", " ", "\x00"])


@given(st.lists(st.tuples(NAMES, GLUE), max_size=12))
def test_any_sequence_of_names_is_read_the_same_way_twice(pieces: list[tuple[str, str]]) -> None:
    raw = "".join(name + glue for name, glue in pieces)
    assert resolve_places([raw], f"Location: {raw}") == resolve_places([raw], f"Location: {raw}")


@pytest.mark.parametrize(
    "piece", [" and ", "Location:", "a, ", "based in ", "(", "in our office ", "New ", "\n", "📍", " - ", "x and y "]
)
def test_a_million_hostile_characters_take_no_time(piece: str) -> None:
    hostile = piece * (1_000_000 // len(piece))
    start = time.process_time()
    resolve_places([hostile], hostile)
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    ("listing", "raw"),
    [
        ("(Berlin, DEU)", ["Berlin, DEU"]),
        ("Ghent (Belgium)", ["Ghent (Belgium)"]),
    ],
)
def test_brackets_stay_in_raw_as_a_pair(listing: str, raw: list[str]) -> None:
    assert [place.raw for place in resolve_places([listing])] == raw
