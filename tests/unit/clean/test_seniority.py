import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.seniority import find_seniority


@pytest.mark.parametrize(
    ("title", "level", "seniority"),
    [
        ("Map Engineer Intern", "Mid level", "intern"),
        ("Werkstudent Maps", None, "intern"),
        ("Junior Map Engineer", "Senior level", "junior"),
        ("Map Engineer, New Grad", None, "junior"),
        ("Map Engineer I", None, "junior"),
        ("Map Engineer II", "Junior", "mid"),
        ("Map Engineer III", None, "senior"),
        ("Sr. Map Engineer", None, "senior"),
        ("Senior Staff Map Engineer", "Mid level", "lead"),
        ("Principal Cartographer", None, "lead"),
        ("Lead Cartographer", None, "lead"),
        ("Head of Maps", None, "manager"),
        ("Engineering Manager, Maps", None, "manager"),
        ("Vice President, Maps", None, "manager"),
        ("Senior Product Manager", None, "senior"),
        ("Member of Technical Staff", "Senior level", "senior"),
        ("Map Engineer, Office of the CTO", None, None),
        ("Map Engineer", "Senior level", "senior"),
        ("Map Engineer", "Expert/Leader", "lead"),
        ("Map Engineer", "Entry level", "junior"),
        ("Map Engineer", "Junior", "junior"),
        ("Map Engineer", "Mid level", "mid"),
        ("Map Engineer", "Internship", "intern"),
        ("Map Engineer", "", None),
        ("", None, None),
    ],
)
def test_the_title_goes_before_the_level(title: str, level: str | None, seniority: str | None) -> None:
    assert find_seniority(title, level) == seniority


@given(st.text(st.characters()), st.none() | st.text())
def test_any_title_is_read(title: str, level: str | None) -> None:
    find_seniority(title, level)
