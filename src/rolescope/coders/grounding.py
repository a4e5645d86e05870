"""Find a quote in a text: without a verbatim span there is no code."""

from __future__ import annotations

import re

_EDGE_BEFORE, _EDGE_AFTER = r"(?<!\w)", r"(?!\w)"


def occurrences(text: str, quote: str) -> list[tuple[int, int]]:
    """Spans at which a quote stands in a text, whatever its case, as whole words.

    Examples
    --------
    >>> occurrences("RAG, and rag again; fragile", "RAG")
    [(0, 3), (9, 12)]
    """
    if not quote:
        return []
    pattern = re.compile(_EDGE_BEFORE + re.escape(quote) + _EDGE_AFTER, re.I)
    return [found.span() for found in pattern.finditer(text)]


def verbatim(text: str, quote: str) -> list[tuple[int, int]]:
    """Spans at which a passage stands in a text, letter by letter.

    Examples
    --------
    >>> verbatim("Build agents. Test agents.", "Test agents")
    [(14, 25)]
    """
    spans = []
    start = text.find(quote) if quote else -1
    while start >= 0:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + len(quote))
    return spans


def overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    """Intersection over union of two half-open spans.

    Examples
    --------
    >>> overlap((0, 4), (2, 6))
    0.3333333333333333
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0
