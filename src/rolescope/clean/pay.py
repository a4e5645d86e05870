"""Pay a posting states: minimum, maximum, currency, period, with the words that say so."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import chain
from typing import Literal, NamedTuple

from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered, places_of, plain
from rolescope.clean.money import CODES, SIGNS, YEN, Money, find_money
from rolescope.clean.yen import OR_MORE, pay_in_yen


class Pay(NamedTuple):
    """Posted pay, as written: nothing is converted, what is not said is None."""

    min: float | None
    max: float | None
    currency: str | None
    period: str | None
    quote: str
    start_char: int | None
    end_char: int | None
    source: Literal["employer text", "listing"]


def find_pay(text: str, listing: str | None = None, country: str | None = None) -> Pay | None:
    """Find the pay in the employer's text, or else in the site's listing.

    Of several ranges (tiers, zones, currencies) the first complete one is taken and none is mixed with
    another; a single amount, only where no range is given. Funding, revenue, budgets, stipends,
    bonuses, equity, retirement plans and customers' money are no pay, nor is a bare number.

    A period that is not written is the year where the amount can be no other (15,000 and more of a
    hard currency, more of others), the hour below 250, else None.

    Parameters
    ----------
    text
        The posting's text.
    listing
        What the job site shows as pay ("150K-300K Annually").
    country
        ISO 3166 two-letter code of the posting, where it is known: which dollar ``$`` is, and the currency
        of a listing or a salary range without one.

    Returns
    -------
    Pay or None
        From text with ``text[start_char:end_char] == quote``.

    Examples
    --------
    >>> find_pay("The base salary is $160K–180K.")[:5]
    (160000.0, 180000.0, 'USD', 'year', '$160K–180K')
    >>> find_pay("We raised $50M.") is None
    True
    """
    return _from_text(text, country) or _from_listing(listing, country)


def _from_text(text: str, country: str | None) -> Pay | None:
    flat = plain(text)
    low = lowered(text)
    words = _WORDS.places(low)
    anchors = _currencies(text, flat) + [at for at in words.pop(_EURO_WORD, ()) if flat.startswith(_EURO_WORD, at)]
    with_currency = [money for money in _amounts(text, anchors, country) if _has_currency(text, money)]
    stated = [pay for money in with_currency if (pay := pay_in_yen(text, money))]
    for is_range in (True, False):
        for money in stated:
            if (money.high is not None) is is_range and _is_pay(low, money):
                return _pay(text, low, money)
    cued = [at for cue, places in words.items() for at in places if _BARE_RANGE.search(low, at, at + _REACH + len(cue))]
    for money in _amounts(text, cued, country):
        if money.high is not None and not _has_currency(text, money) and _is_bare_pay(low, money):
            return _pay(text, low, money._replace(currency=_unwritten_currency(text, money, country)))
    return None


def _from_listing(listing: str | None, country: str | None) -> Pay | None:
    for money in find_money(listing or "", 0, len(listing or ""), country):
        currency = money.currency or _unwritten_currency(listing or "", money, country)
        high = money.low if money.high is None else money.high
        if money.period is not None and high >= _LEAST[money.period]:
            before = "" if money.high is not None else lowered(listing or "")[: money.start]
            least = None if _UP_TO.search(before) else money.low
            most = None if _STARTING.search(before) else high
            return Pay(least, most, currency, money.period, listing or "", None, None, "listing")
    return None


def _unwritten_currency(text: str, money: Money, country: str | None) -> str | None:
    """Rupees where the figures are lakhs, else the currency of the posting's country."""
    if _LAKHS.search(lowered(text), money.start, money.end):
        return "INR"
    return _CURRENCY_OF_COUNTRY.get((country or "").upper())


def _currencies(text: str, flat: str) -> list[int]:
    """Where a sign or a code of a currency stands."""
    found = [at for sign in _SIGNS if sign in text for at in places_of(sign, text)]
    codes = _CODES.places(flat)
    if codes and _CODE_AT_FIGURE.search(flat.encode().translate(None, _NO_CAPITAL_NO_DIGIT)):
        found.extend(chain.from_iterable(codes.values()))
    return found


