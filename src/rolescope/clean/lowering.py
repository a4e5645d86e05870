"""Text as lower-case ASCII of the same length, so that a span found in it is a span of the text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

_LOOKALIKES = (
    ("’", "'"), ("–", "-"), ("—", "-"), ("‑", "-"), ("‐", "-"), ("\u00a0", " "), ("\u202f", " "), ("\u2009", " "),
    ("•", "-"),
)  # fmt: skip
_A_BATCH = 512
"""Texts of a batch, and what their listings say: all are read by one reader of facts before the next one begins."""


@lru_cache(maxsize=_A_BATCH)
def plain(text: str) -> str:
    """ASCII text, one character for each code point of the text; it is remembered of the texts of a batch.

    Dashes and bullets are hyphens, odd spaces are spaces, the typographic apostrophe is the plain one;
    every other character that is not ASCII is ``?``. Searching it is several times as fast as
    searching the text.
    """
    if text.isascii():
        return text
    for odd, usual in _LOOKALIKES:
        if odd in text:
            text = text.replace(odd, usual)
    return text.encode("ascii", "replace").decode("ascii")


@lru_cache(maxsize=_A_BATCH)
def lowered(text: str) -> str:
    """Lower-case `plain` text: unlike with ``str.lower`` no letter changes the length.

    Examples
    --------
    >>> lowered("İzmir’s 3–5 Ångström")
    "?zmir's 3-5 ?ngstr?m"
    """
    return plain(text).lower()


def places_of(word: str, text: str) -> Iterator[int]:
    """Where the word occurs in the text, from left to right."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + len(word))
