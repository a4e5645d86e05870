from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rolescope.clean.employer import employer_id
from rolescope.codebook.model import Codebook, Variable, shipped_codebook
from rolescope.coders.layout import lay_out
from rolescope.coders.local import code_batch
from rolescope.coders.output import Mention
from rolescope.coders.skills import skill_finder
from rolescope.coders.uncodable import MIN_CHARS
from rolescope.coders.words import read_words
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS, REJECTIONS

PIECES = [
    "Python",
    "PostgreSQL",
    "Google\u00a0Cloud Platform",
    "prompt engineering",
    "CI/CD",
    "C++",
    "Go",
    "R",
    "AI agents",
    "unit\u2011testing",
    "no ",
    "rather than ",
    "Requirements\n",
    "Nice to have:\n- ",
    "Benefits\n",
    "İ",
    "ß",
    "ﬁ",
    "e\u0301",
    "🤖",
    "👩\u200d💻",
    "\u00a0",
    "\u202f",
    "  ",
    " ",
    "\n",
    ", ",
    " and ",
    "(",
    ")",
]
ODD_TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)
SKILLS = Variable(name="skills", kind="mentions", by="taxonomy", definition="Skills that a posting names.")
BOOK = Codebook(codebook="book", version=1, role="clerk", variables=(SKILLS,))
PADDING = "\nThe harbour office opens at eight and closes when the last boat is in.\n"


def postings(*rows: dict[str, Any]) -> pa.Table:
    whole = [{"posting_id": f"p{i}", "title": "Clerk", "employer_id": "e"} | row for i, row in enumerate(rows)]
    return pa.Table.from_pylist(whole, schema=POSTINGS)


def mentions_of(title: str, text: str, employer: str = "e") -> list[Mention]:
    words = read_words([text])
    return skill_finder().find_all([employer], lay_out([text], words), read_words([title]), words)[0]


def sections_of(text: str, skill: str, employer: str = "e") -> list[str | None]:
    mentions = mentions_of("Clerk", text + PADDING, employer)
    return [mention.section for mention in mentions if mention.value == skill]


@settings(max_examples=60)
@given(ODD_TEXT, ODD_TEXT)
@example("İ Python İ", "ßß C++ 🤖 no Go")
def test_the_span_of_every_mention_is_its_quote(title: str, text: str) -> None:
    fields = {"title": title, "text": text}
    for mention in mentions_of(title, text):
        assert mention.field is not None and mention.quote
        assert fields[mention.field][mention.start_char : mention.end_char] == mention.quote
        assert mention.section in ("must", "nice", "work", "other")
        assert mention.grounding == "exact"


def test_the_tables_keep_the_public_schemas() -> None:
    coded = code_batch(postings({"text": "You will write Python." + PADDING}), BOOK)
    assert (coded.codings.schema, coded.assessments.schema, coded.rejections.schema) == (
        CODINGS,
        ASSESSMENTS,
        REJECTIONS,
    )
    (row,) = coded.codings.to_pylist()
    assert (row["posting_id"], row["coder"], row["codebook"], row["value"], row["section"]) == (
        "p0",
        "local",
        "book@1",
        "Python",
        "work",
    )


@pytest.mark.parametrize("text", ["", "Python", "x" * (MIN_CHARS - 1)])
def test_a_text_too_short_is_uncoded_with_the_reason(text: str) -> None:
    coded = code_batch(postings({"text": text, "title": "Python developer"}), BOOK)
    (row,) = coded.assessments.to_pylist()
    assert (row["status"], row["reason"]) == ("uncoded", f"text shorter than {MIN_CHARS} characters")
    assert coded.codings.num_rows == 0


def test_a_page_that_is_no_posting_is_uncoded_and_the_postings_around_it_are_coded() -> None:
    gone = {
        "text": "Sorry, this job is no longer available.\nSearch for other jobs in Berlin",
        "title": "Python developer",
    }
    clerk = {"text": "You will write Python." + PADDING}
    coded = code_batch(postings(clerk, gone, clerk), BOOK)
    said = [(row["status"], row["reason"]) for row in coded.assessments.to_pylist()]
    assert said == [("coded", None), ("uncoded", "not a posting: a notice that the job is gone"), ("coded", None)]
    assert coded.codings["posting_id"].to_pylist() == ["p0", "p2"]


JAPANESE = (
    "機械学習エンジニアを募集しています。PythonとPyTorchの経験がある方を歓迎します。東京のオフィスで働きます。" * 2
)


def test_in_a_language_that_the_codebook_is_not_worded_in_names_alone_are_coded() -> None:
    coded = code_batch(postings({"text": JAPANESE, "language": "ja"}), shipped_codebook("ai-engineer"))
    said = {row["variable"]: (row["status"], row["reason"]) for row in coded.assessments.to_pylist()}
    assert said.pop("skills") == ("coded", None)
    reason = "written in ja; the codebook's wording is en, de, es, fr, nl, pt"
    assert set(said.values()) == {("uncoded", reason)}
    assert coded.codings["value"].to_pylist() == ["Python", "PyTorch"] * 2


