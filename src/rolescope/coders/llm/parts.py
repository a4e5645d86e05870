"""Long postings in parts: cut between sections, else between lines or words; nothing is left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rolescope.coders.sections import sections_in

MOST_CHARS = 16_000
"""About 4,000 tokens: with the prompt and the answer it fits the context of a small local model."""


class Part(NamedTuple):
    """A part of a posting's text that a model is asked about: `text[start:end]`, part `number` of `of`."""

    start: int
    end: int
    number: int
    of: int


def parts_of(text: str, most_chars: int = MOST_CHARS) -> list[Part]:
    """Parts of a text, none longer than asked for; together they are the text.

    Sections, from one heading to the next, are kept whole where they fit.

    Examples
    --------
    >>> parts_of("short")
    [Part(start=0, end=5, number=1, of=1)]
    """
    spans = list(_packed(list(_pieces(text, most_chars)), most_chars)) if len(text) > most_chars else [(0, len(text))]
    return [Part(start, end, number, len(spans)) for number, (start, end) in enumerate(spans, start=1)]


def _pieces(text: str, most: int) -> Iterator[tuple[int, int]]:
    """Sections, and of those that are too long their lines, and of such lines runs of words."""
    for start, end in _sections(text):
        if end - start <= most:
            yield start, end
        else:
            for first, last in _lines(text, start, end):
                yield from _runs(text, first, last, most)


def _sections(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in sections_in(text).lines():
        if line.is_heading and line.start > start:
            yield start, line.start
            start = line.start
    if start < len(text):
        yield start, len(text)


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end) + 1 or end
        yield start, stop
        start = stop


def _runs(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    while end - start > most:
        stop = text.rfind(" ", start, start + most) + 1 or start + most
        yield start, stop
        start = stop
    yield start, end


def _packed(pieces: list[tuple[int, int]], most: int) -> Iterator[tuple[int, int]]:
    """Neighbours together as long as they fit."""
    begin, last = pieces[0]
    for start, end in pieces[1:]:
        if end - begin > most:
            yield begin, last
            begin = start
        last = end
    yield begin, last
