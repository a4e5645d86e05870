from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.model import shipped_codebook
from rolescope.coders.label_check import Refusal, check_label
from rolescope.coders.labels import PostingLabels

BOOK = shipped_codebook("ai-engineer")
TEXT = "Build RAG in Python. We pay $10 an hour."


def check(**said: object) -> tuple[PostingLabels, list[Refusal]]:
    return check_label(PostingLabels.model_validate({"job_id": "a", "line": 3} | said), TEXT, BOOK)


def test_a_label_with_nothing_wrong_is_the_same() -> None:
    label, refused = check(
        role_type="ai-first", backend=True, salary="$10 an hour", core_tasks=["Build RAG in Python."],
        skills=[{"quote": "python", "section": "must"}], company="not looked at",
    )  # fmt: skip
    assert refused == []
    assert (label.value("role_type"), label.salary, label.line) == ("ai-first", "$10 an hour", 3)


def test_quotes_that_are_not_in_the_text_are_left_out_and_named() -> None:
    label, refused = check(
        skills=[{"quote": "Java", "section": "must"}, {"quote": "RAG", "section": "work"}],
        core_tasks=["Build RAG in Java.", "Build RAG"],
        salary="$20 an hour",
    )  # fmt: skip
    assert [skill.quote for skill in label.skills] == ["RAG"]
    assert [task.quote for task in label.core_tasks] == ["Build RAG"]
    assert not label.has("salary")
    assert [(one.variable, one.quote, one.reason) for one in refused] == [
        ("skills", "Java", "no such quote in the text"),
        ("responsibilities", "Build RAG in Java.", "no such quote in the text"),
        ("pay", "$20 an hour", "no such quote in the text"),
    ]
    assert all(one.remedy for one in refused)


def test_values_outside_the_codebook_are_left_out_and_the_nearest_is_named() -> None:
    label, refused = check(role_type="ai_first", management="perhaps")
    assert label.value("role_type") is None and label.value("management") is None
    assert [(one.variable, one.value, one.remedy) for one in refused] == [
        ("role_type", "ai_first", "did you mean 'ai-first'?"),
        ("management", "perhaps", "one of true, false"),
    ]


def test_readings_that_say_no_value_of_the_codebook_are_left_out_of_that_variable_alone() -> None:
    label, refused = check(passes={"role_type": ["ai-first", "ai_first"], "backend": [True, False], "own": [1, 2]})
    assert set(label.passes) == {"backend", "own"}
    assert [(one.variable, one.value) for one in refused] == [("role_type", "ai_first")]


def test_a_theme_that_the_codebook_does_not_have_is_named() -> None:
    label, refused = check(
        core_tasks=[{"quote": "Build RAG", "theme": "retreival"}, {"quote": "Build", "theme": "none"}]
    )
    assert [task.quote for task in label.core_tasks] == ["Build"]
    assert [(one.value, one.remedy) for one in refused] == [("retreival", "did you mean 'retrieval'?")]


QUOTES = st.lists(st.text(alphabet="BuildRAG in.", max_size=8), max_size=6)


@given(QUOTES)
def test_what_is_kept_and_what_is_refused_are_all_of_the_label(quotes: list[str]) -> None:
    label, refused = check(core_tasks=quotes)
    kept = [task.quote for task in label.core_tasks]
    assert sorted(kept + [one.quote for one in refused]) == sorted(quotes)
    assert all(quote and quote in TEXT for quote in kept)
