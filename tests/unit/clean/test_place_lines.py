import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.place_lines import stated_places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Location: Oslo", ["Oslo"]),
        ("**Office Location:** Oslo, Norway", ["Oslo, Norway"]),
        ("Location\n\nOslo, Norway", ["Oslo, Norway"]),
        ("Available locations: Oslo or Lima About us", ["Oslo or Lima"]),
        ("Standort: Graz", ["Graz"]),
        ("Lieu : Lyon", ["Lyon"]),
        ("Ubicación: Bilbao", ["Bilbao"]),
        ("Localização: Recife", ["Recife"]),
        ("Standplaats: Delft", ["Delft"]),
        ("📍 Porto", ["Porto"]),
        ("Chief Baker Location: Oslo (Hybrid) | Team: Bread", ["Oslo (Hybrid)"]),
        ("This position is based in Oslo, Norway. We bake.", ["Oslo, Norway"]),
        ("- Based in Oslo", ["Oslo"]),
        ("You work three days a week from our Oslo office.", ["Oslo"]),
        ("You will work at our office in Oslo.", ["Oslo"]),
        ("Location: Oslo, not Bergen", ["Oslo"]),
        ("This role is hybrid, based out of our Oslo or Lima hubs.", ["Oslo or Lima"]),
        ("The role is hybrid, out of our Oslo office.", ["Oslo"]),
        ("The preferred locations are Oslo, Lima or Rome.", ["Oslo, Lima or Rome"]),
    ],
)
def test_statements_of_the_location(text: str, expected: list[str]) -> None:
    assert stated_places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "We are a startup based in Oslo.",
        "Bread & Sons is headquartered in Oslo, with offices in Lima and Rome.",
        "Our customers are located in Oslo.",
        "Based in Oslo, Bread & Sons is a bakery.",
        "With an office in Oslo, we embrace rye.",
        "Founded in 2020 with hubs in Oslo and Lima, we think big.",
        "The salary range for candidates based in Oslo is 90,000 to 100,000.",
        "You travel to our Oslo office twice a year.",
        "Pay depends on location, skills and experience.",
        "relocation: paid",
        "Oslo is lovely.",
        "",
    ],
)
def test_what_is_said_of_company_pay_and_travel_is_no_statement(text: str) -> None:
    assert stated_places(text) == []


@given(
    st.text()
    | st.lists(st.sampled_from(["Location", ":", "\n", " based in ", "You ", "office", " in our ", "Oslo "])).map(
        "".join
    )
)
def test_statements_are_few_and_short(text: str) -> None:
    found = stated_places(text)
    assert len(found) <= 12
    assert all(0 < len(statement) <= 110 for statement in found)
