"""What a provider says of its limits with each answer: how much a minute, how much is left, when it is whole again."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

_UNITS = {"d": 86_400.0, "h": 3_600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "ns": 1e-9}
_UNIT = r"(?:ms|us|µs|ns|d|h|m|s)"
_DURATION = re.compile(rf"(?:[0-9]{{1,9}}(?:\.[0-9]{{1,9}})?{_UNIT})+")
_PART = re.compile(rf"([0-9.]+)({_UNIT})")
_NAMES = {
    "requests": ("x-ratelimit-{}-requests", "anthropic-ratelimit-requests-{}"),
    "tokens": ("x-ratelimit-{}-tokens",),
    "input": ("anthropic-ratelimit-input-tokens-{}",),
    "output": ("anthropic-ratelimit-output-tokens-{}",),
}
"""Headers of OpenAI and of Anthropic for each kind of limit."""


@dataclass(frozen=True)
class Limit:
    """One limit.

    Parameters
    ----------
    limit
        How much there is when nothing was used.
    remaining
        How much of it is left.
    reset
        Seconds until nothing counts as used; None where it was not said.
    """

    limit: float
    remaining: float
    reset: float | None = None


Limits = Mapping[str, Limit]
"""Limits by what they count: ``requests``, ``tokens`` (both ways), ``input`` and ``output`` (tokens of one way)."""


def limits_of(headers: Mapping[str, str], now: datetime | None = None) -> Limits:
    """Limits by the headers of an answer; what cannot be read is left out.

    Parameters
    ----------
    headers
        Looked up by names in lower case.
    now
        What times are compared with.

    References
    ----------
    OpenAI, Rate limits; Anthropic, Rate limits: the sections on response headers.

    Examples
    --------
    >>> limits_of({"x-ratelimit-limit-tokens": "150000", "x-ratelimit-remaining-tokens": "0",
    ...            "x-ratelimit-reset-tokens": "6m0s"})
    {'tokens': Limit(limit=150000.0, remaining=0.0, reset=360.0)}
    """
    found: dict[str, Limit] = {}
    for kind, names in _NAMES.items():
        for name in names:
            limit, remaining = (_count(headers.get(name.format(part))) for part in ("limit", "remaining"))
            if limit and remaining is not None:
                found[kind] = Limit(limit, min(limit, remaining), seconds_until(headers.get(name.format("reset")), now))
    return found


def seconds_until(said: str | None, now: datetime | None = None) -> float | None:
    """Seconds by a duration as ``6m0s`` or ``20ms``, a bare number, or a time (RFC 3339); None where it is neither.

    Examples
    --------
    >>> seconds_until("1m30.5s"), seconds_until("20ms"), seconds_until("soon")
    (90.5, 0.02, None)
    >>> seconds_until("2026-01-01T00:00:10Z", datetime(2026, 1, 1, tzinfo=UTC))
    10.0
    """
    said = (said or "").strip()
    if _DURATION.fullmatch(said):
        return sum(float(number) * _UNITS[unit] for number, unit in _PART.findall(said))
    if (number := _count(said)) is not None:
        return number
    try:
        at = datetime.fromisoformat(said)
    except ValueError:
        return None
    if at.tzinfo is None:
        return None
    return max(0.0, (at - (now or datetime.now(UTC))).total_seconds())


def _count(said: str | None) -> float | None:
    """A number without a sign, as counts are."""
    return float(said) if said and re.fullmatch(r"[0-9]{1,15}(\.[0-9]{1,9})?", said.strip()) else None
