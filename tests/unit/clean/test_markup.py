from __future__ import annotations

import html
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.clean.markup import html_to_text, is_escaped_html, is_html

WORDS = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="-"), min_size=1, max_size=8)


@pytest.mark.parametrize("text", ["<p>a</p>", "a<br>b", "a<BR/>b", "<ul ><li class='x'>a", "</div>"])
def test_tags_of_a_document_are_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize(
    "text", ["", "a < b", "latency <50ms, >10 QPS", "List<String>", "<3 maps", "<program> name", "&lt;p&gt;"]
)
def test_a_bracket_somewhere_is_no_html(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    ("text", "escaped"), [("&lt;p&gt;a&lt;/p&gt;", True), ("&lt;li class=x&gt;", True), ("a &lt; b", False)]
)
def test_html_that_was_escaped_once_more_is_told_from_a_bracket(text: str, escaped: bool) -> None:
    assert is_escaped_html(text) == escaped


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        ("<p>a</p><p>b</p>", ["a", "b"]),
        ("a<br>b", ["a", "b"]),
        ("<h3>Head</h3>body", ["Head", "body"]),
        ("<ul><li>a</li><li>b</li></ul>", ["- a", "- b"]),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", ["- a", "- b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>one <b>bold</b>, <em>slanted</em> line</p>", ["one bold, slanted line"]),
        ("<p>a\n   wrapped\tline</p>", ["a wrapped line"]),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", ["a b", "c"]),
        ("<pre>x = 1\ny = 2</pre>", ["x = 1", "y = 2"]),
        ("<p>a &lt;b&gt; &amp; c</p>", ["a <b> & c"]),
        ("<p>unclosed<p>tags<li>everywhere", ["unclosed", "tags", "- everywhere"]),
        ("<span>Java</span>Script", ["JavaScript"]),
        ("", []),
    ],
)  # fmt: skip
def test_blocks_are_lines_and_items_are_bullets(markup: str, lines: list[str]) -> None:
    assert [line.strip() for line in html_to_text(markup).split("\n") if line.strip()] == lines


@pytest.mark.parametrize("tag", ["script", "style", "template", "noscript", "title", "svg", "iframe"])
def test_what_a_reader_does_not_see_is_left_out(tag: str) -> None:
    assert html_to_text(f"<p>seen</p><{tag}>hidden</{tag}><!-- hidden --><p>too</p>").split() == [
        "seen",
        "too",
    ]


@given(st.lists(WORDS, max_size=12), st.sampled_from(["p", "li", "h2", "div", "b", "td"]))
def test_every_word_of_the_page_survives(words: list[str], tag: str) -> None:
    page = "".join(f"<{tag}>{html.escape(word)}</{tag}> " for word in words)
    assert html_to_text(page).replace("- ", " ").split() == words


@given(st.text())
def test_any_text_can_be_read_as_html(text: str) -> None:
    assert isinstance(html_to_text("<p>" + text), str)


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<ul><li>"])
def test_hostile_nesting_neither_ends_nor_stalls_the_run(opening: str) -> None:
    begun = time.process_time()
    assert html_to_text(opening * 10_000 + "x").strip("\n -") == "x"
    assert time.process_time() - begun < 2.0


def test_a_text_of_unclosed_brackets_is_looked_at_in_linear_time() -> None:
    begun = time.process_time()
    assert not is_html("<p " * 60_000)
    assert time.process_time() - begun < 1.0


@pytest.mark.parametrize(
    "page",
    [
        "<p>" + "".join(f"<b a={n}>" for n in range(40_000)) + "<p>x" * 40_000,
        "<div><!--</div>-->" * 50_000,
        "<div a='" * 50_000,
        "<!--" * 100_000,
        "<script" * 100_000,
        "<" * 500_000,
        "<a" + "a" * 500_000,
    ],
    ids=["formatting", "comments", "quotes", "unclosed comments", "scripts", "brackets", "name"],
)
def test_a_page_of_very_many_tags_is_read_in_linear_time(page: str) -> None:
    begun = time.process_time()
    html_to_text(page)
    assert time.process_time() - begun < 2.0


def test_a_page_of_very_many_tags_is_read_like_any_other() -> None:
    page = (
        "<!DOCTYPE html><h3>Do</h3><ul><li>Draw &amp; ink</li><li></li><li><p>Rest</p></li></ul>"
        "<!-- <p>no --><script>no()</script><p>a<br>b</p><pre>x\n  y</pre><div>c</div><div>d</div>"
    )
    assert html_to_text(page + "<i></i>" * 2_000) == html_to_text(page)
    assert html_to_text(page) == "\n\nDo\n\n- Draw & ink\n\n- Rest\n\na\nb\n\nx\n  y\nc\nd"
