"""Microdata (HTML standard, chapter 5) and RDFa Lite: items of one schema.org type, as the objects that JSON-LD gives."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from rolescope.collect.jsonld import is_of_type
from rolescope.collect.markup_parts import attributes, visible

_TAG = re.compile(r"<(/?)([a-z][a-z0-9:-]*)([^<>]*)>?", re.I)
_WITHOUT_END = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
_ENDED_BY_THE_NEXT = frozenset(["li", "p", "dt", "dd", "td", "th", "tr", "option"])
_LINKS = ("url", "sameAs")
_SAYS_TYPE = re.compile("itemtype|typeof", re.I)
_SAYS = re.compile("item(?:prop|scope|type)|typeof|property", re.I)
_TIMES_THE_PAGE = 4
_MOST_EFFORT = 5e9
"""Squared characters of tags that are parsed, about two seconds: real pages stay below a hundredth of it."""
_LEAST_EFFORT = 1e5


@dataclass
class _Open:
    """An element that has not ended: its name, where its content begins, its item and what it is a property of."""

    name: str
    start: int
    item: dict[str, Any] | None
    owner: dict[str, Any] | None = None
    properties: tuple[str, ...] = ()


def items_of_type(html: str, name: str, texts: Set[str]) -> list[dict[str, Any]]:
    """Items of a type in the order of the page, each property a list of texts and items.

    The page is read tag by tag with a stack of open elements, so that no nesting costs more than its length.

    Parameters
    ----------
    html
        The page.
    name
        Name of the type, such as "JobPosting".
    texts
        Properties whose markup is kept.
    """
    if name not in html or not _SAYS_TYPE.search(html):
        return []
    reader = _Reader(visible(html), texts)
    return [item for item in reader.items if is_of_type(item["@type"], name)]


class _Reader:
    def __init__(self, page: str, texts: Set[str]) -> None:
        self.items: list[dict[str, Any]] = []
        self._page = page
        self._texts = texts
        self._room = _TIMES_THE_PAGE * len(page)
        self._effort = _MOST_EFFORT
        self._open: list[_Open] = []
        self._count: Counter[str] = Counter()
        for tag in _TAG.finditer(page):
            name = tag[2].lower()
            if tag[1]:
                self._end(name, tag.start())
            else:
                self._begin(name, tag[3], tag.start(), tag.end())
        while self._open:
            self._close(len(page))

    def _begin(self, name: str, inside: str, start: int, end: int) -> None:
        if name in _ENDED_BY_THE_NEXT:
            self._end_before_the_next(name, start)
        owner = self._open[-1].item if self._open else None
        said = self._attributes(inside) if _SAYS.search(inside) else {}
        properties = tuple((said.get("itemprop") or said.get("property") or "").split())
        element = _Open(name, end, owner)
        if "itemscope" in said or "typeof" in said:
            element.item = {"@type": (said.get("itemtype") or said.get("typeof") or "").split()}
            self.items.append(element.item)
            _add(owner, properties, element.item)
        elif properties:
            value = _value(name, properties, said)
            if value is None:
                element.owner, element.properties = owner, properties
            else:
                _add(owner, properties, value)
        if name not in _WITHOUT_END and not inside.endswith("/"):
            self._open.append(element)
            self._count[name] += 1

    def _end_before_the_next(self, name: str, at: int) -> None:
        """Close the element before, and a paragraph open in it, where another of its kind begins."""
        names = [element.name for element in self._open[-2:]]
        if name in names and names[-1] in (name, "p"):
            while self._close(at) != name:
                pass

    def _attributes(self, inside: str) -> dict[str, str | None]:
        self._effort -= len(inside) ** 2 + _LEAST_EFFORT
        return attributes(inside) if self._effort > 0 else {}

    def _end(self, name: str, at: int) -> None:
        if self._count[name]:
            while self._close(at) != name:
                pass

    def _close(self, at: int) -> str:
        element = self._open.pop()
        self._count[element.name] -= 1
        if element.properties and at - element.start <= self._room:
            self._room -= at - element.start
            content = self._page[element.start : at]
            is_text = not self._texts.isdisjoint(element.properties)
            _add(element.owner, element.properties, content if is_text else " ".join(_TAG.sub(" ", content).split()))
        return element.name


def _value(name: str, properties: tuple[str, ...], said: dict[str, str | None]) -> str | None:
    """What an attribute says, or None where it is the content that does."""
    if said.get("content") is not None:
        return said["content"]
    if name == "time" and said.get("datetime"):
        return said["datetime"]
    if name == "link" or any(one in _LINKS for one in properties):
        return said.get("href")
    return said.get("value") if name in ("data", "meter") else None


def _add(owner: dict[str, Any] | None, properties: tuple[str, ...], value: Any) -> None:
    if owner is not None:
        for name in properties:
            owner.setdefault(name.removeprefix("schema:"), []).append(value)
