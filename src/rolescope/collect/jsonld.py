"""JSON-LD as sites write it: mended where that is safe, and the objects of one type found in it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Container, Iterable, Iterator
from typing import Any

from rolescope.collect.values import each

_STRING_OR_COMMA = re.compile(r'"(?:[^"\\]|\\.)*+(?:"|\Z)|,(?=\s*+[}\]])', re.S)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrt]|u[0-9A-Fa-f]{4})(.?)|\\(.)', re.S)
_END_OF_NAME = re.compile(r"[/#:]")
_REFERENCE = {"@id", "@type"}
_CDATA = "<![CDATA["
_LONGEST = 4_000_000


def read_block(block: str) -> tuple[Any, bool]:
    """Value of a block, and whether it had to be mended.

    Control characters inside strings are taken as they are. Mended are: characters or a comment around
    the value, quotes written as ``&quot;``, commas before a closing bracket, and backslashes that
    escape nothing. A block that is cut off or has a quote too many is not guessed at.

    Raises
    ------
    ValueError
        Where it is no JSON even so, or too deep.
    """
    if len(block) > _LONGEST:
        raise ValueError("longer than any posting")
    try:
        return _loaded(block), False
    except ValueError:
        mended = _unwrapped(block)
    if "&quot;" in mended and '"' not in mended:
        mended = html.unescape(mended)
    return _loaded(_STRING_OR_COMMA.sub(_mend, mended)), True


def objects_of_type(blocks: Iterable[Any], name: str, referred: Container[str] = ()) -> Iterator[dict[str, Any]]:
    """Objects of a schema.org type, wherever they stand.

    Parameters
    ----------
    blocks
        Values of all blocks of a page.
    name
        Name of the type, such as "JobPosting".
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
            if is_of_type(value.get("@type"), name):
                found.append(value)
            waiting.extend(inner for inner in reversed(value.values()) if isinstance(inner, (dict, list)))
    for one in found:
        yield {key: _followed(value, known) if key in referred else value for key, value in one.items()}


def is_of_type(said: Any, name: str) -> bool:
    """Whether ``@type`` names a type, with or without its address.

    Examples
    --------
    >>> is_of_type(["Thing", "http://schema.org/JobPosting"], "JobPosting")
    True
    """
    return any(isinstance(one, str) and _END_OF_NAME.split(one.strip())[-1] == name for one in each(said))


def _loaded(text: str) -> Any:
    try:
        return json.loads(text, strict=False)
    except RecursionError as error:
        raise ValueError("brackets within brackets, deeper than any posting has them") from error


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
    return _BAD_ESCAPE.sub(lambda escape: escape.group() if escape[2] else "\\\\" + escape[1], whole)


def _followed(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_followed_one(one, known) for one in value]
    return _followed_one(value, known)


def _followed_one(value: Any, known: dict[str, dict[str, Any]]) -> Any:
    if isinstance(value, dict) and isinstance(value.get("@id"), str) and value.keys() <= _REFERENCE:
        return known.get(value["@id"], value)
    return value
