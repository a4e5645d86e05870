"""The sentences and bullets of a posting with their sections: the units of duties and use cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from rolescope.coders.sections import Sections
from rolescope.coders.wording import MUST, NICE

MIN_WORDS = 4


class Sentence(NamedTuple):
    """A bullet or a sentence: span without bullet sign and outer blanks, and its section."""

    start: int
    end: int
    section: str
    is_bullet: bool


def sentences(text: str, sections: Sections) -> Iterator[Sentence]:
    """Bullets whole and prose by sentence; headings and fragments of under `MIN_WORDS` words are left out.

    What stands under requirements or wishes has the section of its line: no wording makes it a duty.
    """
    for line in sections.lines():
        start, end = line.start, line.end
        raw = text[start:end]
        if line.is_heading or raw.count(" ") < MIN_WORDS - 1:
            continue
        indent = len(raw) - len(raw.lstrip(" "))
        is_bullet = raw.startswith("- ", indent)
        for begin, stop in ((start + indent + 2, end),) if is_bullet else sections.bounds(line):
            piece = text[begin:stop].rstrip()
            first = begin + len(piece) - len(piece.lstrip())
            if piece.count(" ") >= MIN_WORDS - 1:
                section = line.section if line.section in (MUST, NICE) else sections.at(first)
                yield Sentence(first, begin + len(piece), section, is_bullet)