def _amounts(text: str, anchors: list[int], country: str | None) -> Iterator[Money]:
    """Amounts near the anchors, from left to right."""
    begin = end = 0
    for at in sorted(anchors):
        if at - _REACH > end:
            yield from find_money(text, begin, end, country)
            begin = at - _REACH
        end = min(len(text), at + _REACH)
    yield from find_money(text, begin, end, country)


def _has_currency(text: str, money: Money) -> bool:
    return money.currency is not None or "$" in text[money.start : money.end]


def _is_pay(low: str, money: Money) -> bool:
    least = _LEAST_WITHOUT_CUE if money.high is None else _LEAST["hour"]
    if money.period is None and money.low < least:
        return False
    before = low[max(0, money.start - _CONTEXT) : money.start]
    after = low[money.end : money.end + 60]
    if _OTHER_AFTER.match(after) or _OTHER_LABEL.search(before):
        return False
    if " and " in low[money.start : money.end] and not _BETWEEN.search(before):
        return False
    if _OR_MAX.search(low, money.start, money.end) and not _MINIMUM.search(before):
        return False
    clause = before[max(before.rfind("\n"), before.rfind(". "), before.rfind("• ")) + 1 :]
    cue = _last(_CUE, before)
    has_cue = cue >= 0 or _CUE_AFTER.match(after) is not None or _TAXED.search(low, money.start, money.end) is not None
    other = _last(_OTHER_MONEY if money.high is not None else _OTHER_USE, clause)
    if other >= 0 and other + len(before) - len(clause) > cue and not _CUE_AFTER.match(after):
        return False
    if money.period is not None:
        is_enough = _LEAST[money.period] <= money.low <= _MOST.get(money.period, math.inf)
        is_rate = money.period in ("hour", "day", "week") or money.low >= _SURELY_A_YEAR
        return is_enough and (has_cue or money.high is not None or is_rate or _is_alone(low, money))
    if money.high is not None:
        return money.low >= _LEAST_WITHOUT_CUE or (has_cue and money.low >= _LEAST["hour"])
    return money.low >= _LEAST_WITHOUT_CUE and (has_cue or _is_alone(low, money))


def _is_alone(low: str, money: Money) -> bool:
    """Whether the amount is all its line says."""
    return (
        _LINE_START.search(low, max(0, money.start - 6), money.start) is not None
        and _LINE_END.match(low, money.end) is not None
    )


def _is_bare_pay(low: str, money: Money) -> bool:
    before = low[max(0, money.start - _CONTEXT) : money.start]
    return (
        money.low >= _LEAST_WITHOUT_CUE
        and _BARE_CUE.search(before) is not None
        and (
            _BARE_AFTER.match(low, money.end) is not None
            or (money.period is not None and _LAKHS.search(low, money.start, money.end) is None)
        )
    )


def _pay(text: str, low: str, money: Money) -> Pay:
    least: float | None = money.low
    most = money.low if money.high is None else money.high
    before = low[max(0, money.start - 24) : money.start]
    if money.high is None and _UP_TO.search(before):
        least = None
    quote = text[money.start : money.end]
    period = money.period or _period_nearby(low, money)
    is_least = _STARTING.search(before) or quote.endswith("+") or text.startswith(OR_MORE, money.end)
    if money.high is None and is_least:
        return Pay(least, None, money.currency, period, quote, money.start, money.end, "employer text")
    return Pay(least, most, money.currency, period, quote, money.start, money.end, "employer text")


def _period_nearby(low: str, money: Money) -> str | None:
    """Period said beside the amount, or else the one its size leaves open."""
    before = low[max(0, money.start - _CONTEXT) : money.start]
    after = _PERIOD.search(low, money.end, _line_end(low, money.end))
    named = [match.lastgroup for match in _PERIOD.finditer(before)]
    for period in ([after.lastgroup] if after else []) + named[::-1]:
        if period and _LEAST[period] <= money.low <= _MOST.get(period, math.inf):
            return period
    if money.low >= _SURELY_A_YEAR_IN.get(money.currency or "", math.inf):
        return "year"
    return "hour" if money.currency in _HARD and money.low <= _SURELY_AN_HOUR else None


