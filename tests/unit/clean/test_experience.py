import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.experience import find_years

YEARS_LIKE = st.text(st.sampled_from("0123456789 +-–toyearsrfxpinc.,\n(’")) | st.text(st.characters())


@pytest.mark.parametrize(
    ("text", "minimum"),
    [
        ("5+ years of experience in mapping", 5),
        ("You have 3–5 years of experience.", 3),
        ("- At least five years drawing maps", 5),
        ("Minimum of seven (7) years of experience", 7),
        ("Experience: 8 to 13 Years", 8),
        ("3-5 yrs exp in survey", 3),
        ("10 or more years in survey", 10),
        ("0-2 years of experience", 0),
        ("- 8+ years of surveying, including 3+ years of drawing", 8),
        ("Bachelor's with 4+ years of experience or Master's with 2+ years", 4),
        ("Master's degree with 2+ years of experience, or Bachelor's degree with 4+ years of experience", 4),
        ("PhD and 2+ years of experience", 2),
        ("Over the last 10 years we experienced growth.\n- 2+ years of experience", 2),
        (
            "Preferred qualifications\n\n- 5+ years of experience\n\nMinimum qualifications\n\n- 3+ years of experience",
            3,
        ),
        ("Preferred qualifications\n\n- 5+ years of experience", 5),
        ("- More than 7 years in survey", 7),
        ("You have more than 7 years in map drawing.", 7),
        ("We look for someone with over 6 years in survey.", 6),
        ("YOE: 5+", 5),
        ("YOE: 3-5\n- 2+ years of experience in ink", 3),
        ("Minimum years of experience: 4 to 6", 4),
        ("5 years with a Bachelor's or 3 with a Master's", 5),
        ("With 5 years of experience in survey, you are at home with maps.", 5),
        ("Our ideal candidate has 5 years of experience.", 5),
    ],
)
def test_the_minimum_is_read(text: str, minimum: int) -> None:
    found = find_years(text)
    assert found is not None
    assert found.minimum == minimum
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "In business for 10+ years.",
        "- More than 20 years of innovation",
        "Our company has over 20 years of experience in maps.",
        "We bring 15 years of experience to every map.",
        "With 20 years of experience, Kartenhaus is a leading publisher.",
        "YOE: 2015",
        "For more than 90 years we have drawn maps.",
        "We're 18 years old.",
        "You must be 18 years of age.",
        "Named a best workplace 13 years in a row.",
        "401k fully vested after 4 years",
        "Founders with over 20 years of experience lead us, our team of veterans has 25+ years of experience",
        "Several years of experience",
        "20 days off per year",
        "Nice to have\n\n- 3+ years of experience in glaciers",
        "2+ years of experience in glaciers preferred",
        "We use 600 years of audio",
        "In our 20th year",
        "",
    ],
)
def test_other_years_are_none(text: str) -> None:
    assert find_years(text) is None


@given(YEARS_LIKE)
def test_any_text_gives_its_own_words(text: str) -> None:
    found = find_years(text)
    assert found is None or text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize("hostile", ["3 years ", "year", "5+ years of experience preferred ", "1", "-\n"])
def test_a_hundred_thousand_hostile_characters_take_no_second(hostile: str) -> None:
    begin = time.process_time()
    find_years((hostile * 100_000)[:100_000])
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Mindestens 3 Jahre Berufserfahrung", 3),
        ("Du bringst 2-4 Jahre Erfahrung mit Python mit.", 2),
        ("5 ans d'expérience minimum", 5),
        ("Experiencia mínima de 4 años", 4),
        ("Experiência de 3 anos com Java", 3),
        ("Minimaal 5 jaar ervaring", 5),
        ("Almeno 3 anni di esperienza", 3),
        ("Minimum 3 lata doświadczenia", 3),
    ],
)
def test_years_are_read_in_other_languages(text: str, years: int) -> None:
    found = find_years(text)
    assert found is not None
    assert found.minimum == years
    assert text[found.start_char : found.end_char] == found.quote


@pytest.mark.parametrize(
    "text",
    [
        "Vor 3 Jahren gegründet.",
        "Contrat de 2 ans",
        "Seit 12 Jahren in Kiel",
        "Contrato de 2 anos",
        "3 lat gwarancji",
        "Wir haben 15 Jahre Erfahrung",
    ],
)
def test_other_years_in_other_languages_are_none(text: str) -> None:
    assert find_years(text) is None
