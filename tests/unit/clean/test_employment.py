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
        ("Contrat : CDI", "full-time"),
        ("CDI", "full-time"),
        ("Type de contrat : CDD 6 mois", "temporary"),
        ("Festanstellung, Vollzeit", "full-time"),
        ("Anstellungsart: Festanstellung, Teilzeit", "part-time"),
        ("Arbeitszeit: Vollzeit oder Teilzeit", "full-time"),
        ("B2B contract", "contract"),
        ("You work on a B2B contract.", "contract"),
        ("Contract type: B2B", "contract"),
        ("Contract (6 months, W2)", "contract"),
        ("A 12-month FTC in Ghent", "temporary"),
        ("Werkstudent (m/w/d) Kartographie", "part-time"),
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
        "B2B, SaaS, maps",
        "Position: B2B Sales Engineer",
        "You manage a B2B contract with every town.",
        "- Java EE, CDI, JPA",
        "- Spring, CDI, JPA",
        "You smart-contract, 6 months a year, with the FTC.",
        "Erste Erfahrung als Werkstudent in der Kartographie",
        "Festanstellung ist uns wichtig.",
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
        ("Permanent contract", "full-time"),
        ("Festanstellung, Teilzeit", "part-time"),
        ("CDI, temps plein", "full-time"),
        ("CDD", "temporary"),
        ("12-month FTC", "temporary"),
        ("B2B contract", "contract"),
        ("Contract (6 months, W2)", "contract"),
        ("Werkstudent", "part-time"),
    ],
)
def test_the_listing_speaks_where_the_text_does_not(label: str, kind: str) -> None:
    assert find_employment_type("We draw maps.", label) == (kind, None, None, None, "listing")


@given(st.text(st.characters()), st.none() | st.text())
def test_any_text_is_read(text: str, label: str | None) -> None:
    found = find_employment_type(text, label)
    assert found is None or found.quote is None or text[found.start_char : found.end_char] == found.quote
