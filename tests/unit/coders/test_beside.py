from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.beside import begins_with, ends_in

RULES = [alias.rule for alias in shipped_taxonomy().aliases if alias.rule]
PATTERNS = sorted({p for rule in RULES for p in (rule.before, rule.not_before) if p})
TEXTS = st.lists(st.sampled_from(["in ", "with", "vector ", "data", ", ", " ", "\n", "."]) | st.text(max_size=2)).map(
    "".join
)


@pytest.mark.parametrize(
    ("pattern", "text", "ends"),
    [
        ("in ", "written in ", True),
        ("in ", "written in \n", True),
        ("in ", "written in \n\n", False),
        ("in |with ", "worked with ", True),
        ("(?:testing|delivery)(?:,| and) ", "testing and ", True),
        ("(?:testing|delivery)(?:,| and) ", "delivery ", False),
        ("(?:re|pre)[ -]?", "pre-", True),
        ("(?:compan|investor)[^.]*", "companies like ", True),
        ("(?:compan|investor)[^.]*", "companies. Also ", False),
    ],
)
def test_a_text_ends_in_the_wording(pattern: str, text: str, ends: bool) -> None:
    assert bool(ends_in(pattern)(text)) is ends


@given(st.sampled_from(PATTERNS), TEXTS)
def test_comparing_says_what_searching_says(pattern: str, text: str) -> None:
    assert bool(ends_in(pattern)(text)) is (re.search(f"(?:{pattern})$", text) is not None)


@given(st.sampled_from(PATTERNS), st.data())
def test_a_wording_of_the_pattern_is_found(pattern: str, data: st.DataObject) -> None:
    text = "so " + data.draw(st.from_regex(f"(?:{pattern})", fullmatch=True))
    assert bool(ends_in(pattern)(text)) is (re.search(f"(?:{pattern})$", text) is not None)


def test_a_text_begins_with_the_wording() -> None:
    assert begins_with(" (?:sdk|api)")(" sdk and more")
    assert not begins_with(" (?:sdk|api)")("the sdk")
