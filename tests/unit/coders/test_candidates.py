from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import Category, Skill, build_taxonomy
from rolescope.coders.candidates import CANDIDATES, candidate_batch, candidates, term_key
from rolescope.coders.tagger import Tagger
from rolescope.tables import POSTINGS

SKILLS = (Skill(name="Python"), Skill(name="graph databases", aliases=("graph database",)))
TAGGER = Tagger(build_taxonomy((Category(category="c", title="C", skills=SKILLS),)))
TEXT = """About us

Zephyrly builds OpenFoam for sailors in Berlin.

Requirements

- Experience with tide tables, Python and OpenFoam
- We meet in Berlin and love Zephyrly Pilot"""


def test_each_candidate_has_its_section_and_its_sentence() -> None:
    found = [(c.term, c.section, TEXT[c.quote_start : c.quote_end]) for c in candidates(TEXT, "zephyrly", TAGGER)]
    bullet = "- Experience with tide tables, Python and OpenFoam"
    assert found == [
        ("openfoam", "other", "Zephyrly builds OpenFoam for sailors in Berlin."),
        ("tide table", "must", bullet),
        ("openfoam", "must", bullet),
    ]


def test_a_long_sentence_is_quoted_around_the_term_between_words() -> None:
    text = "Requirements\n\n- " + "so " * 100 + "experience with tide tables" + " so" * 100
    (found,) = candidates(text, "x", TAGGER)
    quote = text[found.quote_start : found.quote_end]
    assert "experience with tide tables" in quote
    assert set(quote.split()) == {"so", "experience", "with", "tide", "tables"}
    assert len(quote) < 200


@pytest.mark.parametrize(
    ("surface", "key"),
    [("Vector-Stores", "vector store"), ("RAGAS", "ragas"), ("policies", "policy"), ("status", "status"), ("OS", "os")],
)
def test_spellings_of_one_term_have_one_key(surface: str, key: str) -> None:
    assert term_key(surface) == key


def test_a_batch_gives_rows_without_spellings_of_the_taxonomy_and_counts_small_letters() -> None:
    texts = ["Requirements\n\n- Experience with Kafka and tide tables", "no tide here"]
    rows = [
        {"posting_id": f"p{i}", "family_id": f"f{i}", "employer_id": "e", "text": text} for i, text in enumerate(texts)
    ]
    found = candidate_batch(pa.Table.from_pylist(rows, schema=POSTINGS))
    assert found.candidates.schema == CANDIDATES
    (row,) = found.candidates.to_pylist()
    assert (row["term"], row["surface"], row["posting_id"], row["section"]) == (
        "tide table",
        "tide tables",
        "p0",
        "must",
    )
    assert (found.ordinary["tide"], found.ordinary["tables"], found.ordinary["kafka"]) == (2, 1, 0)


def test_a_batch_without_candidates_has_the_same_columns() -> None:
    rows = [{"posting_id": "p", "family_id": "f", "employer_id": "e", "text": ""}]
    assert candidate_batch(pa.Table.from_pylist(rows, schema=POSTINGS)).candidates.schema == CANDIDATES


PIECES = [
    "Requirements",
    "\n",
    "- ",
    "experience with ",
    "tide tables",
    "OpenFoam",
    ", ",
    " and ",
    "Python",
    " ",
    "İx é",
    "You will ",
]


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_quote_holds_its_term_and_no_line_break(text: str) -> None:
    for found in candidates(text, "e", TAGGER):
        assert found.quote_start <= found.start < found.end <= found.quote_end
        assert term_key(text[found.start : found.end]) == found.term
        assert "\n" not in text[found.quote_start : found.quote_end]
