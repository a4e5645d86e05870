from __future__ import annotations

import random
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.signatures import BANDS, ROWS, SIGNATURE, signatures


def words(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return [f"w{draw.randrange(10**9)}" for _ in range(count)]


def detected(shared: int, apart: int, pairs: int) -> float:
    """Part of pairs with `shared` common words and `apart` more each that agree in a band."""
    texts = []
    for pair in range(pairs):
        common = words(shared, 3 * pair)
        texts += [" ".join(common + words(apart, 3 * pair + more)) for more in (1, 2)]
    bands = signatures(texts)["bands"]
    return float((bands[::2] == bands[1::2]).any(axis=1).mean())


def test_a_signature_takes_92_bytes() -> None:
    assert SIGNATURE.itemsize == 92
    assert signatures([]).dtype == SIGNATURE
    assert len(signatures([])) == 0


@given(st.lists(st.text(), max_size=5))
def test_a_signature_depends_on_its_own_text_alone(texts: list[str]) -> None:
    assert signatures(texts).tobytes() == b"".join(signatures([text]).tobytes() for text in texts)


def test_the_same_words_have_the_same_signature() -> None:
    text = words(60, 1)
    one, other, third = signatures([" ".join(text), " - ".join(text).upper(), " ".join(text[1:])])
    assert one == other
    assert third["content"] != one["content"]
    assert third["words"] == 59


def test_short_texts_have_the_same_content_only_where_they_are_spelt_alike() -> None:
    plain, spaced, loud, other = signatures(["Write C++", " Write\n  C++", "WRITE C++", "Write C"])["content"]
    assert plain == spaced == loud
    assert plain != other
    long = " ".join(words(30, 1))
    first, second = signatures([f"{long} C++", f"{long} C"])["content"]
    assert first == second


@pytest.mark.parametrize(("shared", "apart"), [(84, 20), (204, 100), (404, 25)], ids=["J=.67", "J=.5", "J=.89"])
def test_detection_is_as_probable_as_the_banding_says(shared: int, apart: int) -> None:
    similarity = (shared - 4) / (shared - 4 + 2 * apart)
    expected = 1 - (1 - similarity**ROWS) ** BANDS
    pairs = 400
    deviation = (expected * (1 - expected) / pairs) ** 0.5
    assert abs(detected(shared, apart, pairs) - expected) <= 4 * deviation + 0.003


def test_unrelated_texts_share_no_band() -> None:
    bands = signatures([" ".join(words(200, seed)) for seed in range(300)])["bands"]
    assert all(len(np.unique(bands[:, band])) == 300 for band in range(BANDS))


@pytest.mark.parametrize("text", ["a" * 10**6, "a " * 500_000, "\n" * 10**6], ids=["word", "words", "lines"])
def test_a_hostile_text_takes_no_longer_than_a_long_one(text: str) -> None:
    begun = time.process_time()
    signatures([text])
    assert time.process_time() - begun < 2
