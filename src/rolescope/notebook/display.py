"""How tables look: plain text of one width, and HTML in which nothing of a posting is markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from rolescope.terminal.plain import printable

WIDTH = 120
_CELL = 48
_CELL_HTML = 80
_CAPTION = "caption-side:top;text-align:left;padding:.3em 0;font-weight:600"


class Html(str):
    """Markup of rolescope's own, which is not escaped again."""

    __slots__ = ()


def plain_table(caption: str, columns: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> str:
    """A caption and aligned columns; those that do not fit into `WIDTH` are named below.

    Examples
    --------
    >>> print(plain_table("two", ["value", "n"], [{"value": "Python", "n": 12}, {"value": "Go", "n": None}]))
    two
    value   n
    Python  12
    Go
    """
    cells = {name: [name, *(_cut(said(row[name]), _CELL) for row in rows)] for name in columns}
    widths = {name: max(map(len, column)) for name, column in cells.items()}
    shown: list[str] = []
    for name in columns:
        if shown and sum(widths[n] + 2 for n in shown) + widths[name] > WIDTH:
            break
        shown.append(name)
    lines = ["  ".join(cells[name][i].ljust(widths[name]) for name in shown).rstrip() for i in range(len(rows) + 1)]
    rest = [name for name in columns if name not in shown]
    return "\n".join([printable(caption), *lines, *([f"and {', '.join(rest)}"] if rest else [])])


def html_table(caption: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """The same as an HTML table, which scrolls where it is wide.

    Examples
    --------
    >>> html_table("one", ["value"], [{"value": "<script>"}]).endswith("<td>&lt;script&gt;</td></tr></tbody></table></div>")
    True
    """
    head = "".join(f'<th style="text-align:left">{escape(name)}</th>' for name in columns)
    body = "".join("<tr>" + "".join(f"<td>{_html(row[name])}</td>" for name in columns) + "</tr>" for row in rows)
    return (
        f'<div style="overflow-x:auto"><table><caption style="{_CAPTION}">{safe(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def said(value: Any) -> str:
    """A cell as text on one line; what is not known is empty.

    Examples
    --------
    >>> said(0.31446), said(None), said([{"city": "Berlin", "metro": None}]), said(True)
    ('0.314', '', 'Berlin', 'true')
    """
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case float():
            return f"{value:.3g}" if abs(value) < 1000 else f"{value:,.0f}"
        case dt.date():
            return value.isoformat()
        case dict():
            return ", ".join(said(part) for part in value.values() if part is not None)
        case list():
            return "; ".join(said(part) for part in value)
        case _:
            return " ".join(printable(str(value)).split())


def safe(text: str) -> str:
    """Text of a posting for a page: no markup, no marks that turn the direction of writing."""
    return escape(printable(text))


def _html(value: Any) -> str:
    return value if isinstance(value, Html) else escape(_cut(said(value), _CELL_HTML))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
