from __future__ import annotations

import re
import textwrap
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from rolescope.clean.text import one_line, plain_text

ANY_TEXT = st.text(st.characters()) | st.text(st.sampled_from("a-•*o \t\n\r\u200b\u00a0&<>p#1;3/\x00\ud800Ââ€™"))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<h3>Do</h3><ul><li>Draw &amp; ink</li><li>Rest</li></ul>", "Do\n\n- Draw & ink\n- Rest"),
        ("&lt;p&gt;Draw &amp;amp; ink&lt;/p&gt;&lt;p&gt;Rest&lt;/p&gt;", "Draw & ink\n\nRest"),
        ("Draw &amp; ink", "Draw & ink"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("  a  \nb\t\n", "a\nb"),
        ("• a\n● b\n▪ c\n\uf0b7 d\n– e\n* f\no g", "- a\n- b\n- c\n- d\n- e\n- f\n- g"),
        ("  • nested", "- nested"),
        ("•\nalone\n•\nabove its text", "- alone\n- above its text"),
        ("<ul><li><p>a</p></li><li><p>b</p></li></ul>", "- a\n\n- b"),
        ("10 • 20", "10 • 20"),
        ("orange\nof course", "orange\nof course"),
        ("Ã¼ber weâ€™re", "über we’re"),
        ("half \ud83d emoji", "half \ufffd emoji"),
        ("zero\u200bwidth \u202eturned\u202c \ufeffmark\x00", "zerowidth turned mark"),
        ("", ""),
        (" \n\t ", ""),
        ("<p> </p><script>x()</script>", ""),
    ],
)
def test_a_description_becomes_plain_lines(raw: str, text: str) -> None:
    assert plain_text(raw) == text


@pytest.mark.parametrize(
    "text",
    [
        "100\u00a0000 maps a\u202fyear",
        "state\u2011of\u2011the\u2011art",
        "two  blanks",
        "“quoted” – and—dashed",
        "naïve Ångström",
        "C++, C# & .NET",
        "a < b > c",
        "東京 地図",
        "e\u0301 stays two characters",
        "👩‍🔬 draws",
        "İstanbul ﬁne",
    ],
)
def test_the_posting_keeps_its_own_characters(text: str) -> None:
    assert plain_text(text) == text


def test_repairing_mojibake_leaves_the_rest_of_the_text_alone() -> None:
    assert (
        plain_text("weâ€™re at 5\u00a0000 \u202fà la carte — “fine” ﬁt…")
        == "we’re at 5\u00a0000 \u202fà la carte — “fine” ﬁt…"
    )


def test_wrapped_text_is_unwrapped_and_bullets_stay() -> None:
    paragraph = (
        "We draw charts of every harbour between here and the cape, and we have done so since "
        "the first lighthouse was "
        "lit on the northern rocks, when a chart still cost more than the boat that carried "
        "it and twice as much as tea."
    )
    assert plain_text(textwrap.fill(paragraph, 60) + "\n\n• ink\n• paper") == paragraph + "\n\n- ink\n- paper"


def test_an_empty_bullet_does_not_make_a_bullet_of_the_heading_after_it() -> None:
    raw = "<ul><li>ink</li><li></li></ul><h3>Requirements</h3><p>A steady hand</p>"
    assert "Requirements" in plain_text(raw).split("\n")


def test_words_on_both_sides_of_a_page_break_stay_two_words() -> None:
    assert plain_text("charts\x0cmaps").split() == ["charts", "maps"]


@given(ANY_TEXT)
@example("a&#13;b")
@example("&#x2028;a&#12;b")
@example("<p>a&#13;b</p>")
def test_any_text_comes_out_clean(raw: str) -> None:
    text = plain_text(raw)
    assert text == text.strip(" \t\n")
    assert "\n\n\n" not in text
    assert not re.search(r"[ \t]+$", text, re.M)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]", text)


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"])).filter(lambda t: "&" not in t and "<" not in t))
def test_words_of_a_plain_line_are_never_lost(raw: str) -> None:
    letters = [c for c in raw if c.isalnum()]
    kept = [c for c in plain_text("x " + raw) if c.isalnum()]
    assert kept == ["x", *letters] or any(c in raw for c in "ÂÃâðï")


@pytest.mark.parametrize(
    ("raw", "line"),
    [
        (" Map\n maker\t(f/m) ", "Map maker (f/m)"),
        ("Ink &amp; Co", "Ink & Co"),
        ("Ã¼ber", "über"),
        (None, ""),
        ("", ""),
        ("a\u202eb\u200b", "ab"),
        ("a\ud83d", "a\ufffd"),
        ("5\u00a0000", "5 000"),
    ],
)
def test_a_title_is_one_line(raw: str | None, line: str) -> None:
    assert one_line(raw) == line


@given(ANY_TEXT)
def test_any_title_is_one_line_without_blanks_around_it(raw: str) -> None:
    line = one_line(raw)
    assert line == " ".join(line.split())
    assert len(line.splitlines()) <= 1


@pytest.mark.parametrize(
    "raw",
    [
        "x" + " " * 30_000 + "x",
        "x" + "\t" * 30_000 + "x",
        "- \n" * 30_000,
        "\n" * 100_000 + "x",
        "&" * 100_000,
    ],
)
def test_a_hostile_text_takes_no_longer_than_a_long_one(raw: str) -> None:
    begun = time.process_time()
    plain_text(raw)
    assert time.process_time() - begun < 1.0
