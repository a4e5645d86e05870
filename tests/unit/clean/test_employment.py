import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.employment import find_employment_type


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This is a full-time role.", "full-time"),
        ("Type: Full-time", "full-time"),
        ("Ghent | Full-time | Maps", "full-time"),
        ("A part-time position", "part-time"),
        ("This is a 6-month contract role with the option to move to a full-time position.", "contract"),
        ("Contract-to-hire", "contract"),
        ("Type: Contractor", "contract"),
        ("We work on a freelance basis.", "contract"),
        ("Contract Type:\n\nFixed term contract", "temporary"),
        ("A temporary position", "temporary"),
        ("During your internship you draw maps.", "internship"),
    ],
)
def test_a_kind_is_read(text: str, kind: str) -> None:
    found = find_employment_type(text)
    assert found is not None
    assert found.kind == kind
    assert found.start_char is not None
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Full-time employees get a map.",
        "We sign contracts with customers and help contractors.",
        "Prior internship experience",
        "You replace temporary rules.",
        "",
    ],
)
def test_other_uses_of_the_words_say_nothing(text: str) -> None:
    assert find_employment_type(text) is None


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("FULL_TIME", "full-time"),
        ("INTERN", "internship"),
        ("CONTRACTOR", "contract"),
        ("Part-Time", "part-time"),
        ("FULL_TIME, CONTRACTOR", "full-time"),
        ("TEMPORARY", "temporary"),
    ],
)
def test_the_listing_speaks_where_the_text_does_not(label: str, kind: str) -> None:
    assert find_employment_type("We draw maps.", label) == (kind, None, None, None, "listing")


@given(st.text(st.characters()), st.none() | st.text())
def test_any_text_is_read(text: str, label: str | None) -> None:
    found = find_employment_type(text, label)
    assert found is None or found.quote is None or text[found.start_char : found.end_char] == found.quote
