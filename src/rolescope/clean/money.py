"""Amounts of money in text: one figure or a range, its currency and the period it is for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

CODES = (
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF",
    "RON", "TRY", "ILS", "AED", "SAR", "QAR", "ZAR", "BRL", "MXN", "ARS", "COP", "CLP", "JPY", "CNY", "KRW", "TWD",
    "THB", "IDR", "MYR", "VND", "EGP", "NGN", "KES", "PKR", "UAH",
)  # fmt: skip
SIGNS = "$£€₹¥₪₺₴₱₩"
YEN = "円"
_WORDS = ("Rs.", "Rs", "zł", "Kč", "kr.", "kr", "euros", "euro", "Euros", "Euro", "LPA", "lpa", YEN)

_CURRENCY_OF = {
    "$": "$", "US$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "S$": "SGD", "SG$": "SGD",
    "HK$": "HKD", "NT$": "TWD", "R$": "BRL", "MX$": "MXN", "£": "GBP", "€": "EUR", "₹": "INR", "¥": "JPY", "₪": "ILS",
    "₺": "TRY", "₴": "UAH", "₱": "PHP", "₩": "KRW", "RS.": "INR", "RS": "INR", "ZŁ": "PLN", "KČ": "CZK", "KR": "kr", "KR.": "kr", "EURO": "EUR",
    "EUROS": "EUR", "LPA": "INR", YEN: "JPY", **{code: code for code in CODES},
}  # fmt: skip
_DOLLARS = {
    "AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "MX": None, "AR": None, "CL": None,
    "CO": None, "UY": None, "DO": None,
}  # fmt: skip
_CROWNS = {"SE": "SEK", "NO": "NOK", "DK": "DKK"}
_SHARED = {
    "$": {"USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP"},
    "kr": set(_CROWNS.values()),
}

_SPACE = "[ \u00a0\u2009\u202f]"
_CURRENCY = rf"(?:(?<![A-Za-z])[A-Z]{{1,3}}{_SPACE}?)?[{SIGNS}]|(?<![A-Za-z])(?:{'|'.join(CODES + _WORDS)})(?![A-Za-z])"
_NUMBER = (
    r"(?:[0-9]{1,3}(?:[ \u00a0\u2009\u202f.,'’][0-9]{3}){1,4}(?:[.,][0-9]{1,2})?|[0-9]{1,2}(?:,[0-9]{2}){1,3},[0-9]{3}|"
    r"[0-9]{1,8}(?:[.,][0-9]{1,2})?)(?![0-9]|[.,][0-9])"
)
_UNIT = r"(?i:万(?=円|[ 〜～~-])|k|thousand|mil|tys\.?|tsd\.?|t(?=€)|lakhs?|lacs?|l)(?![A-Za-z0-9č])"
_NO_CENTS = r"(?:[.,][-–—]{1,2}(?![ \u00a0]?[0-9]))?"
_NO_MILLIONS = r"(?!\+?[ -]?(?i:m|mm|mn|mio|mln|b(?!/)|bn|t|tn|cr|millions?|billions?|trillions?|crores?)\b|[%°xX])"
_PERIODS = {
    "year": r"years?|yrs?\.?|annum|annual(?:ly|ized)?|yearly|p[./]? ?a\.?|jahr|jährlich|jahresbrutto|an|annuel(?:le)?s?|año|anuales|ano|anno|annui|rok|jaar|år",
    "month": r"months?|mo\.?|monthly|p[./]? ?m\.?|pcm|monat|monatlich|mois|mensuels?|mes|mensuales|mês|mensa(?:l|is)|mese|mensili|miesiąc|mies\.?|mc|maand|månad|mån\.?|měsíc|měs\.?|måned|mnd|md",
    "week": r"weeks?|weekly|wk|woche",
    "day": r"days?|daily|diem|p[./]? ?d\.?|tag|dag|jour|dia|día|dzień",
    "hour": r"hours?|hourly|hrs?\.?|h|p[./]? ?h\.?|stunde|heure|hora|uur|timme|godz\.?",
}
_PERIOD = "|".join(f"(?P<{name}>(?:{words}))" for name, words in _PERIODS.items())
_PERIOD_WORD = re.compile(rf"(?i:{_PERIOD})(?![a-z0-9_])")
_PER = (
    r"(?i:(?:[ ,(]{0,2}(?:gross|net|brutto|bruto|brutos|brut|netto|base|salary|compensation|ote|doe|or more|b2b|\+ ?vat|plus vat)\)?){0,3}"
    r"\+?[ ,(]{0,2}(?:/ ?|per |a |an |each |pro |pr\.? |par |por |al |im |i |w |na |\b|-)"
    rf"(?:{'|'.join(_PERIODS.values())}))(?![a-z0-9_])"
)
_TO = rf"{_SPACE}{{0,2}}(?:[-–—−~〜～]|から|to|up to|until|and|und|et|en|och|og|y|bis|do|à|a|/(?=[0-9]{{2,3}} ?[kK])|[-,;]? ?[Mm]ax(?:imum)?\.?(?: of)?:?){_SPACE}{{0,2}}"
_AMOUNT = re.compile(
    rf"(?=[0-9{SIGNS}A-Z])(?:(?<![\w.,+/-])|(?<=[収俸給額料酬]))(?P<first>(?:(?P<pre>{_CURRENCY}){_SPACE}?)?(?P<low>{_NUMBER}){_NO_CENTS}(?:{_SPACE}?(?P<unit>{_UNIT}))?\+?"
    rf"(?:{_SPACE}?(?P<post>{_CURRENCY}))?)(?P<per>{_PER})?"
    rf"(?P<range>(?P<to>{_TO})(?:(?P<pre2>{_CURRENCY}){_SPACE}?)?(?P<high>{_NUMBER}){_NO_CENTS}(?:{_SPACE}?(?P<unit2>{_UNIT}))?\+?"
    rf"(?:{_SPACE}?(?P<post2>{_CURRENCY}))?{_NO_MILLIONS}(?P<per2>{_PER})?)?"
)
_TOO_MUCH = re.compile(_NO_MILLIONS)
_CUT_RANGE = re.compile(rf"{_SPACE}?[-–—]{_SPACE}?[{SIGNS}]?[0-9]")


class Money(NamedTuple):
    """One amount (`high` is None) or a range in whole units of its currency, and where it stands."""

    low: float
    high: float | None
    currency: str | None
    period: str | None
    start: int
    end: int


def find_money(text: str, start: int, end: int, country: str | None = None) -> Iterator[Money]:
    """Read the amounts of a stretch of text, from left to right.

    Thousands ("80k") and lakhs are multiplied out. Ends of different currencies are two amounts, no
    range. Millions and more are passed over. An amount without any currency is given only as a range.

    Parameters
    ----------
    text
        The posting's text.
    start, end
        Where to look, in code points.
    country
        ISO 3166 two-letter code of the posting: which dollar ``$`` is; US dollars where it is not given,
        unknown (None) where a country writes its own peso so; whose crown ``kr`` is, unknown elsewhere.

    Examples
    --------
    >>> [money[:4] for money in find_money("€65.000 - 80.000 p.a.", 0, 21)]
    [(65000.0, 80000.0, 'EUR', 'year')]
    """
    for match in _AMOUNT.finditer(text, start, end):
        signs = [match[name] for name in ("pre", "post", "pre2", "post2")]
        if match["range"] and not _agree(signs):
            yield _single(match, country)
        elif match["range"]:
            low, high = _range(match)
            if low <= high:
                period = _period(match["per2"] or match["per"]) or _period_of_lakhs(match)
                yield Money(low, high, _currency(signs, country), period, match.start(), match.end())
        elif any(signs) and _TOO_MUCH.match(text, match.end("first")) and not _CUT_RANGE.match(text, match.end()):
            yield _single(match, country)


def _single(match: re.Match[str], country: str | None) -> Money:
    signs = [match["pre"], match["post"]]
    end = match.end("per") if match["per"] else match.end("first")
    period = _period(match["per"]) or _period_of_lakhs(match)
    low = _value(match["low"], match["unit"] or match["post"])
    return Money(low, None, _currency(signs, country), period, match.start(), end)


def _period_of_lakhs(match: re.Match[str]) -> str | None:
    """The year where pay is in lakhs (or is LPA, lakhs per annum): nobody says so of a month."""
    units = (match[name] or "" for name in ("unit", "post", "unit2", "post2"))
    return "year" if any(unit[:1] in ("l", "L") for unit in units) else None


def _range(match: re.Match[str]) -> tuple[float, float]:
    high_unit = match["unit2"] or match["post2"]
    high = _value(match["high"], high_unit)
    low = _value(match["low"], match["unit"] or match["post"])
    if low * 100 < high and not match["unit"]:
        low = _value(match["low"], high_unit)
    return low, high


def _value(digits: str, unit: str | None) -> float:
    whole = digits.translate(_NO_GROUPS)
    fraction = _FRACTION.search(whole)
    cents = 0.0
    if fraction:
        whole, cents = whole[: fraction.start()], int(fraction[1]) / 10 ** len(fraction[1])
    return (int(whole.translate(_NO_POINTS)) + cents) * _TIMES.get((unit or "").casefold()[:2], 1)


_NO_GROUPS = str.maketrans("", "", " \u00a0\u2009\u202f'’")
_NO_POINTS = str.maketrans("", "", ".,")
_FRACTION = re.compile(r"[.,]([0-9]{1,2})$")
_TIMES = {
    "k": 1_000,
    "th": 1_000,
    "mi": 1_000,
    "ty": 1_000,
    "ts": 1_000,
    "t": 1_000,
    "l": 100_000,
    "la": 100_000,
    "lp": 100_000,
    "万": 10_000,
}


def _codes(signs: list[str | None]) -> set[str]:
    return {_code(sign) for sign in signs if sign}


@lru_cache(maxsize=256)
def _code(sign: str) -> str:
    plain = "".join(sign.split()).upper()
    return _CURRENCY_OF.get(plain) or _CURRENCY_OF.get(plain[:-1]) or _CURRENCY_OF[plain[-1]]


def _agree(signs: list[str | None]) -> bool:
    codes = _codes(signs)
    return len(codes) < 2 or any(len(codes) == 2 and sign in codes and codes & own for sign, own in _SHARED.items())


def _currency(signs: list[str | None], country: str | None) -> str | None:
    codes = _codes(signs)
    named = sorted(codes - _SHARED.keys())
    if named:
        return named[0]
    if "$" in codes:
        return _DOLLARS.get((country or "").upper(), "USD")
    return _CROWNS.get((country or "").upper()) if codes else None


def _period(words: str | None) -> str | None:
    if not words:
        return None
    found = None
    for match in _PERIOD_WORD.finditer(words):
        found = match.lastgroup
    return found
