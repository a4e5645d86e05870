"""The few parts of a page that hold data, cut out of it in one pass, without the tree that a browser makes.

The tree of a whole page costs four times as much, and a page of 5,000 unclosed tags takes a parser
minutes and gigabytes. Tags that matter are still parsed, by lexbor, one at a time: their attributes
come as a browser would see them (``application/ld&#x2B;json``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from selectolax.lexbor import LexborHTMLParser

_START = re.compile(r"<(?:(!--)|(script|style|template|link|meta)(?=[\s/>]))", re.I)
_END = {name: re.compile(f"</{name}(?=[\\s/>])", re.I) for name in ("script", "style", "template")}
_LD_JSON = "application/ld+json"
_JSON = "application/json"
_KEYWORD = "@"
_CANONICAL = "canonical"
_OG_URL = "og:url"
_MOST_TAGS = 1_000
_LONGEST_TAG = 2_000


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
    for name, said, content in _parts_with_data(html):
        if name == "script":
            if _type_of(said) == _LD_JSON:
                blocks.append(content)
        elif name == "link":
            is_canonical = _CANONICAL in (said.get("rel") or "").lower().split()
            canonical = canonical or (said.get("href") or "") * is_canonical
        else:
            og_url = og_url or said.get("content") or ""
    return blocks, canonical.strip() or og_url.strip()


def plain_data(html: str) -> list[str]:
    """Contents of the scripts of type ``application/json`` with a keyword of JSON-LD in them."""
    return [content for name, said, content in _parts_with_data(html) if name == "script" and _type_of(said) == _JSON]


def code(html: str) -> list[str]:
    """Contents of the scripts of no type of JSON with a keyword of JSON-LD in them."""
    scripts = (part for part in _parts_with_data(html) if part[0] == "script")
    return [content for _, said, content in scripts if _type_of(said) not in (_LD_JSON, _JSON)]


def visible(html: str) -> str:
    """The page without comments, scripts, styles and templates."""
    pieces: list[str] = []
    at = 0
    for name, start, _, after in _parts(html):
        if name in _END or name == "!--":
            pieces.append(html[at:start])
            at = after
    return "".join([*pieces, html[at:]])


def attributes(inside: str) -> dict[str, str | None]:
    """Attributes of a tag from what stands between its name and its end.

    The cost grows with the square of their number, as each is held against those before it.
    """
    element = LexborHTMLParser(f"<i {inside}>").css_first("i")
    return {} if element is None else element.attributes


def _type_of(said: dict[str, str | None]) -> str:
    return (said.get("type") or "").partition(";")[0].strip().lower()


def _parts_with_data(html: str) -> Iterator[tuple[str, dict[str, str | None], str]]:
    """Those elements that can hold JSON-LD or the page's address: name, attributes, content."""
    wanted = {"script": _KEYWORD, "link": _CANONICAL, "meta": _OG_URL}
    with_data = (
        part for part in _parts(html) if part[0] in wanted and html.find(wanted[part[0]], part[1], part[2]) >= 0
    )
    for name, start, end, _ in islice(with_data, _MOST_TAGS):
        inside, _, content = html[start + len(name) + 1 : end].partition(">")
        yield name, attributes(inside[:_LONGEST_TAG]), content


def _parts(html: str) -> Iterator[tuple[str, int, int, int]]:
    """Each comment and element of the kinds above: its name, start, end of content, and where what follows begins."""
    at = 0
    while found := _START.search(html, at):
        name = (found[1] or found[2]).lower()
        start = found.start()
        if name == "!--":
            close = html.find("-->", start + 2)
            at = close + 3 if close >= 0 else len(html)
            yield name, start, at, at
        elif name in _END:
            closing = _END[name].search(html, found.end())
            close = html.find(">", closing.end()) if closing else -1
            at = close + 1 if close >= 0 else len(html)
            yield name, start, closing.start() if closing else at, at
        else:
            stop = html.find("<", found.end())
            at = stop if stop >= 0 else len(html)
            yield name, start, at, at
