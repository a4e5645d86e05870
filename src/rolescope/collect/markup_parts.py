"""The few parts of a page that hold data, cut out of it in one pass, without the tree that a browser makes.

The tree of a whole page costs four times as much, and a page of 5,000 unclosed tags takes a parser
minutes and gigabytes. Tags that matter are still parsed, by lexbor, one at a time: their attributes
come as a browser would see them (``application/ld&#x2B;json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

_START = re.compile(r"<(?:(!--)|(script|style|template|link|meta)(?=[\s/>]))", re.I)
_END = {name: re.compile(f"</{name}(?=[\\s/>])", re.I) for name in ("script", "style", "template")}
_LD_JSON = "application/ld+json"
_HAS_KEYWORD = '"@'
_CANONICAL = "canonical"
_OG_URL = "og:url"


def linked_data(html: str) -> tuple[list[str], str]:
    """The JSON-LD blocks of a page as they stand in it, and the page's own address where it says so.

    Parameters
    ----------
    html
        The page.

    Returns
    -------
    tuple of list of str and str
        Contents of the scripts of type ``application/ld+json``; the canonical link, else ``og:url``, else "".
    """
    blocks: list[str] = []
    canonical = og_url = ""
    for name, start, end in _parts(html):
        if name == "script" and html.find(_HAS_KEYWORD, start, end) >= 0:
            kind, content = _script(html[start:end])
            if kind == _LD_JSON:
                blocks.append(content)
        elif name == "link" and not canonical and _CANONICAL in html[start:end].lower():
            said = attributes(html[start + len("<link") : end])
            canonical = (said.get("href") or "") if _CANONICAL in (said.get("rel") or "").lower().split() else ""
        elif name == "meta" and not og_url and html.find(_OG_URL, start, end) >= 0:
            og_url = attributes(html[start + len("<meta") : end]).get("content") or ""
    return blocks, canonical.strip() or og_url.strip()


def visible(html: str) -> str:
    """The page without comments, scripts, styles and templates."""
    pieces: list[str] = []
    at = 0
    for name, start, end in _parts(html):
        if name in _END or name == "!--":
            pieces.append(html[at:start])
            at = end
    return "".join([*pieces, html[at:]])


def attributes(inside: str) -> dict[str, str | None]:
    """Attributes of a tag from what stands between its name and its end."""
    element = LexborHTMLParser(f"<i {inside.partition('>')[0]}>").css_first("i")
    return {} if element is None else element.attributes


def _script(html: str) -> tuple[str, str]:
    element = LexborHTMLParser(html).css_first("script")
    if element is None:
        return "", ""
    kind = (element.attributes.get("type") or "").partition(";")[0].strip().lower()
    return kind, element.text()


def _parts(html: str) -> Iterator[tuple[str, int, int]]:
    """Name, start and end of each comment and each element of the kinds above; each character is read once."""
    at = 0
    while found := _START.search(html, at):
        name = (found[1] or found[2]).lower()
        start = found.start()
        if name == "!--":
            close = html.find("-->", start + 2)
            at = close + 3 if close >= 0 else len(html)
            yield name, start, at
        elif name in _END:
            closing = _END[name].search(html, found.end())
            at = closing.end() if closing else len(html)
            yield name, start, closing.start() if closing else at
        else:
            stop = html.find("<", found.end())
            at = stop if stop >= 0 else len(html)
            yield name, start, at
