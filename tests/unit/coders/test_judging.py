from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.judging import aside_at, begins_to_wish, is_tagged, judge, with_one_aside, without_asides


@pytest.mark.parametrize(
    ("at", "aside"), [(0, None), (3, None), (4, (3, 6)), (5, (3, 6)), (6, None), (7, (6, 9)), (8, (6, 9)), (9, None)]
)
def test_a_place_is_in_the_parentheses_around_it(at: int, aside: tuple[int, int] | None) -> None:
    assert aside_at("go (a)(c) d", at) == aside


@given(st.text("(a) "), st.integers(0, 20))
def test_an_aside_holds_no_other_and_is_found_as_a_pattern_finds_it(sentence: str, at: int) -> None:
    found = [aside.span() for aside in re.finditer(r"\([^()]*\)", sentence)]
    assert aside_at(sentence, at) == next(((start, end) for start, end in found if start < at < end), None)


def test_asides_are_left_out_but_for_the_one_that_is_asked_about() -> None:
    assert without_asides("Zig (or Go) and C (a plus)") == "Zig   and C  "
    assert with_one_aside("Zig (or Go) and C (a plus)", 4, 11) == "Zig (or Go) and C  "


def test_a_tag_stands_at_an_end_of_the_sentence() -> None:
    assert is_tagged("rust (nice to have)")
    assert not is_tagged("rust (nice to have) and zig, daily")


def test_ideally_makes_a_wish_of_what_follows_it() -> None:
    assert begins_to_wish("zig, ideally rust") == len("zig, ")


def test_sentences_are_judged_by_their_wording_and_their_section() -> None:
    told = ["zig is a plus", "you will build looms", "strong knowledge of zig", "looms of the north"]
    assert [judge(sentence, "must") for sentence in told] == ["nice", "must", "must", "must"]
    assert [judge(sentence, "work") for sentence in told] == ["nice", "work", "must", "work"]
    assert [judge(sentence, "other") for sentence in told] == ["other", "work", "must", "other"]
