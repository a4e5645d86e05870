"""The period that pay is for, and how much pay of a period can be."""

from __future__ import annotations

import math
import re

from rolescope.clean.money import Money


def period_nearby(low: str, money: Money) -> str | None:
    """Period said beside the amount, or else the one its size leaves open.

    Parameters
    ----------
    low
        `lowering.lowered` text.
    money
        An amount of it that is pay.
    """
    before = words_before(low, money)
    after = _PERIOD.search(low, money.end, _line_end(low, money.end))
    named = [match.lastgroup for match in _PERIOD.finditer(before)]
    for period in ([after.lastgroup] if after else []) + named[::-1]:
        if period and LEAST[period] <= money.low <= MOST.get(period, math.inf):
            return period
    if money.low >= _SURELY_A_YEAR_IN.get(money.currency or "", math.inf):
        return "year"
    return "hour" if money.currency in _HARD and money.low <= _SURELY_AN_HOUR else None


def words_before(low: str, money: Money) -> str:
    """The text before an amount that speaks of it."""
    return low[max(0, money.start - _CONTEXT) : money.start]


def labelled_period(before: str) -> str | None:
    """Period that the label at the end of a text is of ("TJM: ", "Monatsgehalt ab "), or None."""
    label = _LABEL.search(before)
    return label.lastgroup if label else None


def _line_end(low: str, at: int) -> int:
    stop = low.find("\n", at, at + 60)
    return stop if stop >= 0 else min(len(low), at + 60)


_PERIOD = re.compile(
    r"\b(?:(?P<year>annual(?:ly|ized)?|yearly|p\.a\.|per annum|jahres\w+)|(?P<hour>hourly|per hour|an hour)|"
    r"(?P<month>monthly|\w*monat\w*)|(?P<day>daily rate|day rate|per diem|tagessatz|tjm))"
)
_LABEL = re.compile(
    r"\b(?:(?P<month>monthly (?:salary|pay)|\w*monats(?:gehalt|lohn)\w*)|(?P<day>(?:daily|day) rate|tagessatz|tjm)|"
    r"(?P<hour>hourly (?:rate|pay|wage)|stunden(?:lohn|satz)))\b[^\n.;0-9]{0,30}\Z"
)
LEAST = {"year": 5_000, "month": 300, "week": 100, "day": 40, "hour": 5}
"""Least pay of each period, in any currency."""
MOST = {"hour": 1_000, "day": 200_000, "week": 1_000_000}
"""Most pay of the periods that have one."""
SURELY_A_YEAR = 15_000
"""Surely pay from here on, where a period is written."""
_SURELY_AN_HOUR = 250
_HARD = frozenset(("USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"))
_SURELY_A_YEAR_IN = {
    **dict.fromkeys(_HARD, SURELY_A_YEAR), **dict.fromkeys(("SEK", "NOK", "DKK"), 300_000),
    "PLN": 100_000, "INR": 1_000_000, "JPY": 3_000_000,
}  # fmt: skip
_CONTEXT = 160
