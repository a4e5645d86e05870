"""Personio's XML as objects, without entities of its own and without nesting beyond need.

A document type is refused as soon as it begins: entities are declared nowhere else, so that neither bombs of them nor
files outside can be named. That, not expat's own limit of amplification, is what is relied on. Expat needs no stack
for nesting, and elements deeper than `_DEEPEST` are refused. Before version 2.6 it looks at an unfinished tag or comment
from its beginning whenever more of it comes, so that one of 60 MB took 24 s: beyond `_LONGEST_TAG` it is refused.
"""

from __future__ import annotations

from typing import Any
from xml.parsers import expat

from rolescope.collect.boards.fields import Json

ROOT = "workzag-jobs"
_DEEPEST = 32
_CHUNK = 2**16
_LONGEST_TAG = 2**20


class UnreadableXMLError(ValueError):
    """XML that is not read any further."""


class Positions:
    """Reads positions; `found` has those that were whole before an error."""

    def __init__(self) -> None:
        self.found: list[Json | str] = []
        self.root = ""
        self._open: list[tuple[str, Json, list[str]]] = []
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._characters

    def read(self, text: str) -> None:
        """Read a whole document.

        Raises
        ------
        UnreadableXMLError
            Where it is no XML, is cut off, has a document type, is nested too deep, or has a tag that goes on and on.
        """
        given = 0
        try:
            for at in range(0, len(text), _CHUNK):
                chunk = text[at : at + _CHUNK].encode()
                self._parser.Parse(chunk, False)
                given += len(chunk)
                if given - self._parser.CurrentByteIndex > _LONGEST_TAG:
                    raise UnreadableXMLError(f"a tag or a comment is longer than {_LONGEST_TAG // 2**20} MB")
            self._parser.Parse(b"", True)
        except (expat.ExpatError, UnicodeError) as error:
            raise UnreadableXMLError(str(error)) from error

    def _refuse(self, *_: Any) -> None:
        raise UnreadableXMLError("it declares a document type, which no answer of the board has")

    def _begin(self, tag: str, _attributes: dict[str, str]) -> None:
        self.root = self.root or tag
        if len(self._open) == _DEEPEST:
            line = self._parser.CurrentLineNumber
            raise UnreadableXMLError(f"elements are nested deeper than {_DEEPEST}: line {line}")
        self._open.append((tag, {}, []))

    def _characters(self, text: str) -> None:
        if self._open:
            self._open[-1][2].append(text)

    def _end(self, tag: str) -> None:
        _, inside, texts = self._open.pop()
        value = inside or "".join(texts).strip()
        if len(self._open) == 1 and tag == "position":
            self.found.append(value)
        elif len(self._open) > 1:
            _put(self._open[-1][1], tag, value)


def _put(inside: Json, tag: str, value: Json | str) -> None:
    """An element that comes once as its value, one that comes again as a list."""
    if tag not in inside:
        inside[tag] = value
    elif isinstance(inside[tag], list):
        inside[tag].append(value)
    else:
        inside[tag] = [inside[tag], value]
