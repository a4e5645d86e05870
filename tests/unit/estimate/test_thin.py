from __future__ import annotations

import pytest

from rolescope.estimate.clustered import Base
from rolescope.estimate.thin import thin_base, thin_share


@pytest.mark.parametrize(
    ("base", "words"),
    [
        (Base(30, 10, 100.0, 15), None),
        (Base(100, 9, 1000.0, 20), "9 employers"),
        (Base(29, 20, 50.0, 3), "29 postings"),
        (Base(100, 20, 3000.0, 51), "one employer has more than half"),
        (Base(100, 20, 3000.0, 50), None),
    ],
)
def test_slices_that_are_too_thin(base: Base, words: str | None) -> None:
    refusal = thin_base(base)
    assert refusal is None if words is None else words in (refusal or "")


@pytest.mark.parametrize(
    ("n_effective", "low", "high", "words"),
    [
        (30.0, 0.2, 0.5, None),
        (29.9, 0.2, 0.3, "effective sample"),
        (100.0, 0.2, 0.51, "interval of 31 points"),
    ],
)
def test_shares_that_are_too_thin(n_effective: float, low: float, high: float, words: str | None) -> None:
    refusal = thin_share(n_effective, low, high)
    assert refusal is None if words is None else words in (refusal or "")


def test_a_refusal_never_says_that_the_figure_is_what_is_needed() -> None:
    # 29.9 rounds to 30: "effective sample of 30, at least 30 is needed" would read as a contradiction
    assert "sample of 30," not in (thin_share(29.9, 0.2, 0.3) or "")
