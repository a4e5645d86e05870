"""Lower case that keeps every position, so that a span found in it is a span of the text."""

from __future__ import annotations

from collections.abc import Iterator


def lowered(text: str) -> str:
    """Lower case of the text's length, code point by code point.

    ``İ`` is the one letter whose lower case is two code points; it becomes ``i``. The typographic
    apostrophe becomes the plain one, odd spaces become spaces, and hyphens that may not break hyphens.

    Examples
    --------
    >>> lowered("İZMİR’S")
    "izmir's"
    """
    if not text.isascii():
        for odd, plain in _LOOKALIKES:
            if odd in text:
                text = text.replace(odd, plain)
    return text.lower()


def places_of(word: str, text: str) -> Iterator[int]:
    """Where the word occurs in the text, from left to right."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))


_LOOKALIKES = (
    ("\u0130", "I"), ("’", "'"), ("\u00a0", " "), ("\u2009", " "), ("\u202f", " "), ("‐", "-"), ("‑", "-"),
)  # fmt: skip
