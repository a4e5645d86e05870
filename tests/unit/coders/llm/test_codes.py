from __future__ import annotations

import itertools
from typing import Any

import pytest

from rolescope.coders.llm.codes import NOT_A_NAME, Codes, code_posting
from rolescope.coders.llm.evidence import Quoted
from rolescope.coders.llm.parts import Part
from rolescope.coders.llm.votes import NO_EVIDENCE
from rolescope.coders.output import Assessment, Rejection
from tests.unit.coders.llm.by_hand import CODEBOOK, said

TEXT = """\
We map the sea and go where charts end.
What you will do
- Draw sea charts with Postgres and the Kraken Atlas
- Copy maps by hand
Requirements
- Postgres, Python; no PHP required
Nice to have
- Rust and sea-worthy boots"""
NOTHING = "no such quote in the text"


def code(*answers: dict[str, Any], title: str = "Rust mapper", employer: str = "inkwell") -> Codes:
    cuts = [0, *(TEXT.index(mark) for mark in ("Requirements", "Nice")[: len(answers) - 1]), len(TEXT)]
    parts = [Part(start, end, n, len(answers)) for n, (start, end) in enumerate(itertools.pairwise(cuts), 1)]
    return code_posting(Quoted(title, TEXT, employer), CODEBOOK, list(zip(parts, answers, strict=True)))


def skills(*quotes: str, **more: Any) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(m.value, m.section, m.quote, m.category) for m in code(said(skills=list(quotes)), **more).mentions]


def value_of(codes: Codes, variable: str) -> Assessment:
    return next(a for a in codes.assessments if a.variable == variable)


def test_an_answer_that_finds_nothing_is_coded_by_what_needs_no_quote() -> None:
    codes = code(said())
    assert (codes.mentions, codes.rejections) == ([], [])
    assert [(a.variable, a.status, a.value) for a in codes.assessments] == [
        ("kind", "coded", "land"),
        ("copy", "coded", "false"),
        ("skills", "coded", None),
        ("responsibilities", "coded", None),
    ]


def test_a_name_of_the_taxonomy_gets_its_canonical_name_and_the_section_of_its_place() -> None:
    assert [row[:3] for row in skills("Postgres", "Postgres", "Rust")] == [
        ("PostgreSQL", "work", "Postgres"),
        ("PostgreSQL", "must", "Postgres"),
        ("Rust", "nice", "Rust"),
    ]


def test_quotes_come_in_order_within_each_variable_whatever_another_one_quoted() -> None:
    codes = code(said(copy={"quotes": ["Postgres", "Postgres"], "value": True}, skills=["Postgres", "Postgres"]))
    assert [(m.variable, m.section) for m in codes.mentions] == [
        ("copy", "work"),
        ("copy", "must"),
        ("skills", "work"),
        ("skills", "must"),
    ]


def test_a_name_that_no_taxonomy_knows_stays_as_it_is_in_no_category() -> None:
    assert skills("Kraken Atlas") == [("Kraken Atlas", "work", "Kraken Atlas", None)]


def test_a_long_quote_codes_the_names_within_it() -> None:
    assert [row[:3] for row in skills("Postgres, Python")] == [
        ("PostgreSQL", "must", "Postgres"),
        ("Python", "must", "Python"),
    ]


def test_a_refused_skill_is_in_section_other() -> None:
    assert [row[:2] for row in skills("PHP")] == [("PHP", "other")]


def test_a_name_that_stands_in_the_title_alone_is_quoted_from_there() -> None:
    mention = code(said(skills=["mapper"])).mentions[0]
    assert (mention.field, mention.section, mention.quote) == ("title", "work", "mapper")


def test_a_name_in_another_case_is_no_everyday_word() -> None:
    codes = code(said(skills=["Go", "python"]))
    assert [m.value for m in codes.mentions] == ["Python"]
    assert codes.rejections == [Rejection("skills", "Go", "Go", NOT_A_NAME)]


def test_what_is_not_in_the_text_is_refused() -> None:
    codes = code(
        said(
            skills=["Docker", "Docker"],
            responsibilities=[
                {"quote": "Draw charts of the moon", "theme": "drawing"},
                {"quote": "Draw sea charts with Postgres and the Kraken Atlas", "theme": "drawing"},
            ],
        )
    )
    assert codes.rejections == [
        Rejection("responsibilities", "drawing", "Draw charts of the moon", NOTHING),
        Rejection("skills", "Docker", "Docker", NOTHING),
    ]
    assert [(m.value, m.section) for m in codes.mentions] == [("drawing", "work")]


def test_a_value_stands_on_its_quotes() -> None:
    codes = code(said(kind={"quotes": ["Draw sea charts", "sky"], "value": "sea"}))
    assert value_of(codes, "kind") == Assessment("kind", "coded", "sea")
    assert [(m.value, m.quote) for m in codes.mentions] == [("sea", "Draw sea charts")]
    assert codes.rejections == [Rejection("kind", "sea", "sky", NOTHING)]


@pytest.mark.parametrize("quotes", [[], ["the night sky"]])
def test_a_value_without_a_quote_that_stands_is_refused_and_the_posting_uncoded(quotes: list[str]) -> None:
    codes = code(said(kind={"quotes": quotes, "value": "sky"}, copy={"quotes": quotes, "value": True}))
    for name in ("kind", "copy"):
        assert value_of(codes, name) == Assessment(name, "uncoded", reason=NO_EVIDENCE)
    assert [r.value for r in codes.rejections] == ["true", "sky"]
    assert codes.mentions == []


def test_quotes_of_false_are_not_looked_for() -> None:
    codes = code(said(copy={"quotes": ["nowhere"], "value": False}))
    assert value_of(codes, "copy").value == "false"
    assert codes.rejections == []


def test_parts_together_are_true_where_one_is_and_have_the_value_with_most_quotes() -> None:
    codes = code(
        said(copy={"quotes": ["Copy maps by hand"], "value": True}, kind={"quotes": ["sea"], "value": "sea"}),
        said(kind={"quotes": ["Postgres", "Python"], "value": "sky"}),
        said(),
    )
    assert (value_of(codes, "copy").value, value_of(codes, "kind").value) == ("true", "sky")


def test_a_part_is_quoted_at_its_place_in_the_whole_text() -> None:
    codes = code(said(), said(skills=["Postgres"]), said(skills=["Rust", "Draw"]))
    assert [(m.value, TEXT[m.start_char or 0 : m.end_char], m.section) for m in codes.mentions] == [
        ("PostgreSQL", "Postgres", "must"),
        ("Rust", "Rust", "nice"),
    ]
    assert [r.value for r in codes.rejections] == ["Draw"], "it stands in another part than the one that was read"


def test_an_employers_own_product_is_in_section_other() -> None:
    assert [row[1] for row in skills("Postgres", employer="postgresql")] == ["other"]
