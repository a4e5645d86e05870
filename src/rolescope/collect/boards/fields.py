"""Read values of an answer that may lack them or have them of another type; what cannot be read is empty."""

from __future__ import annotations

import datetime as dt
import html
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any

Json = dict[str, Any]

READABLE = frozenset((
    "USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD", "HKD", "INR", "PLN", "SEK", "NOK", "DKK", "CZK", "HUF",
    "RON", "TRY", "ILS", "AED", "SAR", "QAR", "ZAR", "BRL", "MXN", "ARS", "COP", "CLP", "JPY", "CNY", "KRW", "TWD",
    "THB", "IDR", "MYR", "VND", "EGP", "NGN", "KES", "PKR", "UAH", "PHP",
))  # fmt: skip
"""Currencies that the clean stage reads; pay in another one is left out, lest it be taken for the country's own."""

_PERIODS = {
    "year": "year", "yearly": "year", "annual": "year", "annually": "year", "annum": "year",
    "month": "month", "monthly": "month", "week": "week", "weekly": "week",
    "day": "day", "daily": "day", "hour": "hour", "hourly": "hour",
}  # fmt: skip
_WORD = re.compile(r"[a-z]+")
_MOST = 1e12
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_ONE_WORD = re.compile(r"\b(full|part)[ _-]?time(?![a-z])|(?<![a-z])(full|part)time(?=_)", re.I)
_NO_PLACE = re.compile(r"\W*(?:\d+|multiple|several|various|many)\s+(?:locations?|offices?|places?|cities)\W*", re.I)


def text_of(value: Any) -> str:
    """Text or a number as text; of anything else, nothing."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def object_of(value: Any) -> Json:
    """An object, or the first one of a list of them; else an empty one."""
    if isinstance(value, list):
        return next(objects_of(value), {})
    return value if isinstance(value, dict) else {}


def objects_of(value: Any) -> Iterator[Json]:
    """Objects of a list, or the one that stands where a list is expected."""
    yield from (one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict))


def texts_of(value: Any) -> Iterator[str]:
    """Texts of a list, or the one that stands where a list is expected."""
    yield from filter(None, map(text_of, value if isinstance(value, list) else [value]))


def first_text(*values: Any) -> str:
    """The first value that is a text and not blank."""
    return next((text for text in map(text_of, values) if text.strip()), "")


def place_of(*parts: Any) -> str:
    """City, region, country on one line, each once; a count of places ("2 Locations") is none."""
    named = dict.fromkeys(part.strip() for part in map(text_of, parts) if part.strip())
    return ", ".join(part for part in named if not _NO_PLACE.fullmatch(part))


def places_of(places: Iterable[str]) -> tuple[str, ...]:
    """Each place once, in order."""
    return tuple(dict.fromkeys(filter(None, places)))


def day_of(value: Any) -> str:
    """ISO date of milliseconds since 1970; a text, or a number that is no date, as it is."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        try:
            return dt.datetime.fromtimestamp(value / 1000, dt.UTC).date().isoformat()
        except (ValueError, OverflowError, OSError):
            return str(value)
    return text_of(value)


def employment_of(*labels: Any) -> str:
    """Labels of the employment in words that the clean stage reads: ``FullTime`` as ``Full-Time``."""
    said = ", ".join(_HUMP.sub(" ", text_of(label)) for label in labels if text_of(label))
    return _ONE_WORD.sub(lambda found: f"{found[1] or found[2]}-time", said)


def modes_of(**modes: Any) -> str:
    """Names of the modes whose flag is true, ``-`` for ``_``."""
    return ", ".join(mode.replace("_", "-") for mode, is_so in modes.items() if is_so is True)


def period_of(label: Any) -> str:
    """Period that a label names: ``1 YEAR``, ``per-hour-wage``, ``yearly``; a multiple of one ("2 WEEK") is none."""
    low = text_of(label).lower()
    if re.search(r"\b(?!1\b)\d", low):
        return ""
    return next((_PERIODS[word] for word in _WORD.findall(low) if word in _PERIODS), "")


def number_of(value: Any) -> float | None:
    """A positive amount below a trillion, from a number or a text of one."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) and 0 < number < _MOST else None


def pay_of(least: Any, most: Any, currency: Any, period: str) -> str:
    """Pay in words that the clean stage reads back: ``EUR 60,000 - 75,000 per year``, ``from EUR 60,000 per year``."""
    code = text_of(currency).strip().upper()
    low, high = number_of(least), number_of(most)
    if (code and code not in READABLE) or (low is None and high is None) or not period:
        return ""
    sign = "₱" if code == "PHP" else f"{code} " if code else ""
    if low is not None and high is not None:
        amount = f"{sign}{_amount(min(low, high))} - {_amount(max(low, high))}"
    else:
        amount = f"up to {sign}{_amount(high)}" if low is None else f"from {sign}{_amount(low)}"
    return f"{amount} per {period}"


def _amount(number: float | None) -> str:
    return f"{number:,.2f}".removesuffix("0").removesuffix(".0")


def html_of(markup: Any, plain: Any = None) -> str:
    """HTML of a part: as it is, else its plain text with its line ends."""
    if text_of(markup).strip():
        return text_of(markup)
    return "<br>\n".join(html.escape(line, quote=False) for line in text_of(plain).split("\n"))


def part(heading: Any, markup: Any) -> str:
    """A heading and what stands below it, as HTML; nothing where nothing does."""
    if not text_of(markup).strip():
        return ""
    named = html.escape(html.unescape(text_of(heading)).strip(), quote=False)
    return f"<h3>{named}</h3>\n{text_of(markup)}" if named else text_of(markup)


def joined(parts: Iterable[str]) -> str:
    """Parts of a posting as one HTML text, each a block of its own."""
    return "\n".join(f"<div>{part}</div>" for part in parts if part.strip())
