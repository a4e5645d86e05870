"""Where a quote that somebody gives stands in a text: letter by letter, else with its marks and words aligned.

Three steps, each tried where the one before finds nothing:

``exact``
    the quote as it is, as whole words.
``normalised``
    white space, quote marks and dashes are alike.
``fuzzy``
    every content word of the quote stands in the text, in its order, whatever the case, the punctuation and the
    little words between. Of the text's own content words one may be passed over for every `_WORDS_A_SKIP` of the
    quote's, a negation never. One changed content word, and the quote is not in the text.

Positions are Unicode code points of the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import NamedTuple

EXACT, NORMALISED, FUZZY = "exact", "normalised", "fuzzy"
_WORDS_A_SKIP = 4
_NEGATIONS = frozenset({"no", "not", "nor", "never", "without", "neither", "non", "cannot", "t", "rather", "instead"})
_LITTLE = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "into", "is", "it", "its",
        "of", "on", "or", "our", "s", "such", "that", "the", "their", "these", "they", "this", "those", "to", "us",
        "we", "will", "with", "you", "your",
    }
)  # fmt: skip
"""Words that may differ: articles, pronouns and the commonest prepositions, none that changes a demand (over, under)."""
_ALIKE = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-"))
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:[+#]+(?![^\W_]))?")
_GOES_ON = re.compile(r"\w|[+#]+(?!\w)")
"""What a word that ends here goes on with: a letter, or the marks of ``C++`` and ``C#``."""


class Place(NamedTuple):
    """Half-open span of a quote in a text, and the step that found it."""

    start: int
    end: int
    grounding: str


class Alignment:
    """Finds quotes in one text; one that is asked for again is found at its next place. A quote has a word in it.

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
        self._latest: dict[str, Place] = {}

    def find(self, quote: str) -> Place | None:
        """The quote's first place; asked again, the next one, and at the end the last one again."""
        before = self._latest.get(quote)
        found = self._from(quote, before.end if before else 0, before.grounding if before else None) or before
        if found:
            self._latest[quote] = found
        return found

    def _from(self, quote: str, start: int, step: str | None) -> Place | None:
        """The quote's first place from `start` on, by one step if it is named."""
        if _WORD.search(quote) is None:
            return None
        for name, find in ((EXACT, self._exact), (NORMALISED, self._normalised), (FUZZY, self._fuzzy)):
            span = find(quote, start) if step in (None, name) else None
            if span:
                return Place(*span, name)
        return None

    def _exact(self, quote: str, start: int) -> tuple[int, int] | None:
        at = _find_words(self._text, quote, start)
        return None if at is None else (at, at + len(quote))

    def _normalised(self, quote: str, start: int) -> tuple[int, int] | None:
        plain, begins, sources = self._plain
        wanted = " ".join(quote.translate(_ALIKE).split())
        chunk = bisect_left(sources, start)
        if chunk == len(begins):
            return None
        at = _find_words(plain, wanted, begins[chunk])
        if at is None:
            return None
        first, last = at, at + len(wanted) - 1
        return self._source(first), self._source(last) + 1

    def _source(self, place: int) -> int:
        """Position in the text of a character of the plain text."""
        _, begins, sources = self._plain
        chunk = bisect_right(begins, place) - 1
        return sources[chunk] + place - begins[chunk]

    def _fuzzy(self, quote: str, start: int) -> tuple[int, int] | None:
        words, spans, places = self._content
        wanted = [word for word, _, _ in _content_words(quote)]
        if not wanted or not all(word in places for word in wanted):
            return None
        for first in places[wanted[0]]:
            if spans[first][0] >= start:
                last = _cover(words, wanted, first)
                if last is not None:
                    return spans[first][0], spans[last][1]
        return None

    @cached_property
    def _plain(self) -> tuple[str, list[int], list[int]]:
        """The text with marks alike and single spaces; where each chunk begins in it, and in the text."""
        found = [(chunk.start(), chunk.group()) for chunk in _CHUNK.finditer(self._text.translate(_ALIKE))]
        begins, place = [], 0
        for _, chunk in found:
            begins.append(place)
            place += len(chunk) + 1
        return " ".join(chunk for _, chunk in found), begins, [start for start, _ in found]

    @cached_property
    def _content(self) -> tuple[list[str], list[tuple[int, int]], dict[str, list[int]]]:
        """Content words of the text in order, their spans, and the places of each word."""
        found = _content_words(self._text)
        places: dict[str, list[int]] = {}
        for place, (word, _, _) in enumerate(found):
            places.setdefault(word, []).append(place)
        return [word for word, _, _ in found], [(start, end) for _, start, end in found], places


def _find_words(text: str, wanted: str, start: int) -> int | None:
    """Where a passage stands that begins and ends with whole words."""
    opens, closes = _is_word(wanted[0]), _is_word(wanted[-1])
    at = text.find(wanted, start)
    while at >= 0:
        end = at + len(wanted)
        if not (opens and at and _is_word(text[at - 1])) and not (closes and _GOES_ON.match(text, end)):
            return at
        at = text.find(wanted, at + 1)
    return None


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def _content_words(text: str) -> list[tuple[str, int, int]]:
    """Folded content words with their spans."""
    folded = [(found.group().casefold(), found.start(), found.end()) for found in _WORD.finditer(text)]
    return [word for word in folded if word[0] not in _LITTLE]


def _cover(words: list[str], wanted: list[str], first: int) -> int | None:
    """Place of the last wanted word where all stand in order from `first` on; the earliest is the narrowest."""
    skips, at = len(wanted) // _WORDS_A_SKIP, first
    for word in wanted[1:]:
        within = words[at + 1 : at + 2 + skips]
        if word not in within:
            return None
        skipped = within.index(word)
        if not _NEGATIONS.isdisjoint(within[:skipped]):
            return None
        skips -= skipped
        at += skipped + 1
    return at
