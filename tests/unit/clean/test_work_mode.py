import time
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean import work_mode_cues, work_mode_languages
from rolescope.clean.work_mode import find_work_mode

WORDS = [
    "remote",
    "hybrid",
    "office",
    "in person",
    "on-site",
    "3 days",
    "not ",
    " the ",
    "\n",
    "work from home",
    "İ",
    "(",
    "’",
]
MODE_LIKE = st.lists(st.sampled_from(WORDS)).map("".join) | st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("This is a fully remote role.", "remote"),
        ("Location: Remote (US)", "remote"),
        ("#LI-Remote", "remote"),
        ("We are a remote-first team of cartographers.", "remote"),
        ("You can work remotely.", "remote"),
        ("Our team works remotely, with in-person retreats twice a year and in-person/virtual meetings.", "remote"),
        ("Work from anywhere you like.", "remote"),
        ("100 % Homeoffice", "remote"),
        ("Télétravail complet", "remote"),
        ("This is a hybrid role: three days in the office.", "hybrid"),
        ("Du arbeitest zwei Tage im Homeoffice.", "hybrid"),
        ("Home-Office: bis zu 3 Tage pro Woche", "hybrid"),
        ("Homeoffice möglich", "hybrid"),
        ("2 jours de télétravail par semaine", "hybrid"),
        ("Télétravail : 3 jours / semaine", "hybrid"),
        ("Modalidad: híbrida (Gante)", "hybrid"),
        ("Trabalho híbrido", "hybrid"),
        ("WFH Fridays", "hybrid"),
        ("2 days remote per week", "hybrid"),
        ("This role is not remote.", "onsite"),
        ("The job is not eligible for remote work.", "onsite"),
        ("You draw in our Ghent office 3 days a week.", "hybrid"),
        ("Hybrid work and long lunches", "hybrid"),
        ("London (Hybrid)", "hybrid"),
        ("Our team works from the office five days a week.", "onsite"),
        ("In person 5 days/week in Ghent", "onsite"),
        ("This position is on-site in Ghent.", "onsite"),
        ("Location: Ghent (in-person)", "onsite"),
        ("This is not a remote role.", "onsite"),
        ("This is only an in-person role (4-5 days/week).", "onsite"),
        ("The ability to work from our Ghent office, or the ability to work remotely.", "remote"),
        ("If you live within 50 miles you have a hybrid schedule. This role is fully remote.", "remote"),
    ],
)
def test_a_mode_is_read(text: str, mode: str) -> None:
    found = find_work_mode(text)
    assert found.mode == mode
    assert found.start_char is not None
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "We search over hybrid cloud and hybrid retrieval.",
        "Regular remote and in-person hackathons, socials and game nights",
        "Excellent remote communication skills",
        "Remote sensing of glaciers and remote procedure calls",
        "A remote work setup budget",
        "Work from anywhere for up to 4 weeks a year",
        "An on-site gym, onsite meals and in-office lunches",
        "The last step is an onsite interview.",
        "Front office systems, doctor's offices and home office equipment",
        "While many roles are remote-first, we say more at the interview.",
        "We may accommodate remote work as the law requires.",
        "Zuschuss zum Homeoffice, WFH budget and a home office in every flat",
        "Télétravail : 10 jours par an",
        "Nube híbrida y búsqueda híbrida",
        "Three years in travail",
        "",
    ],
)
def test_other_uses_of_the_words_say_nothing(text: str) -> None:
    assert find_work_mode(text) == ("unspecified", None, None, None, None)


@pytest.mark.parametrize(
    ("listing", "mode"),
    [
        ("Remote", "remote"),
        ("TELECOMMUTE", "remote"),
        ("In-Office", "onsite"),
        ("Hybrid", "hybrid"),
        ("In-Office or Remote", "unspecified"),
        ("", "unspecified"),
        (None, "unspecified"),
    ],
)
def test_the_listing_speaks_where_the_text_does_not(listing: str | None, mode: str) -> None:
    assert find_work_mode("We draw maps.", listing).mode == mode
    assert find_work_mode("#LI-Hybrid", listing).mode == "hybrid"


@given(MODE_LIKE, st.none() | st.text())
def test_any_text_gives_its_own_words(text: str, listing: str | None) -> None:
    found = find_work_mode(text, listing)
    if found.quote is not None:
        assert text[found.start_char : found.end_char] == found.quote
    assert (found.source == "employer text") is (found.quote is not None)


@pytest.mark.parametrize(
    "hostile",
    [
        "remote ",
        "hybrid",
        "office ",
        "home office ",
        "télétravail ",
        "híbrida ",
        "presencial ",
        "3 tage vor ort ",
        "remoto ",
        "2 days wfh ",
        "in person ",
        "on site ",
        "5 days office",
    ],
)
def test_a_hundred_thousand_hostile_characters_take_no_second(hostile: str) -> None:
    begin = time.process_time()
    find_work_mode((hostile * 100_000)[:100_000])
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("words", [work_mode_cues, work_mode_languages])
def test_a_cue_ends_in_the_word_that_its_readings_are_of(words: ModuleType) -> None:
    assert all(cue.endswith(word) for cue, word in words.CUES.items())
    assert set(words.CUES.values()) == set(words.READINGS)


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Modalidad: presencial", "onsite"),
        ("Modalidad de trabajo: 100% presencial (Gante)", "onsite"),
        ("Trabalho presencial em Gante", "onsite"),
        ("Gent (presencial)", "onsite"),
        ("3 días presenciales y 2 en casa", "hybrid"),
        ("Presencial 2 dias por semana", "hybrid"),
        ("Trabajo 100% remoto", "remote"),
        ("Vaga remota para todo o país", "remote"),
        ("Lavoro da remoto", "remote"),
        ("Modalidade: Remoto", "remote"),
        ("Gante (híbrido)", "hybrid"),
        ("Modalità di lavoro: ibrida", "hybrid"),
        ("Híbrido", "hybrid"),
        ("Arbeitsort: vor Ort in Gent", "onsite"),
        ("2 Tage pro Woche vor Ort, sonst Homeoffice", "hybrid"),
        ("Arbeitsmodell: 100 % Präsenz", "onsite"),
        ("3 Tage Präsenz pro Woche", "hybrid"),
        ("Poste basé sur site à Gand\nMode de travail : sur site", "onsite"),
        ("3 jours par semaine sur site", "hybrid"),
        ("Poste en télétravail", "remote"),
        ("Lieu : télétravail", "remote"),
        ("Télétravail : possible", "hybrid"),
        ("Modalità: in sede", "onsite"),
        ("2 giorni a settimana in sede", "hybrid"),
        ("Werkplek: op locatie in Gent", "onsite"),
        ("3 dagen per week op locatie", "hybrid"),
    ],
)
def test_a_mode_is_read_in_other_languages(text: str, mode: str) -> None:
    found = find_work_mode(text)
    assert found.mode == mode
    assert found.start_char is not None
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Formación presencial y acceso remoto a los mapas",
        "Sensoriamento remoto de geleiras",
        "Modalidad: presencial, híbrida o remota",
        "Eine Kantine vor Ort und starke Präsenz am Markt",
        "Du berätst unsere Kunden vor Ort.",
        "Restauration sur site",
        "Interventions sur site client",
        "- Télétravail",
        "Riunioni in sede e pranzo",
        "Lunch op locatie",
        "A sedentary job in sedentary maps",
    ],
)
def test_other_uses_of_the_words_of_other_languages_say_nothing(text: str) -> None:
    assert find_work_mode(text) == ("unspecified", None, None, None, None)
