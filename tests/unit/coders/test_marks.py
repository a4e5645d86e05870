from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.coders.folding import plain_lower
from rolescope.coders.marks import BLANK, BULLET, DASH, HARD_SPACE, LETTER, SIGN, mark

TEXTS = st.lists(st.text(st.sampled_from(" \n\t\u00a0\u2003–’•…“Aé漢🤖.x")), min_size=1)


def test_ascii_stands_for_itself_and_the_rest_for_its_kind() -> None:
    marked = mark(["aB\t", "•–\u00a0é†", ""])
    assert marked.data == bytes([97, 66, BLANK, 10, BULLET, DASH, HARD_SPACE, LETTER, SIGN, 10, 10])
    assert marked.begins.tolist() == [0, 4, 10]


@given(TEXTS)
@example(["\ud800"])
def test_a_mark_for_each_character_and_a_break_after_each_text(texts: list[str]) -> None:
    marked = mark(texts)
    assert len(marked.data) == len(marked.lower) == len(marked.joined)
    for text, begin in zip(texts, marked.begins.tolist(), strict=True):
        assert marked.joined[begin : begin + len(text) + 1] == text + "\n"


@given(TEXTS)
def test_small_letters_of_any_span_are_those_of_its_text(texts: list[str]) -> None:
    marked = mark(texts)
    ends = marked.begins + np.array([len(text) for text in texts])
    assert marked.lowered(marked.begins, ends) == list(map(plain_lower, texts))


def test_small_letters_of_ascii_have_plain_spaces_hyphens_and_apostrophes() -> None:
    assert mark(["We’re A–Z\u00a0é"]).lower == "we're a-z ?\n"


@given(TEXTS)
def test_blanks_at_either_end_of_a_line_are_left_out(texts: list[str]) -> None:
    marked = mark(texts)
    lines = marked.joined.split("\n")[:-1]
    lengths = np.array([len(line) for line in lines])
    starts = np.cumsum(lengths + 1) - lengths - 1
    first, last = marked.past_blanks(starts), marked.without_blanks(starts, starts + lengths)
    assert [marked.joined[a:b] for a, b in zip(first, starts + lengths, strict=True)] == [s.lstrip() for s in lines]
    assert [marked.joined[a:b] for a, b in zip(starts, last, strict=True)] == [s.rstrip() for s in lines]


def test_bounds_tell_how_many_places_lie_before_each_text() -> None:
    assert mark(["ab", "", "c"]).bounds(np.array([0, 1, 4])).tolist() == [0, 2, 2, 3]
