"""The sentences and bullets of a posting with their sections: the units of duties and use cases."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
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


_new_sentence = partial(tuple.__new__, Sentence)


def sentences(text: str, sections: Sections) -> Iterator[Sentence]:
    """Bullets whole and prose by sentence; headings and fragments of under `MIN_WORDS` words are left out.

    What stands under requirements or wishes has the section of its line: no wording makes it a duty.
    """
    for (start, end, section, _, is_heading), bounds in sections.bounds():
        if is_heading or text.count(" ", start, end) < MIN_WORDS - 1:
            continue
        raw = text[start:end]
        indent = len(raw) - len(raw.lstrip(" "))
        is_bullet = raw.startswith("- ", indent)
        for begin, stop in pairwise((start + indent + 2, end) if is_bullet else bounds):
            piece = text[begin:stop].rstrip()
            if piece.count(" ") >= MIN_WORDS - 1:
                first = begin + len(piece) - len(piece.lstrip())
                own = section if section in (MUST, NICE) else sections.at(first)
                yield _new_sentence((first, begin + len(piece), own, is_bullet))
