from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.coders import wording
from rolescope.coders.folding import plain_lower
from rolescope.coders.judging import is_tagged, judge, without_asides
from rolescope.coders.layout import Layout, lay_out
from rolescope.coders.sections import Sections
from rolescope.coders.words import read_words

PIECES = [
    *[
        "Requirements\n",
        "Nice to have\n",
        "The role\n",
        "\n- ",
        "\n",
        ". ",
        "; ",
        ": ",
        "(",
        ")",
        "[",
        "]",
        "(nice to have)",
        "a plus",
        "you will ",
        "strong ",
        "5+ ",
    ],
    *[
        "knowledge of ",
        "Build ",
        "- Design the ",
        "we use ",
        "not required",
        "ideally ",
        "é",
        "K",
        "’",
        "Skills: ",
        "experience with ",
        "+ ",
        "must ",
    ],
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES)).map("".join), min_size=1, max_size=4)


def layout_of(*texts: str) -> Layout:
    return lay_out(texts, read_words(texts))


def assert_judged_by_all_wording(layout: Layout) -> None:
    """Whether each sentence is judged as it is where no wording is ruled out by stems."""
    spans = layout.spans
    fixed = layout.placed.fixed[spans.line]
    for place, (begin, end) in enumerate(zip(spans.begin.tolist(), spans.end.tolist(), strict=True)):
        sentence, own = plain_lower(layout.texts.joined[begin:end]), layout.own[place]
        if fixed[place] or not sentence:
            expected = own
        elif own != "other" and is_tagged(sentence):
            expected = "nice"
        else:
            expected = judge(without_asides(sentence), own)
        assert layout.judged[place] == expected


@given(TEXTS)
def test_stems_rule_out_no_wording_that_a_sentence_has(texts: list[str]) -> None:
    assert_judged_by_all_wording(layout_of(*texts))


@settings(max_examples=50)
@pytest.mark.parametrize("pattern", ["_NICE_CUE", "_WORK_CUE", "_DOING", "_REQUIRED"])
@given(st.data())
def test_stems_rule_out_nothing_that_a_pattern_matches(pattern: str, data: st.DataObject) -> None:
    sentence = data.draw(st.from_regex(getattr(wording, pattern)))
    assert_judged_by_all_wording(layout_of(sentence, f"The role\n{sentence} experience with", f"Skills\n{sentence}"))


@given(TEXTS)
def test_many_places_have_the_sections_of_each_alone(texts: list[str]) -> None:
    layout = layout_of(*texts)
    places = [(number, start) for number, text in enumerate(texts) for start in range(len(text) + 1)]
    together = layout.at(*np.array(places).T)
    assert together == [Sections(layout, number).at(start) for number, start in places]
