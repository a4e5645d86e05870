"""Values of schema.org properties, which are a text, a number, an object or a list of these as the site pleases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_NAMES = ("@value", "name", "value", "text")
_DEEPEST = 6


def each(value: Any) -> list[Any]:
    """The value as a list; of nothing an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def scalar_of(value: Any, keys: Sequence[str] = _NAMES) -> str | int | float | None:
    """The text or number that a value comes down to, or None.

    Of an object it is that of its first key that has one, of a list that of its first item.
    """
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            value = next((one for one in value if not _is_nothing(one)), None)
        elif isinstance(value, dict):
            value = next((value[key] for key in keys if not _is_nothing(value.get(key))), None)
        else:
            break
    if isinstance(value, str):
        return value.strip()
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def text_of(value: Any, keys: Sequence[str] = _NAMES) -> str:
    """`scalar_of` as a text, "" for nothing.

    Examples
    --------
    >>> text_of([{"@type": "Country", "name": "NL"}]), text_of(12), text_of({})
    ('NL', '12', '')
    """
    scalar = scalar_of(value, keys)
    return "" if scalar is None else str(scalar)


def texts_of(value: Any, keys: Sequence[str] = _NAMES) -> list[str]:
    """The texts of each of the values that has one, once each."""
    return list(dict.fromkeys(text for one in each(value) if (text := text_of(one, keys))))


def objects(value: Any) -> list[dict[str, Any]]:
    """Those of the values that are objects."""
    return [one for one in each(value) if isinstance(one, dict)]


def _is_nothing(value: Any) -> bool:
    return value is None or value in ("", [], {})
