from __future__ import annotations

import itertools

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.coders.grounding import occurrences, overlap, verbatim


@pytest.mark.parametrize(
    ("text", "quote", "spans"),
    [
        ("RAG, rag; fragile", "RAG", [(0, 3), (5, 8)]),
        ("C++ and C+++", "C++", [(0, 3), (8, 11)]),
        ("ASP.NET and .NET", ".NET", [(12, 16)]),
        ("a.b axb", "a.b", [(0, 3)]),
        ("naïve Bayes", "ve", []),
        ("İİ SQL", "sql", [(3, 6)]),
        ("🤖 SQL 🤖", "SQL", [(2, 5)]),
        ("Google\u00a0Cloud", "Google Cloud", []),
        ("SQL", "", []),
        ("", "SQL", []),
        ("snake_case", "case", []),
    ],
)
def test_occurrences_are_whole_words_whatever_the_case(text: str, quote: str, spans: list[tuple[int, int]]) -> None:
    assert occurrences(text, quote) == spans


@given(st.text(), st.text(min_size=1), st.text())
@example("", "İ", "")
@example("", "ß", "s")
@example("e\u0301", "\u0301", " ")
def test_a_planted_quote_is_found_where_it_was_planted(before: str, quote: str, after: str) -> None:
    text = f"{before}\n{quote}\n{after}"
    spans = occurrences(text, quote)
    assert all(end - start == len(quote) for start, end in spans)
    start = len(before) + 1
    assert any(s < start + len(quote) and start < e for s, e in spans), "the planted quote, or one that overlaps it"


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        ((0, 4), (0, 4), 1.0),
        ((0, 4), (2, 6), 2 / 6),
        ((0, 10), (0, 5), 5 / 10),
        ((0, 4), (4, 8), 0.0),
        ((0, 2), (6, 8), 0.0),
    ],
)
def test_overlap_is_intersection_over_union(one: tuple[int, int], other: tuple[int, int], share: float) -> None:
    assert overlap(one, other) == overlap(other, one) == pytest.approx(share)


SPANS = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(SPANS, SPANS)
def test_overlap_equals_that_of_sets_of_characters(one: tuple[int, int], other: tuple[int, int]) -> None:
    a, b = set(range(*one)), set(range(*other))
    assert overlap(one, other) == pytest.approx(len(a & b) / len(a | b))


@given(st.text(alphabet="ab c"), st.text(alphabet="ab c"))
def test_a_passage_stands_where_the_text_has_it_letter_by_letter(text: str, quote: str) -> None:
    spans = verbatim(text, quote)
    assert all(text[start:end] == quote for start, end in spans)
    assert bool(spans) == (bool(quote) and quote in text)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
