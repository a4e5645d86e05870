"""`baseSalary` to the words that a job site would show as pay."""

from __future__ import annotations

import re
from typing import Any

from rolescope.collect.values import each, objects, scalar_of, text_of

_THOUSANDS = re.compile(r"[0-9]{1,3}(?:[.,' ][0-9]{3})+(?:[.,][0-9]{1,2})?")
_FIGURE = re.compile(r"[0-9]{1,12}(?:\.[0-9]{1,2})?|[0-9]{4,12}\.[0-9]{1,6}|[0-9]{1,12}\.[0-9]{4,6}")
_CENTS = re.compile(r"[.,]([0-9]{1,2})$")
_CURRENCY = re.compile(r"[A-Za-z]{3}")
_UNIT_CODES = {"ann": "year", "mon": "month", "wee": "week", "day": "day", "hur": "hour", "p1y": "year", "pt1h": "hour"}
_MOST = 1e12


def posted_pay(base_salary: Any, currency: str = "") -> str:
    """Pay as one line, such as "USD 80,000 - 95,000.50 per YEAR"; "" where none is stated.

    Parameters
    ----------
    base_salary
        A number, a text, a MonetaryAmount (with a QuantitativeValue or a number as its value), a
        PriceSpecification, or a list of these, of which the first that states an amount counts.
    currency
        ISO 4217 code of the posting (`salaryCurrency`), where the amount has none of its own.

    Examples
    --------
    >>> posted_pay({"currency": "EUR", "value": {"minValue": 40, "maxValue": "55.5", "unitText": "HOUR"}})
    'EUR 40 - 55.50 per HOUR'
    """
    for amount in each(base_salary):
        said = _of_object(amount, currency) if isinstance(amount, dict) else _line(amount, None, None, currency, "")
        if said:
            return said
    return ""


def _of_object(amount: dict[str, Any], currency: str) -> str:
    code = text_of(amount.get("currency") or amount.get("priceCurrency") or amount.get("salaryCurrency")) or currency
    for value in [*objects(amount.get("value")), amount]:
        unit = _unit(value) or _unit(amount)
        said = _line(
            value.get("value") or value.get("price"),
            value.get("minValue") or value.get("minPrice"),
            value.get("maxValue") or value.get("maxPrice"),
            code,
            unit,
        )
        if said:
            return said
    return ""


def _line(value: Any, low: Any, high: Any, currency: str, unit: str) -> str:
    least, most, only = _figure(low), _figure(high), _figure(value)
    code = f"{currency.upper()} " if _CURRENCY.fullmatch(currency) else ""
    if least and most and least != most:
        return f"{code}{least} - {most}{unit}"
    if only or (least and most):
        return f"{code}{only or least}{unit}"
    if least or most:
        return f"{'from' if least else 'up to'} {code}{least or most}{unit}"
    words = scalar_of(value)
    return f"{code}{words}{unit}" if isinstance(words, str) and re.search("[1-9]", words) else ""


def _figure(said: Any) -> str:
    """A figure with its thousands set apart; "" where it is none, or zero."""
    scalar = scalar_of(said)
    if isinstance(scalar, str):
        scalar = _number(scalar)
    if scalar is None or not 0 < scalar < _MOST:
        return ""
    return f"{scalar:,.2f}".removesuffix(".00")


def _number(said: str) -> float | None:
    """A number that was written as text, its thousands set apart in any of the usual ways or not at all."""
    if _FIGURE.fullmatch(said):
        return float(said)
    if not _THOUSANDS.fullmatch(said):
        return None
    cents = _CENTS.search(said)
    whole = float(re.sub("[^0-9]", "", said[: cents.start()] if cents else said))
    return whole + (float(f"0.{cents[1]}") if cents else 0.0)


def _unit(amount: dict[str, Any]) -> str:
    said = text_of(amount.get("unitText") or amount.get("unitCode") or amount.get("duration"))
    word = said.rpartition("/")[2].strip()
    word = re.sub(r"^per\s+", "", word, flags=re.I)
    return f" per {_UNIT_CODES.get(word.lower(), word)}" if word else ""
