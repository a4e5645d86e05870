from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.codebook.model import Codebook, shipped_codebook
from rolescope.coders.gold import code_batch
from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.tables import POSTINGS

AI_ENGINEER = shipped_codebook("ai-engineer")
BOOK = Codebook(codebook="book", version=1, role="x", variables=(AI_ENGINEER.variable("skills"),))  # type: ignore[arg-type]
TEXT = "RAG and rag; fragile. We like Postgres and yak shaving."


def posting(text: str = TEXT) -> pa.Table:
    return pa.Table.from_pylist([{"posting_id": "p1", "source_id": "s1", "text": text}], schema=POSTINGS)


def labels(*skills: SkillLabel) -> dict[str, PostingLabels]:
    return {"s1": PostingLabels(job_id="s1", skills=skills)}


def test_every_occurrence_of_a_quote_is_a_coding_in_the_texts_own_letters() -> None:
    coded = code_batch(posting(), BOOK, labels(SkillLabel(quote="RAG", section="must")))
    rows = coded.codings.to_pylist()
    assert [(row["quote"], row["start_char"], row["end_char"]) for row in rows] == [
        ("RAG", 0, 3),
        ("rag", 8, 11),
    ]
    assert {(row["coder"], row["section"], row["field"], row["grounding"]) for row in rows} == {
        ("gold", "must", "text", "exact")
    }


def test_a_quote_that_is_not_in_the_text_is_rejected_with_the_reason() -> None:
    coded = code_batch(posting(), BOOK, labels(SkillLabel(quote="Kafka", section="must")))
    (row,) = coded.rejections.to_pylist()
    assert (row["posting_id"], row["quote"], row["reason"]) == ("p1", "Kafka", "no such quote in the text")
    assert coded.codings.num_rows == 0


def test_a_posting_without_labels_is_uncoded_not_empty() -> None:
    rows = code_batch(posting(), BOOK, {}).assessments.to_pylist()
    assert {row["variable"] for row in rows} == {variable.name for variable in BOOK.variables}
    assert {(row["status"], row["reason"]) for row in rows} == {("uncoded", "not labelled")}


def assessed(**said: object) -> dict[str, tuple[str, str | None, str | None]]:
    label = PostingLabels.model_validate({"job_id": "s1"} | said)
    rows = code_batch(posting(), AI_ENGINEER, {"s1": label}).assessments.to_pylist()
    return {row["variable"]: (row["status"], row["value"], row["reason"]) for row in rows}


def test_every_variable_of_the_codebook_is_coded_or_says_why_not() -> None:
    found = assessed(role_type="ai-first", backend=True, frontend=False, orientation="odd", core_tasks=[])
    assert set(found) == {variable.name for variable in AI_ENGINEER.variables}
    assert found["role_type"] == ("coded", "ai-first", None)
    assert (found["backend"][1], found["frontend"][1]) == ("true", "false")
    assert found["orientation"] == ("uncoded", None, "value 'odd' is not in the codebook")
    assert found["management"] == ("uncoded", None, "the label has no management")
    assert found["skills"] == ("uncoded", None, "the label has no skills")
    assert found["responsibilities"] == ("coded", None, None)
    assert found["use_cases"] == ("uncoded", None, "the label has no use_cases")


def test_a_value_outside_the_codebook_is_rejected() -> None:
    label = PostingLabels.model_validate({"job_id": "s1", "role_type": "ai-frist"})
    (row,) = code_batch(posting(), AI_ENGINEER, {"s1": label}).rejections.to_pylist()
    assert (row["variable"], row["value"], row["reason"]) == ("role_type", "ai-frist", "not in the codebook")


def test_sentences_have_the_annotators_theme_else_that_of_the_cues_else_none() -> None:
    text = "We sell tea.\nDesign RAG pipelines for tea.\nPour the tea.\nPour the tea."
    said = {
        "job_id": "s1",
        "core_tasks": [
            "Design RAG pipelines for tea.",
            {"quote": "We sell tea.", "theme": "retrieval"},
            "Pour the tea.",
        ],
    }
    coded = code_batch(posting(text), AI_ENGINEER, {"s1": PostingLabels.model_validate(said)})
    rows = coded.codings.to_pylist()
    assert [(row["value"], row["quote"], row["section"]) for row in rows] == [
        ("retrieval", "We sell tea.", "work"),
        ("retrieval", "Design RAG pipelines for tea.", "work"),
        ("none", "Pour the tea.", "work"),
        ("none", "Pour the tea.", "work"),
    ]
    assert all(text[row["start_char"] : row["end_char"]] == row["quote"] for row in rows)


def test_a_sentence_that_is_not_in_the_text_letter_by_letter_is_rejected() -> None:
    label = PostingLabels.model_validate({"job_id": "s1", "use_cases": ["we like postgres"]})
    coded = code_batch(posting(), AI_ENGINEER, {"s1": label})
    assert coded.codings.num_rows == 0
    (row,) = coded.rejections.to_pylist()
    assert (row["variable"], row["quote"], row["reason"]) == (
        "use_cases",
        "we like postgres",
        "no such quote in the text",
    )


def test_canonical_names_come_from_the_annotator_then_the_taxonomy_then_the_quote() -> None:
    said = labels(
        SkillLabel(quote="RAG", section="work", skill="my own name"),
        SkillLabel(quote="Postgres", section="work"),
        SkillLabel(quote="yak shaving", section="work"),
    )
    rows = code_batch(posting(), BOOK, said).codings.to_pylist()
    assert [row["value"] for row in rows] == ["my own name", "my own name", "PostgreSQL", "yak shaving"]
    assert [row["category"] for row in rows][0::3] == [None, None]
    assert rows[2]["category"] == "databases"


@settings(max_examples=50)
@given(st.text(min_size=1), st.data())
def test_span_equals_quote_in_any_unicode_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    coded = code_batch(posting(text), BOOK, labels(SkillLabel(quote=quote, section="must")))
    assert coded.codings.num_rows + coded.rejections.num_rows >= 1
    for row in coded.codings.to_pylist():
        assert text[row["start_char"] : row["end_char"]] == row["quote"]
