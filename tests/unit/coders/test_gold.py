from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.coders.gold import code_batch
from rolescope.coders.labels import PostingLabels, SkillLabel
from rolescope.tables import POSTINGS

TEXT = "RAG and rag; fragile. We like Postgres and yak shaving."


def posting(text: str = TEXT) -> pa.Table:
    return pa.Table.from_pylist([{"posting_id": "p1", "source_id": "s1", "text": text}], schema=POSTINGS)


def labels(*skills: SkillLabel) -> dict[str, PostingLabels]:
    return {"s1": PostingLabels(job_id="s1", skills=skills)}


def test_every_occurrence_of_a_quote_is_a_coding_in_the_texts_own_letters() -> None:
    coded = code_batch(posting(), "book@1", labels(SkillLabel(quote="RAG", section="must")))
    rows = coded.codings.to_pylist()
    assert [(row["quote"], row["start_char"], row["end_char"]) for row in rows] == [
        ("RAG", 0, 3),
        ("rag", 8, 11),
    ]
    assert {(row["coder"], row["section"], row["field"], row["grounding"]) for row in rows} == {
        ("gold", "must", "text", "exact")
    }


def test_a_quote_that_is_not_in_the_text_is_rejected_with_the_reason() -> None:
    coded = code_batch(posting(), "book@1", labels(SkillLabel(quote="Kafka", section="must")))
    (row,) = coded.rejections.to_pylist()
    assert (row["posting_id"], row["quote"], row["reason"]) == ("p1", "Kafka", "no such quote in the text")
    assert coded.codings.num_rows == 0


def test_a_posting_without_labels_is_uncoded_not_empty() -> None:
    (row,) = code_batch(posting(), "book@1", {}).assessments.to_pylist()
    assert (row["status"], row["reason"]) == ("uncoded", "not labelled")


def test_canonical_names_come_from_the_annotator_then_the_taxonomy_then_the_quote() -> None:
    said = labels(
        SkillLabel(quote="RAG", section="work", skill="my own name"),
        SkillLabel(quote="Postgres", section="work"),
        SkillLabel(quote="yak shaving", section="work"),
    )
    rows = code_batch(posting(), "book@1", said).codings.to_pylist()
    assert [row["value"] for row in rows] == ["my own name", "my own name", "PostgreSQL", "yak shaving"]
    assert [row["category"] for row in rows][0::3] == [None, None]
    assert rows[2]["category"] == "databases"


@settings(max_examples=50)
@given(st.text(min_size=1), st.data())
def test_span_equals_quote_in_any_unicode_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    quote = text[start : data.draw(st.integers(start + 1, len(text)))]
    coded = code_batch(posting(text), "book@1", labels(SkillLabel(quote=quote, section="must")))
    assert coded.codings.num_rows + coded.rejections.num_rows >= 1
    for row in coded.codings.to_pylist():
        assert text[row["start_char"] : row["end_char"]] == row["quote"]
