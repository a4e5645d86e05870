from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.coders.folding import BOUNDARY, fold

EDGE = bytes([BOUNDARY])


@given(st.text())
@example("İstanbul ẞ ﬁ e\u0301 🤖\u200d💻")
@example("\ud800 lone surrogate")
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("C++ and C#", b"c++ and c#"),
        ("snake_case", b"snake_case"),
        ("fine-tuning", b"fine tuning"),
        ("fine\u2011tuning", b"fine tuning"),
        ("Google\u00a0Cloud", b"google cloud"),
        ("Google\u202fCloud", b"google cloud"),
        ("CI/CD", b"ci" + EDGE + b"cd"),
        ("(SQL)", EDGE + b"sql" + EDGE),
        ("İ", EDGE),
        ("two\nlines", b"two" + EDGE + b"lines"),
        ("", b""),
    ],
)
def test_folding(text: str, folded: bytes) -> None:
    assert fold(text) == folded


@given(st.text(alphabet=st.characters(max_codepoint=127)))
def test_case_makes_no_difference_to_ascii(text: str) -> None:
    assert fold(text.upper()) == fold(text.lower()) == fold(text)
