from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.word_trie import WordTrie
from rolescope.coders.words import read_words

SPELLINGS = [b"a", b"b", b"a b", b"a b a", b"b  a", b" a", b"a ", b" b a  ", b"a"]
TEXT = st.text("ab,. -", max_size=14)


def found(spellings: list[bytes], texts: list[str]) -> list[tuple[int, int, int]]:
    """Spelling, start and end in `Words.alike` of each hit."""
    words, trie = read_words(texts), WordTrie(spellings)
    spelling, first, last = trie.find(words)
    start, end = words.first[first] - trie.lead[spelling], words.after[last] + trie.trail[spelling]
    return sorted(zip(spelling.tolist(), start.tolist(), end.tolist(), strict=True))


def searched(spellings: list[bytes], texts: list[str]) -> list[tuple[int, int, int]]:
    """The same, one spelling after another by `re`: each with a blank on either side."""
    alike = read_words(texts).alike
    return sorted(
        (number, place.start() + 1, place.start() + 1 + len(spelling))
        for number, spelling in enumerate(spellings)
        for place in re.finditer(b"(?=" + re.escape(b" " + spelling + b" ") + b")", alike)
    )


@given(st.lists(TEXT, max_size=4))
def test_every_spelling_is_found_wherever_it_stands_as_whole_words(texts: list[str]) -> None:
    assert found(SPELLINGS, texts) == searched(SPELLINGS, texts)


def test_a_spelling_reaches_from_its_first_word_to_its_last() -> None:
    words = read_words(["small blue boat", "blue"])
    spelling, first, last = WordTrie([b"blue", b"blue boat"]).find(words)
    assert list(zip(spelling, first, last, strict=True)) == [(0, 1, 1), (0, 4, 4), (1, 1, 2)]


def test_no_spelling_crosses_from_one_text_to_the_next() -> None:
    assert found([b"a b"], ["a", "b"]) == []


def test_without_spellings_or_texts_nothing_is_found() -> None:
    assert found([], ["a b"]) == found([b"a"], []) == found([b"a"], ["", "?"]) == []
