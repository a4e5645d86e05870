"""JSON-LD as sites write it: mended where that is safe, and the objects of one type found in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Container, Iterable, Iterator
from contextlib import suppress
from typing import Any

from rolescope.collect.values import each

_STRING_OR_FAULT = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|,(?=\s*+[}\]])|\bundefined\b', re.S)
_QUOTE = re.compile(r'\\.|"', re.S)
_AFTER_A_STRING = re.compile(r'\s*+(?:[:}\]]|,\s*+["{\[\dtfn}\]-]|\Z)')
_BETWEEN_VALUES = re.compile(r"[\s,;]*+")
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})(.?)|\\(.)', re.S)
_LONG_KEY = re.compile(r'"(?:https?://(?:www\.)?schema\.org/|schema:)([a-z]\w*)"(?=\s*+:)', re.I)
_ESCAPED_TYPE = '\\"@type'
_INNER_JSON = re.compile(r'\s*+[{\["]')
_END_OF_NAME = re.compile(r"[/#:]")
_REFERENCE = {"@id", "@type"}
_START_IN_CODE = re.compile(r'\{\s*+"@(?:context|type|id|graph)"\s*+:')
_MOST_IN_CODE = 200
_CDATA = "<![CDATA["
_LONGEST = 4_000_000
_TOO_DEEP = "brackets within brackets, deeper than any posting has them"
_DECODER = json.JSONDecoder(strict=False)


def read_block(block: str) -> tuple[Any, bool]:
    """Value of a block, and whether it had to be mended.

    Keys that are addresses of schema.org become names, and control characters inside strings are taken as they
    are. Mended are: characters or a comment around the value, JSON that was escaped as HTML, several values one
    after the other, objects written as a string inside the JSON (put beside the value, in a list), commas before
    a closing bracket, ``undefined``, backslashes that escape nothing, and quotes inside a string, where what
    follows shows that it does not end there. A block that is cut off is not guessed at.

    Raises
    ------
    ValueError
        Where it is no JSON even so, or too deep.
    """
    if len(block) > _LONGEST:
        raise ValueError("longer than any posting")
    value, is_mended = _read(block)
    inner = _inner_values(value) if _ESCAPED_TYPE in block else []
    return ([value, *inner], True) if inner else (value, is_mended)


def objects_of_type(blocks: Iterable[Any], name: str, referred: Container[str] = ()) -> Iterator[dict[str, Any]]:
    """Objects of a schema.org type, wherever they stand.

    Parameters
    ----------
    blocks
        Values of all blocks of a page.
    name
        Name of the type, which is said by ``@type`` or its alias ``type``, such as "JobPosting".
    referred
        Properties that may be a mere ``@id`` of an object elsewhere on the page, which is put in their place.
    """
    found: list[dict[str, Any]] = []
    known: dict[str, dict[str, Any]] = {}
    waiting: list[Any] = list(blocks)[::-1]
    while waiting:
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(reversed(value))
        elif isinstance(value, dict):
            if isinstance(value.get("@id"), str) and not value.keys() <= _REFERENCE:
                known.setdefault(value["@id"], value)
            if is_of_type(value.get("@type", value.get("type")), name):
                found.append(value)
            waiting.extend(inner for inner in reversed(value.values()) if isinstance(inner, (dict, list)))
    for one in found:
        yield {key: _followed(value, known) if key in referred else value for key, value in one.items()}


def values_in_code(code: str) -> list[Any]:
    """Values of the JSON-LD that stands in a script of code, such as ``window.job = {"@type": ...};``.

    Parameters
    ----------
    code
        JavaScript; what is no JSON in it is passed over.
    """
    values: list[Any] = []
    at = 0
    while (start := _START_IN_CODE.search(code, at)) and len(values) < _MOST_IN_CODE:
        at = start.end()
        with suppress(ValueError, RecursionError):
            value, at = _DECODER.raw_decode(code, start.start())
            values.append(value)
    return values


def is_of_type(said: Any, name: str) -> bool:
    """Whether ``@type`` names a type, with or without its address.

    Examples
    --------
    >>> is_of_type(["Thing", "http://schema.org/JobPosting"], "JobPosting")
    True
    """
    wanted = name.lower()
    return any(isinstance(one, str) and _END_OF_NAME.split(one.strip())[-1].lower() == wanted for one in each(said))


def _read(block: str) -> tuple[Any, bool]:
    try:
        return _loaded(block), False
    except ValueError:
        mended = _unwrapped(block)
    if '"' not in mended:
        mended = html.unescape(mended)
    mended = _STRING_OR_FAULT.sub(_mend, mended)
    try:
        return _each_loaded(mended), True
    except ValueError:
        return _each_loaded(_STRING_OR_FAULT.sub(_mend, _with_inner_quotes_escaped(mended))), True


def _inner_values(value: Any) -> list[Any]:
    """Values of the strings that are JSON themselves, and of those within them."""
    found: list[Any] = []
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)
        elif isinstance(one, str) and _INNER_JSON.match(one) and "@type" in one:
            with suppress(ValueError):
                found.append(_loaded(one))
                waiting.append(found[-1])
    return found


def _loaded(text: str) -> Any:
    try:
        return json.loads(_with_short_keys(text), strict=False)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error


def _each_loaded(text: str) -> Any:
    """The value, or a list of those that stand one after the other."""
    text = _with_short_keys(text)
    try:
        value, end = _DECODER.raw_decode(text)
        values = [value]
        while (at := _end_of(_BETWEEN_VALUES, text, end)) < len(text):
            value, end = _DECODER.raw_decode(text, at)
            values.append(value)
    except RecursionError as error:
        raise ValueError(_TOO_DEEP) from error
    return values if len(values) > 1 else value


def _with_short_keys(text: str) -> str:
    return _LONG_KEY.sub(r'"\1"', text)


def _end_of(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _with_inner_quotes_escaped(text: str) -> str:
    """A quote inside a string that nothing follows which may follow a string is part of it."""
    pieces: list[str] = []
    at = 0
    is_inside = False
    for found in _QUOTE.finditer(text):
        if found.group() != '"':
            continue
        if is_inside and not _AFTER_A_STRING.match(text, found.end()):
            pieces += [text[at : found.start()], '\\"']
            at = found.end()
        else:
            is_inside = not is_inside
    return "".join([*pieces, text[at:]])


def _unwrapped(block: str) -> str:
    """What stands from the first bracket to the last."""
    if _CDATA in block:
        block = block.replace(_CDATA, "").rpartition("]]>")[0]
    starts = [at for at in (block.find("{"), block.find("[")) if at >= 0]
    return block[min(starts, default=0) : max(block.rfind("}"), block.rfind("]")) + 1]


def _mend(found: re.Match[str]) -> str:
    whole = found.group()
    if whole == ",":
        return ""
    if whole == "undefined":
        return "null"
    return _BAD_ESCAPE.sub(lambda escape: escape.group() if escape[2] else "\\\\" + escape[1], whole)


def _followed(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_followed_one(one, known) for one in value]
    return _followed_one(value, known)


def _followed_one(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and value.keys() <= _REFERENCE:
        return known.get(value["@id"], value)
    return value
