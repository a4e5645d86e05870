"""Lone surrogates: halves of characters that JSON and YAML can write and no file can hold."""

from __future__ import annotations

import re

_SURROGATE = re.compile("[\ud800-\udfff]")


def has_surrogate(text: str) -> bool:
    """Whether a text cannot be written as UTF-8."""
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def replace_surrogates(text: str) -> str:
    r"""Put U+FFFD in the place of each lone surrogate.

    Examples
    --------
    >>> replace_surrogates("half \ud83d emoji") == "half \ufffd emoji"
    True
    """
    return _SURROGATE.sub("\ufffd", text) if has_surrogate(text) else text


def writable(text: str) -> str:
    r"""Put U+FFFD in the place of all that no file or no database can hold: lone surrogates and NUL.

    Examples
    --------
    >>> writable("a\ud83db\x00") == "a\ufffdb\ufffd"
    True
    """
    return replace_surrogates(text).replace("\x00", "\ufffd")
