"""How figures are said: percentages, intervals and tiers, the same in every text."""

from __future__ import annotations

from collections.abc import Sequence

CORE, COMMON = 0.5, 0.2


def percent(share: float) -> str:
    """A share as a percentage without false precision.

    Examples
    --------
    >>> percent(0.7743), percent(0.0634), percent(0.004)
    ('77 %', '6.3 %', '0.4 %')
    """
    return f"{100 * share:.0f} %" if share >= 0.0995 else f"{100 * share:.1f} %"


def interval(low: float, high: float) -> str:
    """Limits of an interval in percent.

    Examples
    --------
    >>> interval(0.742, 0.806)
    '74–81 %'
    """
    digits = 0 if high >= 0.0995 else 1
    return f"{100 * low:.{digits}f}–{100 * high:.{digits}f} %"


def between(low: float, high: float) -> str:
    """Limits of an interval as words.

    Examples
    --------
    >>> between(0.59, 0.68)
    'between 59 and 68 %'
    """
    return f"between {interval(low, high).replace('–', ' and ')}"


def tier(low: float, high: float) -> str:
    """Core, common or secondary; two of them where the interval crosses a border.

    Examples
    --------
    >>> tier(0.55, 0.61), tier(0.45, 0.52), tier(0.1, 0.15)
    ('core', 'core or common', 'secondary')
    """
    names = ("secondary", "common", "core")
    lowest = (low >= COMMON) + (low >= CORE)
    highest = (high >= COMMON) + (high >= CORE)
    return " or ".join(reversed(names[lowest : highest + 1]))


def listing(parts: Sequence[str], last: str = "and") -> str:
    """Parts of a sentence with commas and a closing word.

    Examples
    --------
    >>> listing(["Python", "AWS", "RAG"])
    'Python, AWS and RAG'
    """
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}" if parts else ""
