from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.coders.layout import lay_out
from rolescope.coders.sections import Sections, sections_in
from rolescope.coders.words import read_words

POSTING = """Quillhaven prints maps. We ship Java to every island.

What you will do
- Build pipelines with Airflow
- Nothing is fixed; Erlang would be nice

Requirements
- Five years of Python
- Solid SQL, ideally also Snowflake
- Kubernetes, which runs all of our services, is a plus
Nice to have
- Terraform
- Experience with Rust
Benefits
- A Tableau licence for your hobby
"""


@pytest.mark.parametrize(
    ("skill", "section"),
    [
        ("Java", "other"),
        ("Airflow", "work"),
        ("Erlang", "nice"),
        ("Python", "must"),
        ("Kubernetes", "nice"),
        ("SQL", "must"),
        ("Snowflake", "nice"),
        ("Terraform", "nice"),
        ("Rust", "nice"),
        ("Tableau", "other"),
    ],
)
def test_headings_open_sections_and_wording_outweighs_them(skill: str, section: str) -> None:
    assert sections_in(POSTING).at(POSTING.index(skill)) == section


@pytest.mark.parametrize(
    "terms",
    [
        "The salary range for this position is 90,000 to 120,000 dollars.",
        "This role is also eligible for an annual bonus and equity.",
        "You will receive medical, dental and vision coverage.",
        "Successful applicants will be asked for a background check.",
        "Any information in your application will be kept for a year.",
        "Interviews will be held in our office.",
    ],
)
@pytest.mark.parametrize("heading", ["About us", "The role", "What you will do"])
def test_pay_benefits_and_applying_are_no_work(heading: str, terms: str) -> None:
    text = f"{heading}\nWe draw maps all day. {terms}"
    assert sections_in(text).at(text.index(terms)) == "other"


@pytest.mark.parametrize(
    "duty",
    [
        "Build the service that compares salaries.",
        "Interview candidates and mentor those who join.",
        "Develop strategies for equity markets.",
        "Improve how applicants find a job.",
    ],
)
def test_duties_about_pay_and_hiring_are_work(duty: str) -> None:
    text = f"What you will do\n- {duty}"
    assert sections_in(text).at(text.index(duty)) == "work"


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Required: Zig", "must"),
        ("Must-have: Zig", "must"),
        ("Bonus: Zig", "nice"),
        ("Nice to have: Zig and patience", "nice"),
        ("**Requirements**\n- Zig", "must"),
        ("REQUIREMENTS:\n• Zig", "must"),
        ("✅ What you bring…\n- Zig", "must"),
        ("What you\u2019ll do\n- Zig all day", "work"),
        ("Who you are\n\n\n- Zig", "must"),
        ("Dein Profil\n- Zig", "must"),
        ("Bonus points if you know:\n- Zig", "nice"),
        ("In this role, you will have the opportunity to:\n- Run Zig in production", "work"),
        ("You'll have the chance to:\n- Run Zig in production", "work"),
        ("We expect you to have:\n- Zig", "must"),
        ("For this role, we look for the following skills and experience:\n- Zig", "must"),
        ("Duties\n- Draw maps\nWhat you'll get:\n- A Zig licence for your hobby", "other"),
        ("What you'll get to do:\n- Run Zig in production", "work"),
        ("Duties\n- Draw maps\nHow We Work\n- Zig is a state of mind", "other"),
        ("How we work\nWe build with Zig and patience.", "work"),
        (
            "Preferred Location: Ghent. We print maps for those who walk from island to island. To this end, you will:\n"
            "- Run Zig in production",
            "work",
        ),
        ("Curiosity is valued here. What You'll Do:\n- Run Zig in production", "work"),
        ("You will write Zig. The pay range for this position depends on your Zig.", "work"),
        ("Our tech stack\nZig", "work"),
        ("About us\nWe sell Zig shirts to tourists.", "other"),
        ("You will write Zig every day.", "work"),
        ("You have three years of experience with Zig.", "must"),
        ("Zig", "other"),
    ],
)
def test_odd_inline_and_missing_headings(text: str, section: str) -> None:
    assert sections_in(text).at(text.index("Zig")) == section


def test_a_heading_of_skills_does_not_end_a_list_of_wishes() -> None:
    text = "Preferred\n- Zig\nTechnical skills\n- Ada\nMinimum requirements\n- Lua"
    sections = sections_in(text)
    assert [sections.at(text.index(name)) for name in ("Zig", "Ada", "Lua")] == ["nice", "nice", "must"]


def test_a_short_wish_does_not_rule_the_bullets_below_it() -> None:
    text = "Requirements\n- Ada is a plus\n- Zig, the language"
    sections = sections_in(text)
    assert (sections.at(text.index("Ada")), sections.at(text.index("Zig"))) == ("nice", "must")


