from __future__ import annotations

import pytest

from rolescope.coders.function_words import is_content


@pytest.mark.parametrize(
    ("term", "content"),
    [
        ("agents", True),
        ("go to market", True),
        ("with agents", True),
        ("agents with", False),
        ("the agents", False),
        ("5 7", False),
    ],
)
def test_phrases_that_say_something(term: str, content: bool) -> None:
    assert is_content(term) is content
