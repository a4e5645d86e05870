import pytest

from rolescope.clean.metro import metropolitan_area
from rolescope.clean.place import Place, resolve_places


@pytest.mark.parametrize(
    ("raw", "area"),
    [
        ("Amsterdam, NLD", "Amsterdam"),
        ("Hoofddorp, Netherlands", "Amsterdam"),
        ("Utrecht, NLD", None),
        ("Kreuzberg, Berlin", "Berlin"),
        ("Potsdam, Germany", "Berlin"),
        ("Cottbus, Germany", None),
        ("London, England, GBR", "London"),
        ("Croydon, UK", "London"),
        ("Reigate, Surrey, England, GBR", None),
        ("London, Ontario", None),
        ("Santa Monica, CA, USA", "Los Angeles"),
        ("Irvine, CA", "Los Angeles"),
        ("San Diego, CA", None),
        ("NYC", "New York"),
        ("Yonkers, NY, USA", "New York"),
        ("Hoboken, NJ", "New York"),
        ("Buffalo, NY", None),
    ],
)
def test_cities_belong_to_their_area(raw: str, area: str | None) -> None:
    assert [metropolitan_area(place) for place in resolve_places([raw])] == [area]


def test_without_a_city_there_is_no_area() -> None:
    assert metropolitan_area(Place("?")) is None
    assert metropolitan_area(Place("Berlin (state)", None, "Berlin", "DE")) is None
