from __future__ import annotations

from typing import Any

import pytest

from rolescope.clean.pay import find_pay
from rolescope.collect.salary import posted_pay


def quantity(**values: Any) -> dict[str, Any]:
    return {"@type": "MonetaryAmount", "currency": "EUR", "value": {"@type": "QuantitativeValue", **values}}


YEAR = {"unitText": "YEAR"}


@pytest.mark.parametrize(
    ("said", "line", "pay"),
    [
        (quantity(minValue=65000, maxValue=80000.5, **YEAR), "EUR 65,000 - 80,000.50 per YEAR", (65000, 80000.5, "EUR", "year")),
        (quantity(minValue="65,000", maxValue="80.000", **YEAR), "EUR 65,000 - 80,000 per YEAR", (65000, 80000, "EUR", "year")),
        (quantity(value=28.846, unitText="HOUR"), "EUR 28.85 per HOUR", (28.85, 28.85, "EUR", "hour")),
        (quantity(minValue=0, maxValue=80000, **YEAR), "up to EUR 80,000 per YEAR", (None, 80000, "EUR", "year")),
        (quantity(minValue=65000, **YEAR), "from EUR 65,000 per YEAR", (65000, None, "EUR", "year")),
        (quantity(minValue=500, maxValue=500, unitText="per day"), "EUR 500 per day", (500, 500, "EUR", "day")),
        (quantity(minValue=4000, maxValue=5000, unitCode="MON"), "EUR 4,000 - 5,000 per month", (4000, 5000, "EUR", "month")),
        ([quantity(minValue=0), quantity(value=900, unitText="WEEK")], "EUR 900 per WEEK", (900, 900, "EUR", "week")),
        ({"currency": "GBP", "value": "50000", "unitText": "Annually"}, "GBP 50,000 per Annually", (50000, 50000, "GBP", "year")),
        ({"currency": "GBP", "minValue": 40, "maxValue": 50, "unitText": "HOUR"}, "GBP 40 - 50 per HOUR", (40, 50, "GBP", "hour")),
        ({"priceCurrency": "GBP", "price": 40000, "unitText": "YEAR"}, "GBP 40,000 per YEAR", (40000, 40000, "GBP", "year")),
        ("$150K - $180K per year", "CAD $150K - $180K per year", (150000, 180000, "CAD", "year")),
        (quantity(value="150K-180K", **YEAR), "EUR 150K-180K per YEAR", (150000, 180000, "EUR", "year")),
        (quantity(minValue=150000000, maxValue=200000000, **YEAR) | {"currency": "IDR"}, "IDR 150,000,000 - 200,000,000 per YEAR", (150e6, 200e6, "IDR", "year")),
    ],
)  # fmt: skip
def test_a_salary_is_a_line_that_pay_is_read_from(said: Any, line: str, pay: tuple[Any, ...]) -> None:
    assert posted_pay(said, "CAD") == line
    found = find_pay("We draw maps.", line)
    assert found is not None
    assert (found[:4], found.source) == (pay, "listing")


@pytest.mark.parametrize(
    "said",
    [None, "", [], {}, "Competitive", quantity(minValue=0, maxValue=0, **YEAR), quantity(value=-5), quantity(value=True), {"value": []}],
)  # fmt: skip
def test_no_amount_is_no_pay(said: Any) -> None:
    assert posted_pay(said) == ""


def test_an_amount_without_a_period_is_not_guessed_at() -> None:
    line = posted_pay(quantity(minValue=65000, maxValue=80000))
    assert line == "EUR 65,000 - 80,000"
    assert find_pay("We draw maps.", line) is None
