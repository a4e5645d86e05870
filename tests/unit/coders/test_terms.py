from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.sections import sections_in
from rolescope.coders.sentences import Sentence
from rolescope.coders.terms import Found, TermFinder, read_documents
from rolescope.coders.words import read_words

TERMS = ["ai", "ai agents", "agents", "c++", "fine tune"]


def terms_of(titles: list[str], texts: list[str], spans: list[list[Sentence]]) -> Found:
    return TermFinder(TERMS).find(read_documents(read_words(titles), read_words(texts), spans))


def found(title: str, text: str, spans: list[Sentence]) -> list[tuple[int, str]]:
    row, term = terms_of([title], [text], [spans])
    return sorted(zip(row.tolist(), (TERMS[t] for t in term), strict=True))


def test_terms_are_whole_words_of_title_and_sentences() -> None:
    text = "Maintain AI agents.\nFine-tune in C++"
    spans = [Sentence(0, 19, "work", False), Sentence(20, 36, "must", False)]
    assert found("AI lead", text, spans) == [
        (0, "ai"), (1, "agents"), (1, "ai"), (1, "ai agents"), (2, "c++"), (2, "fine tune"),
    ]  # fmt: skip


def test_no_term_crosses_punctuation_or_a_line() -> None:
    text = "ai, agents\nai\nagents"
    spans = [Sentence(0, 10, "work", False), Sentence(11, 20, "work", False)]
    assert found("", text, spans) == [(1, "agents"), (1, "ai"), (2, "agents"), (2, "ai")]


def test_what_is_outside_the_sentences_does_not_count() -> None:
    assert found("", "ai agents then ai", [Sentence(3, 9, "work", False)]) == [(1, "agents")]


@given(st.text(), st.text())
def test_any_unicode(title: str, text: str) -> None:
    spans = sections_in(text).sentences()
    row, term = terms_of([title], [text], [spans])
    assert len(row) == len(term)
    assert all(0 <= r <= len(spans) for r in row.tolist())


@given(st.lists(st.text(), max_size=4))
def test_documents_together_have_the_terms_of_each_alone(texts: list[str]) -> None:
    texts = [*texts, "ai agents"]
    spans = [[Sentence(0, len(text), "work", False)] for text in texts]
    row, term = terms_of(["AI"] * len(texts), texts, spans)
    alone = [terms_of(["AI"], [text], [its]) for text, its in zip(texts, spans, strict=True)]
    each = [(2 * place + r, t) for place, one in enumerate(alone) for r, t in zip(*map(list, one), strict=True)]
    assert sorted(zip(row.tolist(), term.tolist(), strict=True)) == sorted(each)
