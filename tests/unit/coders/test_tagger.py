from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import Category, Rule, Skill, build_taxonomy
from rolescope.coders.folding import fold
from rolescope.coders.tagger import Tagger, shipped_tagger
from rolescope.coders.words import read_words

SKILLS = (
    Skill(name="Google Cloud", aliases=("Google Cloud Platform", "GCP")),
    Skill(name="PostgreSQL", aliases=("Postgres",)),
    Skill(name="SQL"),
    Skill(name="Java"),
    Skill(name="JavaScript"),
    Skill(name="C++"),
    Skill(name=".NET"),
    Skill(name="CI/CD"),
    Skill(name="prompt engineering"),
    Skill(name="vector databases", aliases=("vector database",)),
    Skill(name="Go", rules={"Go": Rule(case="exact", listed=True, before="in ", not_after=" to ")}),
    Skill(name="Rust", rules={"Rust": Rule(case="exact")}),
    Skill(name="Beam", rules={"Beam": Rule(not_before="laser ")}),
)
SHIPPED = shipped_tagger()
TAGGER = Tagger(build_taxonomy((Category(category="some", title="Some", skills=SKILLS),)))

PIECES = [
    "Google Cloud",
    "Google\u00a0Cloud Platform",
    "PostgreSQL",
    "SQL",
    "C++",
    ".NET",
    "CI/CD",
    "Go",
    "Rust",
    "vector databases",
    "prompt\u2011engineering",
    "İ",
    "ß",
    "ẞ",
    "ﬁ",
    "e\u0301",
    "\u0308",
    "é",
    "🤖",
    "👩\u200d💻",
    "\u00a0",
    "\u202f",
    "\u200b",
    " ",
    "  ",
    "\n",
    "-",
    ", ",
    "/",
    "(",
    ")",
    ".",
    "in ",
    " to ",
    "\x00",
    "\u2028",
]
ODD_TEXT = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=25).map("".join)


def found(text: str, tagger: Tagger = TAGGER) -> list[tuple[str, str]]:
    return [(match.alias.skill.name, text[match.start : match.end]) for match in tagger.find(text)]


@given(ODD_TEXT)
@example("İİİ Google  Cloud İ")
@example("ßC++🤖SQL")
@example("  SQL  ")
def test_a_match_is_its_alias_in_any_unicode_text(text: str) -> None:
    for start, end, alias in TAGGER.find(text):
        assert b" ".join(fold(text[start:end]).split()) == b" ".join(fold(alias.surface).split())


@given(ODD_TEXT)
def test_matches_are_in_order_and_never_overlap(text: str) -> None:
    spans = [(match.start, match.end) for match in TAGGER.find(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@given(ODD_TEXT)
@example("の経験SQLの")
def test_a_match_touches_no_other_letter_of_an_alphabet_and_no_digit(text: str) -> None:
    for start, end, _ in TAGGER.find(text):
        assert not any(
            around.isalnum() and not "\u2e80" <= around <= "\ud7ff"
            for around in text[:start][-1:] + text[end : end + 1]
        )


@given(ODD_TEXT, st.text(max_size=5))
def test_spans_move_with_the_text(text: str, padding: str) -> None:
    moved = [(m.start - len(padding) - 2, m.end - len(padding) - 2) for m in TAGGER.find(padding + "\n\n" + text)]
    assert [(m.start, m.end) for m in TAGGER.find("\n" + text)] == [(s + 1, e + 1) for s, e in moved if s >= 0]


@given(ODD_TEXT)
def test_the_shipped_tagger_keeps_spans_in_any_unicode_text(text: str) -> None:
    for start, end, alias in SHIPPED.find(text):
        assert b" ".join(fold(text[start:end]).split()) == b" ".join(fold(alias.surface).split())


@given(st.lists(ODD_TEXT, max_size=5))
def test_texts_tagged_together_are_tagged_as_each_alone(texts: list[str]) -> None:
    assert list(TAGGER.find_all(read_words(texts))) == list(map(TAGGER.find, texts))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Google Cloud Platform (GCP)", ["Google Cloud", "Google Cloud"]),
        ("PostgreSQL", ["PostgreSQL"]),
        ("JavaScript, Java", ["JavaScript", "Java"]),
        ("C++/SQL", ["C++", "SQL"]),
        ("C++11", []),
        (".NET", [".NET"]),
        ("(NET", []),
        ("CI/CD", ["CI/CD"]),
        ("CI CD", []),
        ("MySQL", []),
        ("SQLé", []),
        ("éSQL", []),
        ("SQLの経験", ["SQL"]),
        ("경험SQL", ["SQL"]),
        ("SQL_MODE", []),
        ("vector database", ["vector databases"]),
        ("Vector-Databases", ["vector databases"]),
        ("prompt  engineering", ["prompt engineering"]),
        ("Google\u00a0Cloud", ["Google Cloud"]),
        ("", []),
    ],
)
def test_longest_name_wins_and_names_are_whole_words(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


@pytest.mark.parametrize("text", ["SQL\u0301", "Java\u0308gel", "Rust\u0303"])
def test_a_letter_with_a_combining_mark_is_another_letter(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Java, Go", ["Java", "Go"]),
        ("Go and Java", ["Go", "Java"]),
        ("written in Go", ["Go"]),
        ("written in go", []),
        ("Go far", []),
        ("in Go to market", []),
        ("Rust", ["Rust"]),
        ("rust", []),
        ("Beam", ["Beam"]),
        ("beam", ["Beam"]),
        ("laser beam", []),
    ],
)
def test_rules_decide_on_ambiguous_names(text: str, names: list[str]) -> None:
    assert [name for name, _ in found(text)] == names


def test_double_spaces_before_a_match_do_not_shift_its_span() -> None:
    text = "a  b   c    Google  Cloud   and  SQL"
    assert found(text) == [("Google Cloud", "Google  Cloud"), ("SQL", "SQL")]


def test_order_of_the_taxonomy_changes_nothing() -> None:
    shuffled = list(SKILLS)
    random.Random(5).shuffle(shuffled)
    other = Tagger(build_taxonomy((Category(category="some", title="Some", skills=tuple(shuffled)),)))
    text = "Google Cloud Platform, PostgreSQL, JavaScript and Go; C++ in CI/CD"
    assert found(text, other) == found(text)
    assert len(found(text)) == 6
