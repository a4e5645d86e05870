from __future__ import annotations

import pytest

from rolescope.coders.wording import (
    asks_experience,
    ends_wishes,
    heading_sections,
    is_requirement,
    is_task,
    is_wish,
)


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("requirements", "must"),
        ("minimum qualifications:", "must"),
        ("what we're looking for", "must"),
        ("who you are", "must"),
        ("what you'll need", "must"),
        ("anforderungen", "must"),
        ("preferred qualifications", "nice"),
        ("nice to have", "nice"),
        ("bonus points", "nice"),
        ("von vorteil", "nice"),
        ("not required, but welcome", "nice"),
        ("tools (helpful):", "nice"),
        ("the ideal candidate also has", "nice"),
        ("we're even more excited if you have", "nice"),
        ("nice if you know", "nice"),
        ("the ideal candidate", "must"),
        ("education", "must"),
        ("educational partners", None),
        ("responsibilities", "work"),
        ("what you'll do", "work"),
        ("the role", "work"),
        ("our tech stack", "work"),
        ("essential functions", "work"),
        ("benefits", "other"),
        ("about us", "other"),
        ("why join us", "other"),
        ("equal opportunity", "other"),
        ("bonus plan", None),
        ("paprika and thyme", None),
        ("", None),
    ],
)
def test_a_heading_opens_its_section(heading: str, section: str | None) -> None:
    assert heading_sections([heading]) == {heading: section}


@pytest.mark.parametrize("marks", ["** {} **", "## {}", "🚀 {} 🚀", "• {}"])
def test_emphasis_around_a_heading_does_not_matter(marks: str) -> None:
    assert list(heading_sections([marks.format("requirements")]).values()) == ["must"]


@pytest.mark.parametrize(
    ("sentence", "wish"),
    [
        ("kafka is a plus", True),
        ("kafka is highly valued", True),
        ("kafka is also preferable", True),
        ("kafka would be nice", True),
        ("kafka preferred", True),
        ("ideally some kafka", True),
        ("kafka is not strictly required", True),
        ("kafka ist von vorteil", True),
        ("kafka is required", False),
        ("our useful kafka cluster", False),
        ("a nice team that runs kafka", False),
        ("c++ plus ten years of patience", False),
    ],
)
def test_wishes(sentence: str, wish: bool) -> None:
    assert is_wish(sentence) is wish


@pytest.mark.parametrize(
    ("heading", "ends"), [("minimum requirements", True), ("must have", True), ("technical skills", False)]
)
def test_which_headings_end_a_list_of_wishes(heading: str, ends: bool) -> None:
    assert ends_wishes(heading) is ends


@pytest.mark.parametrize(
    ("sentence", "asks"),
    [
        ("experience with kafka", True),
        ("5+ years of kafka", True),
        ("you know kafka", True),
        ("kafka is mandatory", True),
        ("our kafka moves parcels", False),
        ("required to travel", False),
    ],
)
def test_sentences_that_ask_for_experience(sentence: str, asks: bool) -> None:
    assert asks_experience(sentence) is asks


@pytest.mark.parametrize(
    ("sentence", "requirement"),
    [
        ("- strong experience with kafka", True),
        ("3+ years of kafka", True),
        ("you have knowledge of kafka", True),
        ("our customers have experience with kafka", False),
        ("strong coffee all day", False),
    ],
)
def test_requirements_without_a_heading(sentence: str, requirement: bool) -> None:
    assert is_requirement(sentence) is requirement


@pytest.mark.parametrize(
    ("sentence", "task"),
    [
        ("- build streams on kafka", True),
        ("you'll run kafka", True),
        ("we use kafka", True),
        ("in this role kafka is daily bread", True),
        ("- lead in a friendly town", False),
        ("kafka wrote novels", False),
    ],
)
def test_tasks(sentence: str, task: bool) -> None:
    assert is_task(sentence) is task


def test_headings_open_the_same_sections_together_as_each_alone() -> None:
    headings = [f"{words} {number}" for number in range(40) for words in ("what you'll need", "essentials", "über uns")]
    together = heading_sections(headings)
    assert together == {heading: heading_sections([heading])[heading] for heading in headings}
