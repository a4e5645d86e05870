"""The currency of pay that is written without one."""

from __future__ import annotations

import re

from rolescope.clean.lowering import lowered
from rolescope.clean.money import Money


def unwritten_currency(text: str, money: Money, country: str | None) -> str | None:
    """Rupees where the figures are lakhs, else the currency of the posting's country.

    Parameters
    ----------
    text
        The posting's text, or the listing's.
    money
        An amount found in it.
    country
        ISO 3166 two-letter code, where it is known.
    """
    if LAKHS.search(lowered(text), money.start, money.end):
        return "INR"
    return _CURRENCY_OF_COUNTRY.get((country or "").upper())


LAKHS = re.compile(r"[0-9] ?(?:lakhs?|lacs?|l)\b")
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
