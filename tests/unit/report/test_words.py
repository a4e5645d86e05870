from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.report.words import interval, listing, percent, tier


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0.0 %"),
        (0.004, "0.4 %"),
        (0.0634, "6.3 %"),
        (0.0994, "9.9 %"),
        (0.0996, "10 %"),
        (0.7743, "77 %"),
        (1.0, "100 %"),
    ],
)
def test_percent(share: float, said: str) -> None:
    assert percent(share) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.742, 0.806, "74–81 %"),
        (0.012, 0.034, "1.2–3.4 %"),
        (0.08, 0.12, "8–12 %"),
        (0.0, 1.0, "0–100 %"),
        (0.0, 0.02, "0.0–2.0 %"),
    ],
)
def test_interval(low: float, high: float, said: str) -> None:
    assert interval(low, high) == said


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (0.5, 0.6, "core"),
        (0.499, 0.6, "core or common"),
        (0.2, 0.499, "common"),
        (0.19, 0.21, "common or secondary"),
        (0.0, 0.199, "secondary"),
        (0.1, 0.9, "core or common or secondary"),
    ],
)
def test_tier_names_both_sides_of_a_border(low: float, high: float, said: str) -> None:
    assert tier(low, high) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], ""),
        (["Python"], "Python"),
        (["Python", "SQL"], "Python and SQL"),
        (["a", "b", "c"], "a, b and c"),
    ],
)
def test_listing(parts: list[str], said: str) -> None:
    assert listing(parts) == said


def test_listing_with_another_closing_word() -> None:
    assert listing(["a", "b"], "or") == "a or b"


@given(st.floats(0, 1))
def test_a_percentage_is_never_off_by_more_than_its_last_digit(share: float) -> None:
    assert abs(float(percent(share).removesuffix(" %")) - 100 * share) <= (0.5 if share >= 0.0995 else 0.05) + 1e-9


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_wider_interval_never_loses_a_tier(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert tier(low, low) in tier(low, high) and tier(high, high) in tier(low, high)
