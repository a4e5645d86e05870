"""Where a quote that somebody gives stands in a text: letter by letter, else with its marks and words aligned.

Three steps, each tried where the one before finds nothing:

``exact``
    the quote as it is, as whole words.
``normalised``
    white space, quote marks and dashes are alike, and what no reader sees is no part of the quote.
``fuzzy``
    every content word of the quote stands in the text, in its order, whatever the case, the punctuation and the
    little words between (`covering`). One changed content word, and the quote is not in the text.

Positions are Unicode code points of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from rolescope.coders.covering import Covering
from rolescope.coders.whole_words import INVISIBLE, WholeWords

EXACT, NORMALISED, FUZZY = "exact", "normalised", "fuzzy"
_ALIKE = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_BLANK = re.compile(r"(\s+)")
_LETTER = re.compile(r"[^\W_]")


class Place(NamedTuple):
    """Half-open span of a quote in a text, and the step that found it."""

    start: int
    end: int
    grounding: str


class Alignment:
    """Finds quotes in one text; one that is asked for again is found at its next place. A quote has a letter in it.

    Parameters
    ----------
    text
        The text; what the steps need of it is made when the first quote needs it.

    Examples
    --------
    >>> alignment = Alignment("We use Python.  You know Python – and SQL.")
    >>> alignment.find("Python"), alignment.find("Python")
    (Place(start=7, end=13, grounding='exact'), Place(start=25, end=31, grounding='exact'))
    >>> alignment.find("Python - and SQL")
    Place(start=25, end=41, grounding='normalised')
    >>> alignment.find("Python – and Rust") is None
    True
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._latest: dict[str, Place | None] = {}

    def begin_anew(self) -> None:
        """Find each quote at its first place again."""
        self._latest.clear()

    def find(self, quote: str) -> Place | None:
        """The quote's first place; asked again, the next one, and at the end the last one again."""
        if quote not in self._latest:
            self._latest[quote] = self._first(quote)
        elif before := self._latest[quote]:
            self._latest[quote] = self._by(before.grounding, quote, before.end) or before
        return self._latest[quote]

    def _first(self, quote: str) -> Place | None:
        if not _LETTER.search(quote):
            return None
        return next(filter(None, (self._by(step, quote, 0) for step in (EXACT, NORMALISED, FUZZY))), None)

    def _by(self, step: str, quote: str, start: int) -> Place | None:
        """The quote's first place from `start` on by one step."""
        find = {EXACT: self._exact, NORMALISED: self._normalised, FUZZY: self._fuzzy}[step]
        span = find(quote, start)
        return Place(*span, step) if span else None

    def _exact(self, quote: str, start: int) -> tuple[int, int] | None:
        at = self._whole_words.find(quote, start)
        return None if at is None else (at, at + len(quote))

    def _normalised(self, quote: str, start: int) -> tuple[int, int] | None:
        plain, begins, sources = self._plain
        wanted = _BLANK.sub(" ", _UNSEEN.sub("", quote).translate(_ALIKE)).strip(" ")
        chunk = bisect_left(sources, start)
        at = plain.find(wanted, begins[chunk]) if chunk < len(begins) else None
        return None if at is None else (self._source(at), self._source(at + len(wanted) - 1) + 1)

    def _fuzzy(self, quote: str, start: int) -> tuple[int, int] | None:
        return self._covering.find(quote, start)

    def _source(self, place: int) -> int:
        """Position in the text of a character of the plain text."""
        _, begins, sources = self._plain
        chunk = bisect_right(begins, place) - 1
        return sources[chunk] + place - begins[chunk]

    @cached_property
    def _whole_words(self) -> WholeWords:
        return WholeWords(self._text)

    @cached_property
    def _plain(self) -> tuple[WholeWords, list[int], list[int]]:
        """The text with marks alike and single spaces; where each chunk begins in it, and in the text."""
        pieces = _BLANK.split(self._text.translate(_ALIKE))
        chunks, edges = pieces[0::2], list(accumulate(map(len, pieces), initial=0))
        begins = list(accumulate((len(chunk) + 1 for chunk in chunks), initial=0))[:-1]
        return WholeWords(" ".join(chunks)), begins, edges[0:-1:2]

    @cached_property
    def _covering(self) -> Covering:
        return Covering(self._text)
