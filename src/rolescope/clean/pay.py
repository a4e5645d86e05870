"""Pay a posting states: minimum, maximum, currency, period, with the words that say so."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from rolescope.clean.lowering import lowered
from rolescope.clean.money import Money, find_money
from rolescope.clean.pay_amounts import find_amounts
from rolescope.clean.pay_currency import unwritten_currency
from rolescope.clean.pay_ends import join_ends
from rolescope.clean.pay_period import LEAST, period_nearby
from rolescope.clean.pay_words import is_bare_pay, is_pay
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

    A minimum and a maximum on lines of their own are one range, whose quote spans both. Of several ranges (tiers, zones, currencies) the first complete one is taken and none is mixed with
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
    low = lowered(text)
    priced, bare = find_amounts(text, country)
    stated = list(join_ends(low, (pay for money in priced if (pay := pay_in_yen(text, money)))))
    for is_range in (True, False):
        for money in stated:
            if (money.high is not None) is is_range and is_pay(low, money):
                return _pay(text, low, money)
    for money in bare:
        if is_bare_pay(low, money):
            return _pay(text, low, money._replace(currency=unwritten_currency(text, money, country)))
    return None


def _from_listing(listing: str | None, country: str | None) -> Pay | None:
    for money in find_money(listing or "", 0, len(listing or ""), country):
        currency = money.currency or unwritten_currency(listing or "", money, country)
        high = money.low if money.high is None else money.high
        if money.period is not None and high >= LEAST[money.period]:
            before = "" if money.high is not None else lowered(listing or "")[: money.start]
            least = None if _UP_TO.search(before) else money.low
            most = None if _STARTING.search(before) else high
            return Pay(least, most, currency, money.period, listing or "", None, None, "listing")
    return None


def _pay(text: str, low: str, money: Money) -> Pay:
    least: float | None = money.low
    most = money.low if money.high is None else money.high
    before = low[max(0, money.start - 24) : money.start]
    if money.high is None and _UP_TO.search(before):
        least = None
    quote = text[money.start : money.end]
    period = money.period or period_nearby(low, money)
    is_least = _STARTING.search(before) or quote.endswith("+") or text.startswith(OR_MORE, money.end)
    if money.high is None and is_least:
        return Pay(least, None, money.currency, period, quote, money.start, money.end, "employer text")
    return Pay(least, most, money.currency, period, quote, money.start, money.end, "employer text")


_UP_TO = re.compile(r"\b(?:up to|maximum(?: of)?|max\.?:?|bis zu|hasta|do)[ :]*$")
_STARTING = re.compile(
    r"\b(?:from|starting (?:at|from)|minimum(?: of)?|at least|ab|upwards of|above|over|mindest\w*)[ :]*$"
)
