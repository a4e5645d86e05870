from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered, places_of

WORDS = ("our client", "on site", "site ", "in sit", "t", "office in")


@pytest.mark.parametrize(
    ("words", "text", "places"),
    [
        (["remote", "office"], "no office, remote, office", {"office": [3, 19], "remote": [11]}),
        (["standort", "ort:"], "standort: gent, ort: lyon", {"standort": [0], "ort:": [5, 16]}),
        (["location", "located", "locat"], "located at location", {"located": [0], "location": [11], "locat": [0, 11]}),
        (["staffing ", " recruit"], "staffing recruiter", {"staffing ": [0], " recruit": [8]}),
        (["remote", "office"], "", {}),
    ],
)
def test_each_word_is_found_where_it_begins(words: list[str], text: str, places: dict[str, list[int]]) -> None:
    assert Cues(words).places(text) == places


@given(st.lists(st.sampled_from([*WORDS, "on ", "sit", "e", " i", "é"])).map("".join))
def test_as_a_search_for_each_word_finds_them(text: str) -> None:
    low = lowered(text)
    assert Cues(WORDS).places(low) == {word: at for word in WORDS if (at := list(places_of(word, low)))}


def test_a_place_in_lowered_text_is_one_in_the_text() -> None:
    text = "Büro – nähe Ångström, hybrid"
    assert Cues(["hybrid", "office", "remote", "site"]).places(lowered(text)) == {"hybrid": [text.index("hybrid")]}
