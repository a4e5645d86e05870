"""Cells that are too thin to be a number."""

from __future__ import annotations

from rolescope.estimate.clustered import Base

MIN_EFFECTIVE = 30
MIN_EMPLOYERS = 10
MAX_WIDTH = 0.30


def thin_base(base: Base) -> str | None:
    """Why no share of this slice can be published, or None."""
    if base.employers < MIN_EMPLOYERS:
        return f"{base.employers} employer{'' if base.employers == 1 else 's'}, at least {MIN_EMPLOYERS} are needed"
    if base.n < MIN_EFFECTIVE:
        return f"{base.n} posting{'' if base.n == 1 else 's'}, at least {MIN_EFFECTIVE} are needed"
    if base.largest > base.n / 2:
        return "one employer has more than half of the postings"
    return None


def thin_share(n_effective: float, low: float, high: float) -> str | None:
    """Why this share is no number although its slice is large enough, or None."""
    if n_effective < MIN_EFFECTIVE:
        return f"effective sample of {n_effective:.1f}, at least {MIN_EFFECTIVE} is needed"
    if high - low > MAX_WIDTH:
        return f"interval of {100 * (high - low):.0f} points, at most {100 * MAX_WIDTH:.0f} is allowed"
    return None
