from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders import wording
from rolescope.coders.sieve import Sieve, spread
from rolescope.coders.stems import HEADINGS, SENTENCES, TERMS
from rolescope.coders.words import read_words

FLAX, HEMP = 1, 2
SIEVE = Sieve({FLAX: "flax _lin wool_", HEMP: "hemp flax"})


@pytest.mark.parametrize(
    ("text", "bits"),
    [
        ("flax", FLAX | HEMP),
        ("Unflaxen", FLAX | HEMP),
        ("hempen rope", HEMP),
        ("linen", FLAX),
        ("a lin-seed", FLAX),
        ("violin", 0),
        ("lambswool", FLAX),
        ("woollen", 0),
        ("fl ax", 0),
        ("", 0),
        ("è", FLAX | HEMP),
    ],
)
def test_a_stem_stands_in_its_word_where_it_must(text: str, bits: int) -> None:
    assert SIEVE.of_texts([text]) == [bits]


def test_texts_are_sifted_together_as_each_alone() -> None:
    texts = ["", "hemp", "wool and linen", "rope", "", "flax"]
    assert SIEVE.of_texts(texts) == [0, HEMP, FLAX, 0, 0, FLAX | HEMP]
    assert SIEVE.of_texts([]) == []


def test_spans_have_the_bits_of_their_words() -> None:
    words = read_words(["hemp rope, linen rope"])
    begins = words.begins[0] + [0, 5, 11]
    assert spread(SIEVE.of_words(words), words, begins).tolist() == [HEMP, 0, FLAX]


@pytest.mark.parametrize("kind", wording._HEADINGS)
@given(st.data())
def test_whatever_the_pattern_of_a_heading_matches_has_a_stem_of_it(kind: int, data: st.DataObject) -> None:
    heading = data.draw(st.from_regex(wording._HEADINGS[kind]))
    assert HEADINGS.of_texts([heading])[0] & kind


@given(st.from_regex(wording._TERMS))
def test_whatever_speaks_of_pay_or_applying_has_a_stem_of_it(sentence: str) -> None:
    assert SENTENCES.of_texts([sentence])[0] & TERMS
