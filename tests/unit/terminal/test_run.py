from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.text import Text

from rolescope.terminal.plain import harmless


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b]0;owned\x07Engineer", "[2J]0;ownedEngineer"),
        ("\x9b31mred", "31mred"),
        ("\u202egnirts\u202c", "gnirts"),
        ("a\u2066b\u2069c\u200f", "abc"),
        ("\rover", "over"),
        ("[bold red]loud[/]", "[bold red]loud[/]"),
        ("[link=javascript:alert(1)]x[/link]", "[link=javascript:alert(1)]x[/link]"),
        ("Ingénieur·e IA 🤖", "Ingénieur·e IA 🤖"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("", ""),
    ],
)
def test_hostile_text_is_shown_as_plain_words(text: str, shown: str) -> None:
    rendered = Text.from_markup(harmless(text))
    assert rendered.plain == shown
    assert rendered.spans == []


@given(st.text(alphabet=st.characters(codec=None)))
@example("\x00\x07\x08\x1b\x7f\x80\x9f")
@example("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_control_character_and_no_markup_survives(text: str) -> None:
    shown = harmless(text)
    assert [c for c in shown if unicodedata.category(c) == "Cc" and c not in "\n\t"] == []
    assert Text.from_markup(shown).spans == []


def test_no_direction_mark_survives() -> None:
    marks = [
        chr(code)
        for code in range(0x110000)
        if unicodedata.bidirectional(chr(code)) in {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    ] + ["\u200e", "\u200f", "\u061c"]
    assert len(marks) == 12
    assert harmless("".join(marks)) == ""
