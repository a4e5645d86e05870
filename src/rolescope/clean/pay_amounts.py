"""Where amounts that may be pay stand in a posting."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered, places_of, plain
from rolescope.clean.money import CODES, SIGNS, YEN, Money, find_money


def find_amounts(text: str, country: str | None) -> tuple[list[Money], Iterator[Money]]:
    """Find the amounts with a currency, and the ranges without one behind a word for pay.

    Parameters
    ----------
    text
        The posting's text.
    country
        ISO 3166 two-letter code of the posting: which dollar ``$`` is.

    Examples
    --------
    >>> priced, bare = find_amounts("Salary: 120k-180k, or $90 an hour", None)
    >>> [money.low for money in priced], [money.low for money in bare]
    ([90.0], [120000.0])
    """
    flat, low = plain(text), lowered(text)
    words = _WORDS.places(low)
    anchors = _currencies(text, flat) + [at for at in words.pop(_EURO_WORD, ()) if flat.startswith(_EURO_WORD, at)]
    anchors += [at for at in words.pop(_CROWN, ()) if flat[max(0, at - 2) : at].rstrip()[-1:].isdigit()]
    priced = [money for money in _amounts(text, anchors, country) if _has_currency(text, money)]
    return priced, _bare_ranges(text, low, words, country)


def _bare_ranges(text: str, low: str, words: dict[str, list[int]], country: str | None) -> Iterator[Money]:
    cued = [at for cue, places in words.items() for at in places if _has_range(low, at, at + _REACH + len(cue))]
    for money in _amounts(text, cued, country):
        if money.high is not None and not _has_currency(text, money):
            yield money


def _has_range(low: str, begin: int, end: int) -> bool:
    """Whether something like a range without a currency is there, which begins with a figure."""
    figure = _FIGURE.search(low, begin, end)
    return figure is not None and _BARE_RANGE.search(low, figure.start(), end) is not None


def _currencies(text: str, flat: str) -> list[int]:
    """Where a sign or a code of a currency stands."""
    found = [at for sign in _SIGNS if sign in text for at in places_of(sign, text)]
    codes = _CODES.places(flat)
    if codes and _CODE_AT_FIGURE.search(flat.encode().translate(None, _NO_CAPITAL_NO_DIGIT)):
        found.extend(chain.from_iterable(codes.values()))
    return found


def _amounts(text: str, anchors: list[int], country: str | None) -> Iterator[Money]:
    """Amounts near the anchors, from left to right."""
    for begin, end in _stretches(anchors, len(text)):
        if _FIGURE.search(text, begin, end):
            yield from find_money(text, begin, end, country)


def _stretches(anchors: list[int], length: int) -> Iterator[tuple[int, int]]:
    """What is within reach of an anchor, from left to right."""
    begin = end = 0
    for at in sorted(anchors):
        if at - _REACH > end:
            yield begin, end
            begin = at - _REACH
        end = min(length, at + _REACH)
    yield begin, end


def _has_currency(text: str, money: Money) -> bool:
    return money.currency is not None or "$" in text[money.start : money.end] or _CROWN in text[money.start : money.end]


_SIGNS = (*SIGNS, YEN, "ł", "Kč")
_CODES = Cues((*CODES, "LPA", "Rs"))
_NO_CAPITAL_NO_DIGIT = bytes(code for code in range(256) if not (65 <= code <= 90 or 48 <= code <= 57))
_CODE_AT_FIGURE = re.compile("(?:{0})[0-9]|[0-9](?:{0})".format("|".join((*CODES, "LPA", "R"))).encode())
_FIGURE = re.compile("[0-9]")
_REACH = 70
_EURO_WORD = "uro"
_CROWN = "kr"
_WORDS = Cues(("salary", "pay range", "compensation", "ctc", _EURO_WORD, _CROWN))
_BARE_RANGE = re.compile(
    r"[0-9](?:[.,' ]?[0-9]{3}|k)(?:[.,][0-9]{2})?[ a-z]{0,3}[-t]|\b[0-9]{2,3} ?[^a-z0-9 ] ?[0-9]{2,3} ?k\b|"
    r"\b[0-9]{1,3}(?:\.[0-9]{1,2})? ?(?:-|to) ?[0-9]{1,3}(?:\.[0-9]{1,2})? ?(?:lakh|lac)"
)
