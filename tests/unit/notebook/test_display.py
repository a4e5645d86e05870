from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from rolescope.notebook.display import WIDTH, html_table, plain_table


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)


@given(st.text(), st.text())
def test_no_text_of_a_posting_is_markup_or_a_line_of_its_own(caption: str, text: str) -> None:
    row = {"title": text}
    assert Tags(html_table(caption, ["title"], [row])).seen == [
        "div", "table", "caption", "thead", "tr", "th", "tbody", "tr", "td",
    ]  # fmt: skip
    assert len(plain_table("", ["title"], [row]).split("\n")) == 3


@given(st.text())
def test_no_escape_and_no_direction_mark_reaches_a_terminal(text: str) -> None:
    shown = plain_table("table", ["title"], [{"title": f"{text}\x1b[31m\u202e"}])
    assert not {"\x1b", "\u202e", "\x07"} & set(shown)


def test_columns_that_do_not_fit_are_named() -> None:
    names = [f"column_{number:02}" for number in range(30)]
    table, _, rest = plain_table("wide", names, [dict.fromkeys(names, "x" * 20)]).rpartition("\nand ")
    assert max(map(len, table.splitlines())) <= WIDTH
    assert table.splitlines()[1].split() + rest.split(", ") == names