def test_a_short_bullet_that_only_announces_wishes_rules_the_bullets_below_it() -> None:
    text = "Requirements\n- Nice to have:\n- Zig, the language"
    assert sections_in(text).at(text.index("Zig")) == "nice"


def test_a_wish_in_parentheses_is_for_what_the_parentheses_hold() -> None:
    text = "Requirements\n- Cloud platforms such as Azure (Pulumi is a plus)"
    sections = sections_in(text)
    assert (sections.at(text.index("Azure")), sections.at(text.index("Pulumi"))) == ("must", "nice")


def test_parentheses_are_judged_one_by_one() -> None:
    text = "Requirements\n- Web services (ideally Falcon) on a public cloud (Azure)"
    sections = sections_in(text)
    assert (sections.at(text.index("Falcon")), sections.at(text.index("Azure"))) == ("nice", "must")


@pytest.mark.parametrize(
    ("bullet", "section"),
    [
        ("Zig or Ada (nice to have)", "nice"),
        ("Zig or Ada (preferred).", "nice"),
        ("[Bonus] You speak Zig", "nice"),
        ("Zig (preferred) or Ada", "must"),
        ("Zig (preferably with Ada)", "must"),
    ],
)
def test_a_tag_of_wishes_at_either_end_rules_its_sentence(bullet: str, section: str) -> None:
    text = f"Requirements\n- {bullet}"
    assert sections_in(text).at(text.index("Zig")) == section


@pytest.mark.parametrize(
    ("heading", "label", "section"),
    [
        ("What you will do", "Technical knowledge", "work"),
        ("Nice to have", "Technical knowledge", "nice"),
        ("What you will do", "Required", "must"),
        ("Nice to have", "Must have", "must"),
        ("Requirements", "Preferred", "nice"),
        ("Requirements", "Technical knowledge", "must"),
    ],
)
def test_a_label_is_a_topic_unless_it_requires_or_wishes(heading: str, label: str, section: str) -> None:
    text = f"{heading}\n- {label}: bridges in Zig"
    assert sections_in(text).at(text.index("Zig")) == section


def test_a_wish_outweighs_a_label_of_requirements() -> None:
    text = "Requirements\n- Required skills: Zig is highly desirable."
    assert sections_in(text).at(text.index("Zig")) == "nice"


def test_a_bullet_that_leads_into_a_list_of_wishes_requires_nothing() -> None:
    text = "Preferred\n- Experience with boats, such as:\n- Zig"
    assert sections_in(text).at(text.index("Zig")) == "nice"


def test_bullets_before_any_heading_are_duties() -> None:
    text = "We moor boats with Ada.\n- Zig bridges\nBenefits\n- Lua lessons"
    sections = sections_in(text)
    assert [sections.at(text.index(name)) for name in ("Ada", "Zig", "Lua")] == ["other", "work", "other"]


@pytest.mark.parametrize("odd", ["İ", "ß", "ŉ", "🤖", "e\u0301", "\u202f"])
def test_characters_that_change_length_in_lower_case_move_nothing(odd: str) -> None:
    text = odd * 40 + "\nRequirements\n" + "- " + odd * 40 + " Python\nBenefits\n- Java"
    sections = sections_in(text)
    assert (sections.at(text.index("Python")), sections.at(text.index("Java"))) == ("must", "other")


@given(st.text(alphabet=st.characters() | st.sampled_from("\n\n -:.();İß")))
@example("")
@example("\n")
@example("(" * 50)
def test_every_place_of_any_text_has_a_section(text: str) -> None:
    sections = sections_in(text)
    assert {sections.at(place) for place in range(len(text) + 1)} <= {"must", "nice", "work", "other"}


ANSWERS = {
    "Airflow": "work",
    "Erlang": "nice",
    "Python": "must",
    "Kubernetes": "nice",
    "Snowflake": "nice",
    "Tableau": "other",
}


@given(st.permutations(list(ANSWERS)))
def test_the_order_of_questions_changes_no_answer(skills: list[str]) -> None:
    sections = sections_in(POSTING)
    assert {skill: sections.at(POSTING.index(skill)) for skill in skills} == ANSWERS


def test_postings_read_together_have_the_sections_of_each_alone() -> None:
    texts = [
        POSTING,
        "",
        "Requirements\n- Zig (Go is a plus); Rust (nice to have)",
        POSTING.upper(),
        "a. B; c\n\n",
    ] * 30
    layout = lay_out(texts, read_words(texts))
    for number, text in enumerate(texts[:5]):
        sections = Sections(layout, number)
        alone = sections_in(text)
        assert sections.lines() == alone.lines()
        assert [sections.at(start) for start in range(len(text))] == [alone.at(start) for start in range(len(text))]


def test_bonus_points_are_for_what_comes_after_them() -> None:
    text = "Requirements\n- 4 years as a Rust engineer, bonus points if you know Haskell"
    sections = sections_in(text)
    assert (sections.at(text.index("Rust")), sections.at(text.index("Haskell"))) == ("must", "nice")
