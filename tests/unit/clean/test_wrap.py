from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.clean.wrap import unwrap

PARAGRAPH = (
    "Our cartographers draw end-to-end maps of harbours, and every one of them is checked "
    "by a colleague before it "
    "goes to the printer. You will ink state-of-the-art charts, keep the depth soundings "
    "current, and answer letters "
    "from captains who found a rock that we had missed."
)
WORDS = st.lists(st.from_regex(r"[a-z]{4,12}(-[a-z]{1,6}){0,2}[,.]?", fullmatch=True), min_size=60, max_size=150)


def wrapped(text: str, width: int, indent: str = "") -> str:
    return textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False)


@pytest.mark.parametrize("width", [40, 60, 72, 79, 80])
def test_a_wrapped_paragraph_is_one_line_again(width: int) -> None:
    assert "\n" in wrapped(PARAGRAPH, width)
    assert unwrap(wrapped(PARAGRAPH, width)) == PARAGRAPH


def test_a_word_that_was_broken_at_its_hyphen_has_no_blank_in_it() -> None:
    text = (
        "The pilot keeps every chart up to date from end-\nto-end, and writes each new depth "
        "into the log so\n"
        "that the next watch can read it without a lamp or\na second glance at the harbour "
        "master's own ledger."
    )
    assert "from end-to-end, and" in unwrap(text)


def test_paragraphs_and_the_blank_line_between_them_stay() -> None:
    text = wrapped(PARAGRAPH, 70) + "\n\n" + wrapped(PARAGRAPH, 70)
    assert unwrap(text) == PARAGRAPH + "\n\n" + PARAGRAPH


def test_wrapped_bullets_are_one_line_each() -> None:
    text = f"{wrapped('- ' + PARAGRAPH, 70, '  ')}\n{wrapped('- ' + PARAGRAPH, 70, '  ')}"
    assert unwrap(text) == f"- {PARAGRAPH}\n- {PARAGRAPH}"


def test_a_heading_before_a_bullet_and_short_bullets_stay_on_their_lines() -> None:
    text = f"{wrapped(PARAGRAPH, 70)}\n\nYou bring\n- a hand\n- a compass\n\n{wrapped(PARAGRAPH, 70)}"
    assert unwrap(text) == f"{PARAGRAPH}\n\nYou bring\n- a hand\n- a compass\n\n{PARAGRAPH}"


def test_a_dash_of_the_sentence_that_moved_to_the_next_line_is_no_bullet() -> None:
    sentence = (
        "We have drawn the coast for sixty years now, and the coast keeps - as coasts will - "
        "its own counsel about where "
        "it means to be next spring. You will survey it again, in any weather that a "
        "reasonable person would go out in, "
        "draw what you found, and defend your drawing against the two colleagues who were in the other boat."
    )
    text = wrapped(sentence, 64)  # "We ... keeps" is 64 characters long: the dash had to move
    assert text.split("\n")[1].startswith("- as coasts will")
    assert unwrap(text) == sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "one line",
        "Short\nlines\nof\na\nlist\nstay",
        "What you do\nDraw maps of all the harbours on the coast\nInk them\nSend them to the printer\nRest",
        "x" * 300 + "\n" + PARAGRAPH,
    ],
    ids=["nothing", "line", "list", "ragged", "long lines"],
)
def test_text_that_was_not_wrapped_is_returned_as_it_is(text: str) -> None:
    assert unwrap(text) == text


def test_blanks_that_a_wrapper_does_not_break_at_do_not_stop_the_joining() -> None:
    text = " ".join(["a chart costs about 100\u00a0000\u00a0000\u00a0crowns and takes a winter to engrave;"] * 6)
    assert unwrap(wrapped(text, 80)) == text


@given(words=WORDS, width=st.integers(50, 90))
@settings(max_examples=30)
def test_whatever_was_wrapped_comes_back(words: list[str], width: int) -> None:
    text = " ".join(words)
    assert unwrap(wrapped(text, width)) == text


@given(st.text(st.sampled_from("ab-•* \n"), max_size=400))
def test_nothing_but_blanks_and_line_ends_is_ever_taken_away(text: str) -> None:
    assert "".join(unwrap(text).split()) == "".join(text.split())


def test_a_very_long_paragraph_is_joined_in_linear_time() -> None:
    text = wrapped("draw the map and " * 12_000, 80)  # 204,000 characters
    begun = time.process_time()
    assert "\n" not in unwrap(text)
    assert time.process_time() - begun < 1.0
