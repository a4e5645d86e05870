from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders import wording
from rolescope.coders.sieve import Sieve

FILLING = ["flax"] * 100
WORD = re.compile(r"\bflax\b(?!\s+seed)|\bhemp\s+rope\b")


def passes(pattern: re.Pattern[str], *texts: str) -> list[bool]:
    return Sieve(pattern).passes([*texts, *FILLING])[: len(texts)]


def test_what_cannot_match_is_sorted_out_and_a_lookahead_is_left_to_the_search() -> None:
    assert passes(WORD, "flax", "flaxen", "flax seed", "hemp  rope", "hemp", "") == [
        True,
        False,
        True,
        True,
        False,
        False,
    ]


def test_what_is_no_printable_ascii_passes() -> None:
    assert passes(WORD, "éflax", "wool ☂", "hemp\x1crope", "\ud800") == [True] * 4


def test_a_verbose_pattern_is_read_without_its_layout() -> None:
    assert passes(re.compile("(?:hemp\n  | ro pe)", re.X), "rope", "ro pe") == [True, False]


def test_few_texts_all_pass() -> None:
    assert Sieve(WORD).passes(["wool"]) == [True]


@pytest.mark.parametrize(
    "pattern",
    [wording._NICE_CUE, wording._WORK_CUE, *wording._HEADINGS],
    ids=lambda pattern: pattern.pattern[:20].strip(),
)
@given(
    st.lists(
        st.lists(
            st.sampled_from(
                [
                    "nice",
                    "to",
                    "have",
                    "about",
                    "us",
                    "the",
                    "role",
                    "plus",
                    "but",
                    "required",
                    "your",
                    "you",
                    "will'll",
                    "own",
                    "we're",
                    "essential",
                    "functions",
                    "bonus",
                    "plan",
                    "why",
                    "experience",
                    "a",
                    "is",
                    "not",
                    "for",
                    "if",
                    "what",
                    "\x0b",
                    "\x1f",
                    "é",
                    "-",
                ]
            )
        ).map(" ".join),
        min_size=100,
    )
)
def test_whatever_a_pattern_of_the_wording_matches_passes(pattern: re.Pattern[str], texts: list[str]) -> None:
    for text, passed in zip(texts, Sieve(pattern).passes(texts), strict=True):
        assert passed or pattern.search(text) is None
