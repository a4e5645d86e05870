from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.phrases import MAX_WORDS, phrases


def found(text: str, *known: str) -> list[str]:
    spans = sorted((text.index(name), text.index(name) + len(name)) for name in known)
    return [text[start:end] for start, end in phrases(text, 0, len(text), spans)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Experience with tide tables and buoy maps.", ["tide tables", "buoy maps"]),
        ("Strong knowledge of modern tide tables for harbours", ["tide tables"]),
        ("You bring familiarity with Wavelet, stream joins, or Foamer/Sprayer", ["Wavelet", "stream joins", "Foamer", "Sprayer"]),
        ("Proficiency in building scalable buoy maps", ["buoy maps"]),
        ("We ship with OpenFoam and buoy2 daily", ["OpenFoam", "buoy2"]),
        ("We plot it all in Harbour Pilot Studio daily", ["Harbour Pilot Studio"]),
    ],
)  # fmt: skip
def test_items_that_a_wording_leads_into_and_names_are_phrases(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Experience with systems and tools",
        "Knowledge of how we work with the harbour and its people in every season",
        "Master's degree in Foamer Studies or knowledge of tide tables",
        "Experience as a Harbour Engineer in January",
        "Fluent in Dutch",
        "Strong Sailing And Rowing Manners Wanted",
        "Harbours are where boats sleep",
        "You’ll love it here",
        "We use " + "A-B-" * 100 + "C",
        "",
    ],
)
def test_general_words_titles_degrees_and_first_words_are_none(text: str) -> None:
    assert found(text) == []


def test_what_a_known_skill_covers_is_no_phrase_and_its_remnant_neither() -> None:
    assert found("Experience with python packages and tide tables", "python") == ["tide tables"]
    assert found("We run Python daily", "Python") == []


def test_a_name_that_begins_with_a_known_one_is_longer_than_it() -> None:
    assert found("We use Foamer Step Charts a lot", "Foamer") == ["Foamer Step Charts"]
    assert found("We use the Acme Foamer a lot", "Foamer") == []


def test_a_name_within_an_item_does_not_come_twice() -> None:
    assert found("Knowledge of OpenFoam tables") == ["OpenFoam tables"]


@given(st.text(alphabet="aB. ,'’-/&#+9é(\n", max_size=60), st.data())
def test_phrases_lie_in_the_sentence_in_order_without_overlap(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    spans = list(phrases(text, start, end, []))
    assert all(start <= first < last <= end for first, last in spans)
    assert all(1 <= len(text[first:last].split()) <= MAX_WORDS for first, last in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
