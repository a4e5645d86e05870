from __future__ import annotations

import re

from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.coders.whole_words import WORD, WholeWords

TEXTS = st.text(alphabet="ab C+#é_ \n\0–開\u0301")
PASSAGES = st.sampled_from(["a", "ab", "b C", "C", "C++", "C# b", "é", "開", "開a"])


def by_hand(text: str, passage: str, start: int) -> int | None:
    """The first place at whose ends no word is cut."""
    words = [found.span() for found in re.finditer(WORD, text)]
    for at in range(start, len(text) - len(passage) + 1):
        cuts = any(begin < edge < end for begin, end in words for edge in (at, at + len(passage)))
        if text.startswith(passage, at) and not cuts:
            return at
    return None


@given(TEXTS, PASSAGES)
@example("aab ab", "ab")
@example("C C++ C", "C++")
@example("a\0b", "b")
@example("b Ca b C", "b C")
def test_a_passage_is_found_where_it_cuts_no_word(text: str, passage: str) -> None:
    assert WholeWords(text).find(passage) == by_hand(text, passage, 0)


@given(TEXTS, PASSAGES)
def test_from_one_place_on_the_next_is_found(text: str, passage: str) -> None:
    words = WholeWords(text)
    at = words.find(passage)
    if at is not None:
        assert words.find(passage, at + len(passage)) == by_hand(text, passage, at + len(passage))
