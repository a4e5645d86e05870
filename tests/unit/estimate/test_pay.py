from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rolescope.estimate.pay import estimate_pay
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run


def paid(employer: str, low: float | None, high: float | None, currency: str | None = "EUR") -> dict[str, Any]:
    return {
        "employer_id": employer,
        "pay_min": low,
        "pay_max": high,
        "pay_currency": currency,
        "pay_period": "year" if currency else None,
    }


def rows(folder: Path, postings: list[dict[str, Any]]) -> dict[tuple[Any, ...], dict[str, Any]]:
    with open_units(write_run(folder, postings), folder, "local") as units:
        table = estimate_pay(units, (), 0.95).to_pylist()
    return {(row["currency"], row["statistic"]): row for row in table}


def test_medians_are_of_one_currency_and_one_period(tmp_path: Path) -> None:
    euros = [paid(f"e{n}", 50_000 + 1_000 * n, 70_000 + 1_000 * n) for n in range(31)]
    dollars = [paid(f"d{n}", 100_000, 150_000, "USD") for n in range(31)]
    silent = [paid(f"s{n}", None, None, None) for n in range(38)]
    found = rows(tmp_path, euros + dollars + silent)
    assert found["EUR", "median of minimum"]["value"] == 65_000
    assert found["EUR", "median of maximum"]["value"] == 85_000
    assert found["USD", "median of minimum"]["value"] == 100_000
    assert found[None, "share stating pay"]["value"] == pytest.approx(62 / 100)
    assert found["EUR", "median of minimum"]["low"] < 65_000 < found["EUR", "median of minimum"]["high"]


def test_pay_of_few_employers_is_no_figure(tmp_path: Path) -> None:
    postings = [paid(f"e{n % 3}", 50_000, 60_000) for n in range(40)] + [
        paid(f"s{n}", None, None, None) for n in range(40)
    ]
    row = rows(tmp_path, postings)["EUR", "median of minimum"]
    assert (row["status"], row["value"]) == ("too thin", None)
    assert "3 employers" in row["note"]
