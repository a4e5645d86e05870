import pytest

from rolescope.clean.place_chain import Resolved, is_place_name, read_chain


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("Portland, ME", [("Portland", "Maine", "US")]),
        ("Milan, IT", [("Milan", "Lombardy", "IT")]),
        ("Berlin, DE", [("Berlin", "Berlin", "DE")]),
        ("Toronto, CA", [("Toronto", "Ontario", "CA")]),
        ("Dublin, CA", [("Dublin", "California", "US")]),
        ("Athens, Georgia", [("Athens", "Georgia", "US")]),
        ("Tbilisi, Georgia", [("Tbilisi", None, "GE")]),
        ("Washington, DC", [("Washington, D.C.", "District of Columbia", "US")]),
        ("New York, New York", [("New York", "New York", "US")]),
        ("10014, New York, NY, USA", [("New York", "New York", "US")]),
        ("Parkside, New York, NY, USA", [("New York", "New York", "US")]),
        ("Brooklyn, New York, NY, USA", [("Brooklyn", "New York", "US")]),
        ("Cannon Street, London, Greater London, England, GBR", [("London", "England", "GB")]),
        ("Germany, Berlin", [("Berlin", "Berlin", "DE")]),
        ("USA - GA - Atlanta", [("Atlanta", "Georgia", "US")]),
        ("Singapore, SGP", [("Singapore", None, "SG")]),
        ("Luxembourg, Luxembourg", [("Luxembourg", "Luxembourg", "LU")]),
        ("Köln, Nordrhein-Westfalen, Deutschland", [("Köln", "North Rhine-Westphalia", "DE")]),
        ("California, USA", [(None, "California", "US")]),
        ("East Coast, USA", [(None, None, "US")]),
        ("U.S.", [(None, None, "US")]),
        ("Greater Boston", [("Boston", "Massachusetts", "US")]),
        ("Quebec", [("Québec", "Quebec", "CA")]),
        ("Ontario", [(None, "Ontario", "CA")]),
        ("Toronto, Boston, MA", [("Toronto", "Ontario", "CA"), ("Boston", "Massachusetts", "US")]),
        ("Austin, TX, New York, NY", [("Austin", "Texas", "US"), ("New York", "New York", "US")]),
        ("Schnuffelhausen, DEU", [(None, None, "DE")]),
        ("in our Utrecht office, 3 days a week", [("Utrecht", "Utrecht", "NL")]),
        ("EMEA", []),
        ("", []),
    ],
)
def test_names_qualify_each_other(chain: str, expected: list[tuple[str | None, ...]]) -> None:
    assert read_chain(chain) == [Resolved(*place) for place in expected]


def test_prose_needs_more_than_a_code_or_a_small_town() -> None:
    assert read_chain("IT AND PER", in_prose=True) == []
    assert read_chain("Central", in_prose=True) == []
    assert read_chain("Portland, ME", in_prose=True) == [Resolved("Portland", "Maine", "US")]


def test_a_hint_decides_between_namesakes_of_one_order_of_size() -> None:
    assert read_chain("Cambridge", frozenset(["US"])) == [Resolved("Cambridge", "Massachusetts", "US")]
    assert read_chain("London", frozenset(["CA"])) == [Resolved("London", "England", "GB")]


def test_whether_a_string_is_a_name() -> None:
    assert is_place_name("Bosnia and Herzegovina") and is_place_name("Texas") and is_place_name("Graz")
    assert not is_place_name("Graz and Linz")
