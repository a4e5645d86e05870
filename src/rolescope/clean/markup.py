"""HTML to plain text: headings and bullets on lines of their own, characters as the posting has them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rolescope.clean.entities import unescape

_LOOKS_LIKE_HTML = re.compile(r"</?(?:p|br|div|ul|ol|li|h[1-6]|strong|b|em|span|table|section)\b[^<>]*>", re.I)
_ESCAPED_HTML = re.compile(r"&lt;/?(?:p|br|div|ul|ol|li|h[1-6]|strong|span)\b", re.I)
_LINES = (
    "div", "tr", "article", "header", "footer", "pre", "dl", "dt", "dd", "main", "aside", "figure", "hr", "form", "li"
)  # fmt: skip
_PARAGRAPHS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section")
_LINE_ENDS = dict.fromkeys(_LINES, 1) | dict.fromkeys(_PARAGRAPHS, 2)
_MARKS = frozenset([*_LINE_ENDS, "br", "td", "th"])
"""Tags that show in a text; all others are as if they were not there."""
_SILENT = frozenset(["script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"])
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>"
    r"|<(script|style|template|noscript|title|svg|iframe|object)\b.*?(?:</\1\b[^<>]*>?|\Z)",
    re.I | re.S,
)
_TAG_OR_TEXT = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>|[^<]+|<", re.I)
_WHITE = re.compile(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_MAX_TAGS = 1_000
"""Beyond it a parser's tree is not worth its cost, which grows with the square of the tags: one of 5,000
unclosed `<b>` and as many `<p>` took 42 s and 9 GB, one of 1,000 tags takes at most 0.1 s and 0.1 GB."""


def is_html(text: str) -> bool:
    """Whether a text holds HTML tags of a document (and not just a ``<`` somewhere)."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text) is not None


def is_escaped_html(text: str) -> bool:
    """Whether a text is HTML that was escaped once more (``&lt;p&gt;``)."""
    return "&" in text and "&lt;" in text and _ESCAPED_HTML.search(text) is not None


def html_to_text(html: str) -> str:
    """Text of an HTML fragment, scripts and styles left out, list items as ``- `` bullets.

    A page of more than `_MAX_TAGS` tags is read tag by tag, without the tree that a browser makes of it.
    """
    page = _Page()
    if html.count("<") > _MAX_TAGS:
        _read_tags(html, page)
    else:
        root = LexborHTMLParser(html).body
        if root is not None:
            _walk(root, page)
    return page.text()


class _Page:
    """The lines of a page, from its tags and texts in their order."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._line_ends = 0
        self._bullet = False
        self._pre = 0

    def open(self, tag: str) -> None:
        self._edge(tag)
        if tag == "br":
            self._line_ends += 1
        elif tag == "li":
            self._bullet = True
        elif tag == "pre":
            self._pre += 1

    def close(self, tag: str) -> None:
        self._edge(tag)
        if tag == "li":
            self._bullet = False
        elif tag == "pre":
            self._pre = max(0, self._pre - 1)
        elif tag in ("td", "th"):
            self.add(" ")

    def add(self, raw: str) -> None:
        """Text between two tags; a bullet waits for it, so that an empty item leaves none."""
        text = raw if self._pre else _single_spaced(raw)
        if self._line_ends or self._bullet:
            if not text.strip():
                return
            text = text if self._pre else text.lstrip(" ")
            self._pieces.append("\n" * self._line_ends + "- " * self._bullet)
            self._line_ends, self._bullet = 0, False
        self._pieces.append(text)

    def text(self) -> str:
        return "".join(self._pieces)

    def _edge(self, tag: str) -> None:
        line_ends = _LINE_ENDS.get(tag, 0)
        if line_ends > self._line_ends:
            self._line_ends = line_ends


def _single_spaced(text: str) -> str:
    has_other = "\n" in text or "  " in text or "\t" in text or "\r" in text or "\f" in text
    return _WHITE.sub(" ", text) if has_other else text


def _walk(root: LexborNode, page: _Page) -> None:
    """Depth first with a stack of its own: hostile nesting must not exhaust Python's."""
    stack: list[tuple[LexborNode | None, str]] = [(root, "")]
    while stack:
        node, closing = stack.pop()
        if node is None:
            page.close(closing)
            continue
        tag = node.tag or ""
        if tag == "-text":
            page.add(node.text_content or "")
            continue
        if tag in _SILENT or tag.startswith(("-", "!")):
            continue
        if tag in _MARKS:
            page.open(tag)
            stack.append((None, tag))
        child = node.last_child
        while child is not None:
            stack.append((child, ""))
            child = child.prev


def _read_tags(html: str, page: _Page) -> None:
    for found in _TAG_OR_TEXT.finditer(_UNSEEN.sub("", html)):
        closing, tag = found.groups()
        if tag is None:
            page.add(unescape(found.group()))
        elif closing:
            page.close(tag.lower())
        else:
            page.open(tag.lower())
