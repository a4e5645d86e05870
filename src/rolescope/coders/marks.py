"""What the characters of many texts are to lines and sentences: one byte each, so that numpy sees all texts at once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np
import numpy.typing as npt

from rolescope.coders.folding import plain_lower
from rolescope.coders.words import Ints

Bytes = npt.NDArray[np.uint8]

BREAK, SPACE = ord("\n"), ord(" ")
BLANK, HARD_SPACE, DASH, APOSTROPHE, QUOTE, BULLET, ELLIPSIS, SIGN, LETTER = range(128, 137)
"""Marks of what ASCII lacks; `BLANK` also stands for a tab and the like."""

IS_BLANK = np.zeros(256, bool)
IS_BLANK[[SPACE, BLANK, HARD_SPACE]] = True
_BLANKS = bytes([SPACE, BLANK, HARD_SPACE])
_RUN = re.compile(b"[" + _BLANKS + b"]*")
_PLAIN = bytes(range(128)) + b"  -'" + 124 * b"?"
_BEYOND = 0x10000
_OWN = {
    "\n": BREAK,
    " ": SPACE,
    "\u00a0\u202f": HARD_SPACE,
    "‐‑–": DASH,
    "’": APOSTROPHE,
    "“": QUOTE,
    "•": BULLET,
    "…": ELLIPSIS,
}


@dataclass(frozen=True)
class Marked:
    """Texts that follow one another.

    Attributes
    ----------
    texts, joined
        The texts, and a line break after each.
    marks, data
        Of each of its characters a mark, as numbers and as bytes: ASCII stands for itself.
    begins
        Where each text begins.
    """

    texts: Sequence[str]
    joined: str
    marks: Bytes
    data: bytes
    begins: Ints

    @cached_property
    def lower(self) -> str:
        """The texts in small letters of ASCII, with plain spaces, hyphens and apostrophes; what else ASCII lacks as ``?``."""
        return self.data.translate(_PLAIN).lower().decode("ascii")

    def bounds(self, places: Ints) -> Ints:
        """Number of the first of rising places that is in each text, and how many there are."""
        return np.append(np.searchsorted(places, self.begins), len(places))

    def lowered(self, starts: Ints, ends: Ints) -> list[str]:
        """What stands between places, in plain small letters (`plain_lower`)."""
        odd = np.flatnonzero(self.marks >= BLANK)
        are_odd = np.searchsorted(odd, starts) < np.searchsorted(odd, ends)
        spans = zip(starts.tolist(), ends.tolist(), are_odd.tolist(), strict=True)
        lower = self.lower
        return [plain_lower(self.joined[start:end]) if is_odd else lower[start:end] for start, end, is_odd in spans]

    def past_blanks(self, places: Ints) -> Ints:
        """Each place, or the end of the blanks that begin there; a line break is none."""
        moved = places.copy()
        for which in np.flatnonzero(IS_BLANK[self.marks[places]]).tolist():
            moved[which] = _end_of_run(self.data, moved[which])
        return moved

    def without_blanks(self, starts: Ints, ends: Ints) -> Ints:
        """Ends of spans without the blanks that each ends in."""
        moved = ends.copy()
        for which in np.flatnonzero(IS_BLANK[self.marks[ends - 1]] & (ends > starts)).tolist():
            start = int(starts[which])
            moved[which] = start + len(self.data[start : ends[which]].rstrip(_BLANKS))
        return moved


def mark(texts: Sequence[str]) -> Marked:
    """Marks of the characters of texts."""
    joined = "\n".join([*texts, ""])
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    marks = _marks().take(codes, mode="clip")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 1
    return Marked(texts, joined, marks, marks.tobytes(), np.cumsum(lengths) - lengths)


def _end_of_run(data: bytes, start: int) -> int:
    run = _RUN.match(data, start)
    return start if run is None else run.end()


@cache
def _marks() -> Bytes:
    """Mark of each character of the basic plane; whatever lies beyond is as the last one, a letter."""
    every = list(map(chr, range(_BEYOND)))
    marks = np.full(_BEYOND, SIGN, np.uint8)
    marks[list(map(str.isalnum, every))] = LETTER
    marks[:128] = np.arange(128)
    marks[list(map(str.isspace, every))] = BLANK
    for characters, own in _OWN.items():
        marks[list(map(ord, characters))] = own
    marks[-1] = LETTER
    return marks
