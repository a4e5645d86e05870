from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.coders.flags import Flag, code_flags, flag_tagger
from rolescope.coders.sections import sections_in


def code(title: str, text: str) -> list[Flag]:
    find = flag_tagger().find
    return code_flags(title, text, sections_in(text), find(title), find(text))


def flags(text: str, title: str = "Engineer", heading: str = "Responsibilities") -> dict[str, Flag]:
    whole = f"{heading}\n{text}"
    found = code(title, whole)
    for flag in found:
        for cue in flag.cues:
            field = title if cue.field == "title" else whole
            assert field[cue.start_char : cue.end_char] == cue.quote
    return {flag.variable: flag for flag in found}


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("- Build backend services for the loom", "true"),
        ("- Design microservices in Java", "true"),
        ("- Expose looms through RESTful endpoints", "true"),
        ("- Run APIs and distributed systems for weavers", "true"),
        ("- Work closely with our backend engineers", "false"),
        ("- Call one vendor api", "false"),
        ("- Tune SQL Server and an inference server for distributed systems of looms", "false"),
        ("- Weave cloth by hand", "false"),
        ("- Work closely with backend, dyeing, and product teams", "false"),
        ("- Show patterns on the loom via backend APIs", "false"),
        ("- Five years of backend and/or full-stack work", "true"),
        ("- Our tech stack is FastAPI, PostgreSQL and wool", "false"),
        ("- Build microservices on our stack", "true"),
    ],
)
def test_backend(sentence: str, value: str) -> None:
    assert flags(sentence)["backend"].value == value


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("- Build user interfaces for weavers", "true"),
        ("- Ship a frontend in React", "true"),
        ("- Full-stack work with TypeScript", "true"),
        ("- Partner with front-end and design engineers", "false"),
        ("- Draw patterns on paper", "false"),
        ("- Ship Android apps in Kotlin", "true"),
        ("- Five years of backend and/or full-stack work", "false"),
        ("- Move cloth between backend systems and frontend looms", "false"),
    ],
)
def test_frontend(sentence: str, value: str) -> None:
    assert flags(sentence)["frontend"].value == value


def test_a_list_of_the_stack_says_nothing_of_who_builds_which_part() -> None:
    stack = "Our Tech Stack\n- React and Angular\n- FastAPI\n"
    said = flags(f"- Weave cloth by hand\n{stack}")
    assert (said["backend"].value, said["frontend"].value) == ("false", "false")
    said = flags(f"{stack}What you will do\n- Build microservices\n- Ship a frontend in Vue")
    assert (said["backend"].value, said["frontend"].value) == ("true", "true")


def test_a_full_stack_title_is_both() -> None:
    said = flags("- Weave cloth", title="Full-Stack Engineer")
    assert (said["backend"].value, said["frontend"].value) == ("true", "true")
    assert said["backend"].cues[0].field == "title"


def test_who_does_not_build_has_neither() -> None:
    said = flags("- Shape our backend services and user interfaces", title="Product Manager, Looms")
    assert (said["backend"].value, said["frontend"].value) == ("false", "false")


@pytest.mark.parametrize("heading", ["Nice to have", "Benefits"])
def test_what_is_not_asked_for_does_not_count(heading: str) -> None:
    assert flags("- Backend microservices", heading=heading)["backend"].value == "false"


def test_a_cue_that_does_not_count_leaves_it_to_the_next_of_its_kind() -> None:
    said = flags("- You need no microservices\n- Design microservices")["backend"]
    assert [cue.start_char for cue in said.cues] == [len("Responsibilities\n- You need no microservices\n- Design ")]


def test_refused_skills_do_not_count() -> None:
    assert flags("- You need no backend")["backend"].value == "false"


@pytest.mark.parametrize(
    ("sentence", "title", "value"),
    [
        ("- Manage a team of five weavers", "Engineer", "true"),
        ("- Lead and mentor a team of engineers", "Engineer", "true"),
        ("- Hire and grow engineers", "Engineer", "true"),
        ("- Five direct reports", "Engineer", "true"),
        ("- Weave cloth", "Engineering Manager – Looms", "true"),
        ("- Weave cloth", "AI Engineer - Manager", "true"),
        ("- Mentor junior engineers and lead code reviews", "Engineer", "false"),
        ("- Lead the technical direction of the loom", "Engineer", "false"),
        ("- Manage the release calendar", "Engineer", "false"),
        ("- An expert role without direct people management", "Engineer", "false"),
        ("- Weave cloth", "Product Manager", "false"),
    ],
)
def test_management(sentence: str, title: str, value: str) -> None:
    assert flags(sentence, title)["management"].value == value


def test_experience_of_managing_is_no_duty() -> None:
    said = flags("- Experience managing a team of weavers", heading="Requirements")
    assert said["management"].value == "false"


@pytest.mark.parametrize(
    ("sentence", "title", "value"),
    [
        ("- Conduct research and publish at NeurIPS", "Research Scientist", "research"),
        ("- Extend the state-of-the-art of looms", "AI Research Engineer", "research"),
        ("- Build data pipelines with researchers", "AI Research Engineer", "production"),
        (
            "- Publications on novel algorithms; conduct research on a research agenda of your own",
            "Engineer",
            "research",
        ),
        ("- Read papers and ship features", "Engineer", "production"),
        ("- Ship looms", "Research Engineer", "production"),
    ],
)
def test_orientation(sentence: str, title: str, value: str) -> None:
    assert flags(sentence, title)["orientation"].value == value


def test_true_has_cues_and_false_none() -> None:
    said = flags("- Build backend services")
    assert [cue.quote for cue in said["backend"].cues] == ["backend"]
    assert said["backend"].cues[0].section == "work"
    assert said["frontend"].cues == ()


@settings(max_examples=50)
@given(st.text(), st.text())
def test_any_unicode(title: str, text: str) -> None:
    flags(text, title)


@pytest.mark.parametrize(
    "piece", ["with backend, ", "lead and ", "manage a team ", "İ backend ", "front-end/", "build a strong "]
)
def test_hostile_texts_take_no_longer_than_they_must(piece: str) -> None:
    text = "- " + piece * (200_000 // len(piece))
    begun = time.process_time()
    code(piece * 1000, text)
    assert time.process_time() - begun < 5
