"""Where all words of a quote stand in a text in their order, with few other words between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate, compress
from unicodedata import normalize

from rolescope.coders.whole_words import INVISIBLE, UNSPACED, WORD

_WORDS_A_SKIP, _MOST_SKIPS = 4, 4
"""Words of a quote for which one of the text's may be passed over, and the most of those."""
_NEGATIONS = frozenset(
    {
        "no", "not", "nor", "never", "without", "neither", "non", "none", "nobody", "nothing", "cannot", "t", "rather",
        "instead", "except", "excluding", "unless", "unlike", "lack", "lacks", "hardly",
        "nicht", "kein", "keine", "keinen", "keiner", "keinem", "keines", "ohne", "nie", "weder", "außer",
        "pas", "sans", "ni", "jamais", "aucun", "aucune", "sauf", "sin", "nunca", "ningún", "ninguna", "salvo",
        "senza", "mai", "nessun", "nessuna", "né", "niet", "geen", "zonder", "nooit", "não", "sem", "nem",
        "inte", "ej", "utan", "ikke", "uten", "uden", "bez", "ei", "ilman",
    }
)  # fmt: skip
"""Words whose loss turns a demand round, in the languages of most postings of Europe and America."""
_LITTLE = frozenset(
    {
        "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "into", "is", "it", "its",
        "of", "on", "or", "our", "s", "such", "that", "the", "their", "these", "they", "this", "those", "to", "us",
        "we", "will", "with", "you", "your",
    }
)  # fmt: skip
"""Words that may differ: articles, pronouns and the commonest prepositions, none that changes a demand (over, under)."""
_CONTENT = re.compile(rf"({WORD}|[{UNSPACED}]+|[$€£¥₹%]|[<>≤≥](?=\s*[0-9]))")
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_ONE = ord("1")


class Covering:
    """Finds quotes of which every content word stands in the text.

    Content words are words but for the commonest little ones, and the signs that make a number what it is (%, $, <).
    Of the text's own content words one may be passed over for every four of the quote's, four at most, a negation never.

    Parameters
    ----------
    text
        The text.

    References
    ----------
    Wu and Manber (1992), Fast text searching allowing errors: places as bits, one row of them for each number of words
    passed over.
    """

    def __init__(self, text: str) -> None:
        self._words, self._starts, self._ends = _content_words(text)
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(self._words):
            self._places.setdefault(word, []).append(place)
        self._bits: dict[str, int] = {}
        self._negations = sum(map(self._bits_of, _NEGATIONS & self._places.keys()))

    def find(self, quote: str, start: int = 0) -> tuple[int, int] | None:
        """Span of the first cover from `start` on, the shortest that ends with it."""
        wanted, _, _ = _content_words(quote)
        if not wanted or not all(word in self._places for word in wanted):
            return None
        last = self._first_end(wanted, bisect_left(self._starts, start))
        if last is None:
            return None
        first = last
        for word in reversed(wanted[:-1]):
            first = self._places[word][bisect_left(self._places[word], first) - 1]
        return self._starts[first], self._ends[last]

    def _first_end(self, wanted: Sequence[str], first: int) -> int | None:
        """Lowest place of the last wanted word in a cover that begins at `first` or later."""
        may_pass = (1 << len(self._words)) - 1 ^ self._negations
        reached = [self._bits_of(wanted[0]) >> first << first]
        reached += [0] * min(len(wanted) // _WORDS_A_SKIP, _MOST_SKIPS)
        for word in wanted[1:]:
            here, passed = self._bits_of(word), 0
            for skipped, ends in enumerate(reached):
                after = (ends | passed) << 1
                reached[skipped], passed = after & here, after & may_pass
            if not any(reached):
                break
        return min(((ends & -ends).bit_length() - 1 for ends in reached if ends), default=None)

    def _bits_of(self, word: str) -> int:
        """Places of a word, a bit each."""
        if word not in self._bits:
            digits = bytearray(b"0") * len(self._words)
            for place in self._places[word]:
                digits[-1 - place] = _ONE
            self._bits[word] = int(digits, 2)
        return self._bits[word]


def _content_words(text: str) -> tuple[list[str], list[int], list[int]]:
    """Content words, folded; where each begins and ends."""
    pieces = _CONTENT.split(text)
    words, edges = pieces[1::2], list(accumulate(map(len, pieces)))
    folded = {word: _folded(word) for word in set(words)}
    keep = [folded[word] not in _LITTLE for word in words]
    return (
        [folded[word] for word in compress(words, keep)],
        list(compress(edges[0::2], keep)),
        list(compress(edges[1::2], keep)),
    )


def _folded(word: str) -> str:
    return word.lower() if word.isascii() else normalize("NFC", _UNSEEN.sub("", word).casefold())