def _line_end(low: str, at: int) -> int:
    stop = low.find("\n", at, at + 60)
    return stop if stop >= 0 else min(len(low), at + 60)


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for match in pattern.finditer(text):
        at = match.start()
    return at


_SIGNS = SIGNS + YEN + "ł"
_CODES = Cues((*CODES, "LPA", "Rs"))
_NO_CAPITAL_NO_DIGIT = bytes(code for code in range(256) if not (65 <= code <= 90 or 48 <= code <= 57))
_CODE_AT_FIGURE = re.compile("(?:{0})[0-9]|[0-9](?:{0})".format("|".join((*CODES, "LPA", "R"))).encode())
_REACH = 70
_CONTEXT = 160
_LEAST = {"year": 5_000, "month": 300, "week": 100, "day": 40, "hour": 5}
_MOST = {"hour": 1_000, "day": 200_000, "week": 1_000_000}
_LEAST_WITHOUT_CUE = 10_000
_SURELY_A_YEAR = 15_000
_SURELY_AN_HOUR = 250
_HARD = frozenset(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"))
_SURELY_A_YEAR_IN = {
    **dict.fromkeys(_HARD, _SURELY_A_YEAR), **dict.fromkeys(("SEK", "NOK", "DKK"), 300_000),
    "PLN": 100_000, "INR": 1_000_000, "JPY": 3_000_000,
}  # fmt: skip
_EURO = [
    "AT",
    "BE",
    "HR",
    "CY",
    "EE",
    "FI",
    "FR",
    "DE",
    "GR",
    "IE",
    "IT",
    "LV",
    "LT",
    "LU",
    "MT",
    "NL",
    "PT",
    "SK",
    "SI",
    "ES",
]
_CURRENCY_OF_COUNTRY = {
    "US": "USD", "GB": "GBP", "CH": "CHF", "CA": "CAD", "AU": "AUD", "NZ": "NZD", "SG": "SGD", "HK": "HKD",
    "IN": "INR", "PL": "PLN", "SE": "SEK", "NO": "NOK", "DK": "DKK", "CZ": "CZK", "HU": "HUF", "RO": "RON",
    "TR": "TRY", "IL": "ILS", "AE": "AED", "SA": "SAR", "QA": "QAR", "ZA": "ZAR", "BR": "BRL", "JP": "JPY",
    "CN": "CNY", "KR": "KRW", "MX": "MXN", **dict.fromkeys(_EURO, "EUR"),
}  # fmt: skip
_CUE = re.compile(
    r"\b(?:salar(?:y|ies)|pay|compensation|remuneration|wages?|ote|ctc|earn(?:ings?)?|(?:hourly|daily|day|monthly) rate|"
    r"rate|\w*gehalt(?:s\w+)?|verg.tung|\w*lohn|tagessatz|salaire|r.mun.ration|tjm|sal.rio|salario|sueldo|retribuzione|ral|"
    r"\w*salaris|l[^a-z ]n|wynagrodzenie|zarobki|stawka|base range|hiring range)\b"
)
_CUE_AFTER = re.compile(
    r"[ ,(]{0,2}(?:\w+ ){0,2}(?:base\b|salary|ote\b|on[- ]target|total cash|brutt?o|gross\b|jahresgehalt|wynagrodzenia|\+? ?super(?:annuation)?\b)"
)
_TAXED = re.compile(r"\b(?:gross|brutt?o|brut|net|netto)\b")
_BETWEEN = re.compile(r"\b(?:between|from|range|ranges|ranging|of)\b[^.\n]{0,20}$")
_OTHER_AFTER = re.compile(
    r"[ -]{0,2}(?:\(\w+\) )?(?:(?!(?:salary|base|and|plus|with|or)\b)[\w'-]+ ){0,3}?(?:stipends?|budgets?|allowances?|"
    r"reimbursements?|sign[- ]?(?:on|ing)\b|bonus(?:es)?\b(?! eligib)|funding|revenue|arr\b|mrr\b|acv\b|valuation|"
    r"series [a-h]\b|seed\b|(?:in|of) (?:equity|stock|options|sales|savings|assets|annual)|equity (?:grant|package|award)|"
    r"rsus?\b|401|hsa\b|match\b|credits?\b|donations?|referral|deals?\b|customers?\b|investment|round\b|quota|tuition)"
)
_OTHER_LABEL = re.compile(
    r"(?:equity|options|rsus?|stock|bonus(?:es)?|commissions?|stipends?|allowances?|budgets?|reimbursements?|funding|401\(?k\)?|hsa|"
    r"revenues?|arr|valuation|grants?|credits?)(?: (?:grant|package|value|award|target))?"
    r"(?: ?(?:[:(–-]|of|worth|is|are|valued at|up to|from|between|for|ranging|range|a|total(?:ing)?|over|at|~)){1,4} ?$"
)
_MONEY_WORDS = (
    r"rais(?:ed|ing)|funding|funded|backed|backing|revenues?|arr|mrr|acv|valuation|valued|budgets?|stipends?|"
    r"reimburse\w*|allowances?|sign[- ]on|401|donat\w*|loans?|aum|deals?|contract value|deal size|processed|spend|"
    r"spending|quotas?|customers? (?:pay|spend|save)\w*|tuition|checks? of|saved|saving|investment"
)
_OTHER_MONEY = re.compile(rf"\b(?:{_MONEY_WORDS})\b")
_OTHER_USE = re.compile(
    rf"\b(?:{_MONEY_WORDS}|bonus(?:es)?|equity|options|rsus?|stock|credits?|hsa|fsa|insurance|market|worth|assets|"
    r"clients?|customers?|sales|prizes?|grants?|referral|learning|wellness|perks?|benefits?|coverage|costs?|prices?|"
    r"pricing|fees?|fertility|relocation|match\w*|growth|grew|fines?|penalt\w+)\b"
)
_UP_TO = re.compile(r"\b(?:up to|maximum(?: of)?|max\.?:?|bis zu|hasta|do)[ :]*$")
_STARTING = re.compile(r"\b(?:from|starting (?:at|from)|minimum(?: of)?|at least|ab|upwards of|above|over)[ :]*$")
_PERIOD = re.compile(
    r"\b(?:(?P<year>annual(?:ly|ized)?|yearly|p\.a\.|per annum|jahres\w+)|(?P<hour>hourly|per hour|an hour)|"
    r"(?P<month>monthly|monat\w*)|(?P<day>daily rate|day rate|per diem|tagessatz|tjm))"
)
_OR_MAX = re.compile(r"(?<!-)(?<!- )\bmax")
_MINIMUM = re.compile(r"\bmin(?:imum)?\.?(?: \w+)?:? *$")
_LINE_START = re.compile(r"(?:^|\n)[ \t*•·-]*$")
_LINE_END = re.compile(r"[ \t.*]*(?:\n|$)")
_EURO_WORD = "uro"
_WORDS = Cues(("salary", "pay range", "compensation", "ctc", _EURO_WORD))
_LAKHS = re.compile(r"[0-9] ?(?:lakhs?|lacs?|l)\b")
_BARE_RANGE = re.compile(
    r"[0-9](?:[.,' ]?[0-9]{3}|k)(?:[.,][0-9]{2})?[ a-z]{0,3}[-t]|\b[0-9]{2,3} ?[^a-z0-9 ] ?[0-9]{2,3} ?k\b|"
    r"\b[0-9]{1,3}(?:\.[0-9]{1,2})? ?(?:-|to) ?[0-9]{1,3}(?:\.[0-9]{1,2})? ?(?:lakh|lac)"
)
_BARE_CUE = re.compile(r"\b(?:salary|pay|compensation|ctc)\b[^.;\n]{0,70}\n{0,2}[ *-]*$")
_BARE_AFTER = re.compile(r"[ \t*)]*(?:$|[\n.,;+(]|per |a year|annual|base|gross|depending|plus|and |ctc|fixed)")
