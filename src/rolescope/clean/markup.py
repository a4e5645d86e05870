"""HTML to plain text: headings and bullets on lines of their own, characters as the posting has them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_LOOKS_LIKE_HTML = re.compile(r"</?(?:p|br|div|ul|ol|li|h[1-6]|strong|b|em|span|table|section)\b[^>]*>", re.I)
_ESCAPED_HTML = re.compile(r"&lt;/?(?:p|br|div|ul|ol|li|h[1-6]|strong|span)\b", re.I)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "main",
        "aside",
        "figure",
        "hr",
        "form",
    ]
)
_SPACED = frozenset(["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "section"])
_SILENT = frozenset(["script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"])
_WHITE = re.compile(r"[ \t\r\n\f]+")
_MAX_DEPTH = 400


def is_html(text: str) -> bool:
    """Whether a text holds HTML tags of a document (and not just a ``<`` somewhere)."""
    return "<" in text and _LOOKS_LIKE_HTML.search(text) is not None


def is_escaped_html(text: str) -> bool:
    """Whether a text is HTML that was escaped once more (``&lt;p&gt;``)."""
    return "&lt;" in text and _ESCAPED_HTML.search(text) is not None


def html_to_text(html: str) -> str:
    """Text of an HTML fragment, scripts and styles left out, list items as ``- `` bullets."""
    root = LexborHTMLParser(html).body
    if root is None:
        return ""
    pieces: list[str] = []
    _walk(root, pieces, in_pre=False)
    return "".join(pieces)


def _walk(root: LexborNode, pieces: list[str], *, in_pre: bool) -> None:
    """Depth first with a stack of its own: hostile nesting must not exhaust Python's."""
    stack: list[tuple[LexborNode | None, str, bool]] = [(root, "", in_pre)]
    while stack:
        node, closing, pre = stack.pop()
        if node is None:
            pieces.append(closing)
            continue
        tag = node.tag
        if tag == "-text":
            raw = node.text_content or ""
            pieces.append(raw if pre else _WHITE.sub(" ", raw))
            continue
        if tag in _SILENT or tag.startswith(("-", "!")):
            continue
        if tag == "br":
            pieces.append("\n")
            continue
        if tag == "li":
            pieces.append("\n- ")
            stack.append((None, "\n", pre))
        elif tag in _BLOCKS:
            edge = "\n\n" if tag in _SPACED else "\n"
            pieces.append(edge)
            stack.append((None, edge, pre))
        elif tag in ("td", "th"):
            stack.append((None, " ", pre))
        children = []
        child = node.child
        while child is not None:
            children.append(child)
            child = child.next
        stack.extend((child, "", pre or tag == "pre") for child in reversed(children))
