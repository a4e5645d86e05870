"""Words of a text, and passages that begin and end with whole words."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate

UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
"""Characters of scripts that set no spaces between words, or join particles to them: a word may begin at each."""
INVISIBLE = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
"""Soft hyphens, joiners and direction marks, which no reader sees."""
_LETTER = rf"[^\W_{UNSPACED}]"
WORD = rf"{_LETTER}+(?:[\u0300-\u036f{INVISIBLE}]+{_LETTER}*)*(?:[+#]+(?!{_LETTER}))?"
"""A word of a spaced script, with the marks of ``C++`` and ``C#``."""
_WORDS = re.compile(f"({WORD})")
_EDGE = "\0"


class WholeWords:
    """Finds passages by a plain search of the text with a mark on both sides of each word: no word is cut in two.

    Parameters
    ----------
    text
        The text.

    Examples
    --------
    >>> words = WholeWords("C++ and smart art")
    >>> words.find("art"), words.find("C"), words.find("and smart")
    (14, None, 4)
    """

    def __init__(self, text: str) -> None:
        pieces = _pieces(text)
        self._marked = _EDGE.join(pieces)
        self._edges = list(accumulate(map(len, pieces)))[:-1]

    def find(self, passage: str, start: int = 0) -> int | None:
        """First place of a passage from `start` on."""
        at = self._marked.find(_EDGE.join(_pieces(passage)), start + bisect_left(self._edges, start))
        if at < 0:
            return None
        return at - bisect_left(range(len(self._edges)), at, key=lambda edge: self._edges[edge] + edge)


def _pieces(text: str) -> list[str]:
    """What stands between words, and words, by turns."""
    return _WORDS.split(text.replace(_EDGE, " "))
