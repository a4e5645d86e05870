import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.agency import is_agency


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Pike Staffing", ""),
        ("Marrow Recruitment Ltd", ""),
        ("Marrow", "Our client, a maker of maps, is looking for an engineer."),
        ("Marrow", "About the client\n\nOur client is a maker of maps."),
        ("Marrow", "This is a position with one of our closest clients."),
        ("Marrow", "We are a remote staffing business."),
    ],
)
def test_an_agency_is_known(company: str, text: str) -> None:
    assert is_agency(company, text)


@pytest.mark.parametrize(
    ("company", "text"),
    [
        ("Marrow", "You help our clients draw maps."),
        ("Marrow", "Our clients are cities."),
        ("SmartRecruiters", "We make recruiting software."),
        ("", ""),
    ],
)
def test_an_employer_with_clients_is_none(company: str, text: str) -> None:
    assert not is_agency(company, text)


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text_is_read(company: str, text: str) -> None:
    is_agency(company, text)