@pytest.mark.parametrize("language", ["de", None])
def test_a_language_that_is_read_or_unknown_leaves_nothing_uncoded(language: str | None) -> None:
    text = "Wir suchen eine Entwicklerin, die unsere Fahrpläne in Python rechnet." + PADDING
    coded = code_batch(postings({"text": text, "language": language}), shipped_codebook("ai-engineer"))
    assert set(coded.assessments["status"].to_pylist()) == {"coded"}


def test_a_codebook_without_languages_is_for_any() -> None:
    flag = Variable(name="ships", kind="flag", definition="Works on ships.", cues=("船",))
    book = Codebook(codebook="book", version=1, role="sailor", variables=(flag,))
    (row,) = code_batch(postings({"text": "船" * MIN_CHARS, "language": "ja"}), book).assessments.to_pylist()
    assert row["status"] == "coded"


def test_a_posting_without_skills_is_coded_all_the_same() -> None:
    coded = code_batch(postings({"text": "x" * MIN_CHARS}), BOOK)
    assert [row["status"] for row in coded.assessments.to_pylist()] == ["coded"]


def test_an_empty_batch_gives_empty_tables() -> None:
    assert [table.num_rows for table in code_batch(postings(), BOOK)] == [0, 0, 0]


def test_the_order_of_postings_changes_no_coding() -> None:
    rows = [
        {"posting_id": f"p{i}", "text": f"You know {skill}." + PADDING}
        for i, skill in enumerate(("Python", "SQL", "Java"))
    ]
    forward = code_batch(postings(*rows), BOOK).codings.sort_by("posting_id")
    backward = code_batch(postings(*reversed(rows)), BOOK).codings.sort_by("posting_id")
    assert forward.equals(backward) and forward.num_rows == 3


def test_a_title_counts_as_work() -> None:
    mentions = mentions_of("Kotlin developer", PADDING)
    assert [(m.value, m.field, m.section, m.quote) for m in mentions] == [("Kotlin", "title", "work", "Kotlin")]


@pytest.mark.parametrize(
    ("company", "text", "skill", "section"),
    [
        ("Zapier, Inc.", "What you will do\n- Improve Zapier for everybody", "Zapier", "other"),
        ("Zapier, Inc.", "Requirements\n- You know Zapier by heart", "Zapier", "must"),
        ("Some Bakery", "What you will do\n- Improve Zapier for everybody", "Zapier", "work"),
        ("Anthropic", "What you will do\n- Teach Claude to sing", "Claude", "other"),
        ("Some Bakery", "What you will do\n- Teach Claude to sing", "Claude", "work"),
    ],
)
def test_an_employers_own_product_is_other_unless_it_is_required(
    company: str, text: str, skill: str, section: str
) -> None:
    assert sections_of(text, skill, employer_id(company, "p0")) == [section]


@pytest.mark.parametrize(
    ("text", "skill", "section"),
    [
        ("Requirements\n- Java (no PHP required)", "PHP", "other"),
        ("Requirements\n- Java (no PHP required)", "Java", "must"),
        ("Requirements\n- PyTorch rather than TensorFlow", "TensorFlow", "other"),
        ("Requirements\n- PyTorch rather than TensorFlow", "PyTorch", "must"),
        ("What you will do\n- Run services without Kubernetes", "Kubernetes", "other"),
    ],
)
def test_what_is_refused_is_other(text: str, skill: str, section: str) -> None:
    assert sections_of(text, skill) == [section]


@pytest.mark.parametrize(
    "text",
    [
        "About us\nAt Zapier, we like Mondays.",
        "Requirements\n- You share the values that Zapier lives by",
        "What you will do\n- Meet people across Zapier",
    ],
)
def test_the_companys_own_name_is_no_skill(text: str) -> None:
    assert sections_of(text, "Zapier", employer_id("Zapier, Inc.", "p0")) == []


def test_an_own_product_in_a_required_list_is_required() -> None:
    text = "Requirements\n- Automation tools such as Zapier, Workato or n8n"
    assert sections_of(text, "Zapier", employer_id("Zapier, Inc.", "p0")) == ["must"]


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Requirements\n- Degree in computer science, machine learning or statistics", "machine learning"),
        ("Requirements\n- See https://example.org/python-test first", "Python"),
    ],
)
def test_degrees_and_addresses_name_no_skill(text: str, skill: str) -> None:
    assert sections_of(text, skill) == []


@pytest.mark.parametrize(
    ("text", "skill", "sections"),
    [
        ("We are a bakery that dreams of generative AI.", "generative AI", ["other"]),
        ("We are a bakery that never stops refactoring.", "refactoring", []),
        ("Our bakery is about refactoring, unit testing and bread.", "refactoring", ["other"]),
        ("Backed by investors such as Databricks.", "Databricks", []),
    ],
)
def test_a_blurb_names_techniques_but_no_everyday_practice_in_passing(
    text: str, skill: str, sections: list[str]
) -> None:
    assert sections_of(text, skill) == sections
