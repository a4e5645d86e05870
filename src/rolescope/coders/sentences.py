"""The sentences and bullets of a posting with their sections: the units of duties and use cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rolescope.coders.sections import Sections

MIN_WORDS = 4


class Sentence(NamedTuple):
    """A bullet or a sentence: span without bullet sign and outer blanks, and its section."""

    start: int
    end: int
    section: str
    is_bullet: bool


def sentences(text: str, sections: Sections) -> Iterator[Sentence]:
    """Bullets whole and prose by sentence; headings and fragments of under `MIN_WORDS` words are left out."""
    for line in sections.lines():
        start, end = line.start, line.end
        raw = text[start:end]
        if not raw.strip() or line.is_heading:
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        if raw.startswith("- ", indent):
            yield from _trimmed(text, start + indent + 2, end, sections.at(start + indent + 2), is_bullet=True)
            continue
        for begin, stop in sections.bounds(line):
            yield from _trimmed(text, begin, stop, sections.at(begin), is_bullet=False)


def _trimmed(text: str, start: int, end: int, section: str, *, is_bullet: bool) -> Iterator[Sentence]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if end > start and text.count(" ", start, end) >= MIN_WORDS - 1:
        yield Sentence(start, end, section, is_bullet)
