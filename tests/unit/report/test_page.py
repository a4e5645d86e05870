from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.report import write_report
from rolescope.report.behind import PER_FIGURE

from .hostile import FACTS, ROLE_TITLE, SKILL, STUDY, WITH_SKILL, write_hostile_run


class _Seen(HTMLParser):
    """Tags, attributes and text of a page, as a browser would see them."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("run")
    write_hostile_run(made)
    write_report(made, STUDY, shipped_codebook("ai-engineer"), FACTS)
    return made


@pytest.fixture(scope="module")
def html(folder: Path) -> str:
    return (folder / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def markdown(folder: Path) -> str:
    return (folder / "report.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seen(html: str) -> _Seen:
    parser = _Seen()
    parser.feed(html)
    return parser


def test_no_tag_of_a_posting_becomes_a_tag_of_the_page(seen: _Seen) -> None:
    assert seen.tags.isdisjoint({"script", "img", "i", "u", "s", "iframe", "object", "form"})
    assert [name for name, _ in seen.attributes if name.startswith("on")] == []


def test_hostile_words_are_shown_as_they_are_written(seen: _Seen) -> None:
    for words in (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(2)>',
        "{{ 7 * 7 }}",
        "<s>file</s>.jsonl:3",
        "<u>q</u>",
    ):
        assert words in seen.text


def test_links_lead_into_the_page_or_to_the_web(seen: _Seen) -> None:
    links = {value or "" for name, value in seen.attributes if name == "href"}
    assert {link for link in links if not link.startswith("#")} == {"https://jobs.example/a?b=1&c=%22x"}


def test_links_into_the_page_have_their_place(seen: _Seen) -> None:
    places = {f"#{value}" for name, value in seen.attributes if name == "id"}
    links = {value or "" for name, value in seen.attributes if name == "href"}
    assert {link for link in links if link.startswith("#")} <= places


def test_the_page_needs_nothing_but_itself(html: str, seen: _Seen) -> None:
    assert "default-src 'none'" in html
    assert [value for name, value in seen.attributes if name in ("src", "srcset", "data", "action")] == []
    assert "@import" not in html and "url(http" not in html


def test_a_bar_says_how_many_of_its_postings_it_shows(seen: _Seen) -> None:
    assert f"Showing 20 of {WITH_SKILL} postings" in seen.text


def test_the_quote_is_marked_in_its_context(html: str) -> None:
    # in the bar, and in the group of the level that is large enough
    assert html.count("<mark>Py&lt;i&gt;thon</mark>") == 20 + PER_FIGURE


def test_long_texts_do_not_swell_the_page(html: str) -> None:
    # 60 postings of 8,000 characters; 20 excerpts of a line each
    assert len(html) < 60_000


def test_thin_slices_are_refused_on_the_page(seen: _Seen) -> None:
    assert "1 of 2 groups is too thin for any share" in seen.text


def test_titles_show_their_size_and_what_sets_them_apart(seen: _Seen) -> None:
    assert f"{ROLE_TITLE} 50 postings, 50 employers" in seen.text
    assert "too thin: 10 postings, at least 30 are needed" in seen.text


def test_the_frame_says_what_is_reposted_and_how_old(seen: _Seen, markdown: str) -> None:
    for page in (seen.text, markdown):
        assert "No posting has a repost in the corpus." in page
        assert "How old the postings were when they were collected is not known." in page


def test_what_was_dropped_is_on_the_page(seen: _Seen) -> None:
    assert "1 dropped: empty text, in <s>file</s>.jsonl:3" in seen.text


def test_both_forms_show_the_same_figure(seen: _Seen, markdown: str) -> None:
    # 45 of 60
    assert "75 %" in seen.text and "| 45 | 75 % |" in markdown


def test_markdown_holds_no_tag_link_or_code_of_a_posting(markdown: str) -> None:
    assert re.findall(r"(?<!\\)<(?:script|img|b|u|s|i)\b", markdown) == []
    assert re.findall(r"(?<!\\)\]\(\s*javascript", markdown) == []
    assert re.findall(r"(?<!\\)`tick", markdown) == []
    assert SKILL.replace("<", r"\<").replace(">", r"\>") in markdown
