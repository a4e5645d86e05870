from __future__ import annotations

import re
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.shingles import batches, mixed, multipliers, shingle, shingle_sets

WORDS = re.compile(r"[^\W_]+")
LATIN = st.text(st.characters(max_codepoint=0x2FF, exclude_characters="İŉǰß"))
SEVEN = "one two three four five six seven"


def windows(text: str) -> list[tuple[str, ...]]:
    words = WORDS.findall(text.casefold())
    return [tuple(words[begin : begin + 5]) for begin in range(len(words) - 4)]


def words_of(text: str) -> int:
    return int(shingle([text]).words[0])


def sequence_of(text: str) -> int:
    return int(shingle([text]).sequences[0])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("\n - … —", 0),
        ("a", 1),
        ("Maps, charts & C++.", 3),
        ("day-to-day", 3),
        ("don’t snake_case", 4),
        ("Müller straße 42", 3),
        ("tabs\tand\u00a0narrow\u202fspaces", 4),
        ("😀 𝗠𝗮𝗽 maker", 2),
        ("地图 maker", 3),
        ("v2地图", 3),
        ("แผน", 3),
        ("지도 제작자", 2),
    ],
)
def test_words_are_runs_of_letters_and_digits_or_single_characters(text: str, words: int) -> None:
    assert words_of(text) == words


def test_five_grams_of_seven_words() -> None:
    found = shingle([SEVEN, "one two three four", "", SEVEN])
    assert found.counts.tolist() == [3, 0, 0, 3]
    assert found.words.tolist() == [7, 4, 0, 7]
    assert found.hashes[:3].tolist() == found.hashes[3:].tolist()
    assert len(set(found.hashes.tolist())) == 3


def test_case_and_punctuation_do_not_matter_and_order_does() -> None:
    assert (
        shingle_sets(["One, TWO three - four (five)!"])[0].tolist()
        == shingle_sets(["one two three four five"])[0].tolist()
    )
    assert (
        shingle_sets(["two one three four five"])[0].tolist() != shingle_sets(["one two three four five"])[0].tolist()
    )
    assert sequence_of("a bc") != sequence_of("ab c")
    assert sequence_of("a a") != sequence_of("a a a")


def test_a_set_is_sorted_and_holds_each_five_gram_once() -> None:
    (found,) = shingle_sets(["a b c d e a b c d e a b c d e"])
    assert len(found) == 5
    assert (np.diff(found.astype(object)) > 0).all()


@given(st.lists(LATIN, max_size=6))
def test_equal_five_grams_have_equal_hashes_and_others_have_not(texts: list[str]) -> None:
    expected = [window for text in texts for window in windows(text)]
    found = shingle(texts)
    assert found.words.tolist() == [len(WORDS.findall(text.casefold())) for text in texts]
    pairs = set(zip(expected, found.hashes.tolist(), strict=True))
    assert len(pairs) == len(set(expected)) == len(set(found.hashes.tolist()))


@given(st.lists(st.text(), max_size=5))
def test_a_text_is_hashed_for_itself(texts: list[str]) -> None:
    together = shingle(texts)
    one_by_one = [shingle([text]) for text in texts]
    assert together.hashes.tolist() == [value for one in one_by_one for value in one.hashes.tolist()]
    assert together.sequences.tolist() == [one.sequences[0] for one in one_by_one]
    assert [part.tolist() for part in shingle_sets(texts)] == [shingle_sets([text])[0].tolist() for text in texts]


def test_surrogates_are_no_error() -> None:
    assert words_of("maps \ud800 and charts") == 3


def test_batches_cover_the_texts_in_order() -> None:
    texts = ["x" * 60_000] * 5 + ["y" * 400_000, "z"]
    assert list(batches(texts)) == [(0, 2), (2, 4), (4, 5), (5, 6), (6, 7)]
    assert list(batches([])) == []


def test_mixing_loses_nothing_and_multipliers_are_odd() -> None:
    values = np.arange(10_000, dtype=np.uint64)
    assert len(np.unique(mixed(values))) == 10_000
    assert (multipliers(100) % np.uint64(2) == 1).all()
    assert len(set(multipliers(100).tolist())) == 100


@pytest.mark.parametrize(
    "text", ["a" * 10**6, "a " * 500_000, "-" * 10**6, "地" * 10**6], ids=["word", "words", "none", "han"]
)
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str) -> None:
    begun = time.process_time()
    shingle_sets([text])
    assert time.process_time() - begun < 2
