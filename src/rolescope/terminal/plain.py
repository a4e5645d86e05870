"""Text of postings made harmless for a terminal, and the look of every table."""

from __future__ import annotations

import re

from rich import box
from rich.console import OverflowMethod
from rich.markup import escape
from rich.table import Table

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def printable(text: str) -> str:
    """Text of a posting or a file without terminal escapes and direction marks."""
    return _UNPRINTABLE.sub("", text)


def harmless(text: str) -> str:
    """The same, without markup of the terminal's own."""
    return escape(printable(text))


def new_table(title: str, *columns: str) -> Table:
    """An empty table with a title; figures stand to the right, and what the rows are called is never cut."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        is_text = number == 0 or column in ("", "of", "match")
        overflow: OverflowMethod = "fold" if number == 0 else "ellipsis"
        table.add_column(column, justify="left" if is_text else "right", overflow=overflow)
    return table
