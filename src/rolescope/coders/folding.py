"""Fold a text to bytes for matching, one byte a character, so that spans survive.

Lower case; hyphens, dashes and odd spaces are a space; every other character that is no letter,
digit, ``+``, ``#`` or ``_`` is the boundary byte. `str.lower` would change the length of some texts.
"""

from __future__ import annotations

BOUNDARY = 1
_SPACES = b" -"
_WORD = b"+#_"

FOLDING = bytes(
    code + 32
    if 65 <= code <= 90
    else code
    if (chr(code).isalnum() and code < 128) or code in _WORD
    else 32
    if code in _SPACES
    else BOUNDARY
    for code in range(256)
)

_ODD_SPACES_AND_DASHES = "\u00a0\u2009\u202f\u2002\u2003\u200a‐‑–"
_PLAIN = {"’": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " "}


def one_byte_each(text: str) -> bytes:
    """ASCII of the text's length: odd spaces and dashes as a space, what else ASCII lacks as ``?``."""
    if not text.isascii():
        for odd in _ODD_SPACES_AND_DASHES:
            if odd in text:
                text = text.replace(odd, " ")
    return text.encode("ascii", "replace")


def fold(text: str) -> bytes:
    """Bytes of the text's length in which aliases, folded alike, are looked up."""
    return one_byte_each(text).translate(FOLDING)


def one_to_one_lower(text: str) -> str:
    """Lower case, every character at its place."""
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower


def plain_lower(text: str) -> str:
    """Lower case with straight apostrophes, plain hyphens and plain spaces, every character at its place."""
    lower = one_to_one_lower(text)
    if not lower.isascii():
        for odd, plain in _PLAIN.items():
            lower = lower.replace(odd, plain)
    return lower
