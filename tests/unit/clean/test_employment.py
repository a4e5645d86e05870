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
        ("Location: Ghent\nDuration: 6 months with possible extension", "contract"),
        ("Initial duration: 6 to 12 months, renewable", "contract"),
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
        ("Praktikum (m/w/d) Kartographie", "internship"),
        ("Praktikum im Bereich Kartographie\nDu zeichnest Karten.", "internship"),
        ("Während deines Praktikums zeichnest du Karten.", "internship"),
        ("Wir suchen ab sofort einen Praktikanten", "internship"),
        ("Vertragsart: Praktikum", "internship"),
        ("Wir suchen dich als Werkstudent", "part-time"),
        ("Dein Werkstudentenjob bei uns", "part-time"),
        ("Ausbildung zum Kartographen (m/w/d)", "internship"),
        ("Art der Anstellung: Ausbildung", "internship"),
        ("Ausbildungsbeginn: 1. August", "internship"),
        ("Type de contrat : Stage", "internship"),
        ("Stage de 6 mois à Gand", "internship"),
        ("Stage (H/F) Cartographie", "internship"),
        ("Dienstverband: stage", "internship"),
        ("Estágio", "internship"),
        ("Vaga de estágio em cartografia", "internship"),
        ("Tipo de contrato: Estágio", "internship"),
        ("Buscamos un becario", "internship"),
        ("Becario/a de cartografía", "internship"),
        ("Tipo de contrato: Prácticas", "internship"),
        ("Convenio de prácticas con la universidad", "internship"),
        ("Tirocinio extracurriculare di 6 mesi", "internship"),
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
        "Erste Erfahrung durch Praktika oder ein Praktikum in der Kartographie",
        "Du leitest unsere Praktikanten und Werkstudenten an.",
        "Abgeschlossene Ausbildung zum Kartographen (m/w/d)",
        "- Ausbildung zum Kartographen (m/w/d) oder Studium",
        "Ausbildung: Kartographie",
        "Early stage\nStage: Series A\nA stage of 6 maps",
        "Employment: early stage",
        "Buenas prácticas de cartografía",
        "Supervisarás becarios y un becario de verano",
        "Experiência prévia em estágio ou projetos",
        "Nous formons des stagiaires en stage.",
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
        ("Stage", "internship"),
        ("Ausbildung", "internship"),
        ("Estágio", "internship"),
        ("Contrato en prácticas", "internship"),
    ],
)
def test_the_listing_speaks_where_the_text_does_not(label: str, kind: str) -> None:
    assert find_employment_type("We draw maps.", label) == (kind, None, None, None, "listing")


@given(st.text(st.characters()), st.none() | st.text())
def test_any_text_is_read(text: str, label: str | None) -> None:
    found = find_employment_type(text, label)
    assert found is None or found.quote is None or text[found.start_char : found.end_char] == found.quote
