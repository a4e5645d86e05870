"""Fold a text to bytes for matching, one byte a character, so that spans survive.

Lower case; hyphens, dashes and odd spaces are a space; every other character that is no letter,
digit, ``+``, ``#`` or ``_`` is the boundary byte. `str.lower` would change the length of some texts.
"""

from __future__ import annotations

BOUNDARY = 1
_SPACES = b" -"
_WORD = b"+#_"

_TABLE = bytes(
    code + 32
    if 65 <= code <= 90
    else code
    if (chr(code).isalnum() and code < 128) or code in _WORD
    else 32
    if code in _SPACES
    else BOUNDARY
    for code in range(256)
)

_LOOKALIKES = {
    "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ", "\u200a": " ",
    "‐": "-", "‑": "-", "–": "-",
}  # fmt: skip


def fold(text: str) -> bytes:
    """Bytes of the text's length in which aliases, folded alike, are looked up."""
    if not text.isascii():
        for odd, plain in _LOOKALIKES.items():
            if odd in text:
                text = text.replace(odd, plain)
    return text.encode("ascii", "replace").translate(_TABLE)
