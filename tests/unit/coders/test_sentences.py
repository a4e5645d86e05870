from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.lines import split_lines
from rolescope.coders.marks import mark
from rolescope.coders.sections import sections_in
from rolescope.coders.sentences import split_sentences

END = re.compile(
    r"[.!?](?<!e\.g\.)(?<!i\.e\.)(?<! ie\.)(?<!\(ie\.)(?<! eg\.)(?<!\(eg\.)(?<! vs\.)[^\S\n]+(?=[\"“(A-Z0-9])|;[^\S\n]+"
)


def begins(*texts: str) -> list[int]:
    marked = mark(texts)
    places: list[int] = split_sentences(marked, split_lines(marked)).begin.tolist()
    return places


@pytest.mark.parametrize(
    ("text", "begin"),
    [
        ("Looms. And yarn", [0, 7]),
        ("Looms. and yarn", [0]),
        ("Looms; and yarn", [0, 7]),
        ("Looms!  “Yarn”", [0, 8]),
        ("Looms, e.g. Jacquard", [0]),
        ("Looms (ie. Jacquard)", [0]),
        ("The pie. Jacquard", [0, 9]),
        ("Looms.\nAnd yarn; ", [0, 7, 17]),
        ("", [0]),
    ],
)
def test_sentences_end_before_capitals_and_at_semicolons(text: str, begin: list[int]) -> None:
    assert begins(text) == begin


@given(
    st.lists(
        st.lists(st.sampled_from(["e.g", "ie", " ", "\u00a0", "\t", "\n", ".", "!", ";", "(", "A", "é", "9"])).map(
            "".join
        )
    )
)
def test_sentences_of_many_texts_are_those_that_a_pattern_finds(texts: list[str]) -> None:
    if texts:
        joined = "\n".join([*texts, ""])
        lines = [match.end() for match in re.finditer("\n", joined[:-1])]
        assert begins(*texts) == sorted([0, *lines, *(match.end() for match in END.finditer(joined))])


def test_units_are_whole_bullets_and_sentences_of_four_words() -> None:
    text = "  - Weave the wool; card it all. \nWe spin. We dye with woad and weld.\nAbout us and our looms\n"
    said = [(text[start:end], is_bullet) for start, end, _, is_bullet in sections_in(text).sentences()]
    assert said == [("Weave the wool; card it all.", True), ("We dye with woad and weld.", False)]


def test_what_stands_under_requirements_is_no_duty() -> None:
    text = "Requirements\n- You will build looms of oak\nThe role\nYou will weave wool on it."
    assert [unit.section for unit in sections_in(text).sentences()] == ["must", "work"]


@given(st.text(st.sampled_from(" \n\t-.;aB")))
def test_a_unit_has_no_blank_at_either_end(text: str) -> None:
    for start, end, _, _ in sections_in(text).sentences():
        assert text[start:end] == text[start:end].strip() != ""
