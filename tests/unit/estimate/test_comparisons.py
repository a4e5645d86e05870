from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rolescope.estimate.comparisons import compare_slices
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run


def compared(folder: Path, postings: list[dict[str, Any]], codes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    with open_units(write_run(folder, postings, codes), folder, "local") as units:
        rows: list[dict[str, Any]] = compare_slices(units, {"skills": "mentions"}, ["seniority"], 0.95).to_pylist()
    return rows


def corpus(employers: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """40 senior postings of which 30 ask for Go, 60 junior ones of which 15 do; Ada stands in one."""
    postings = [{"employer_id": f"e{n % employers}", "seniority": "senior" if n < 40 else "junior"} for n in range(100)]
    go = [n for n in range(100) if n < 30 or 40 <= n < 55]
    codes = [{"posting_id": f"p{n:03}", "value": "Go"} for n in go] + [{"posting_id": "p000", "value": "Ada"}]
    return postings, codes


def test_a_slice_is_compared_with_the_families_outside_it(tmp_path: Path) -> None:
    junior, senior = compared(tmp_path, *corpus(100))
    assert (junior["slice"], junior["value"], junior["n"], junior["n_against"]) == ("junior", "Go", 60, 40)
    assert (senior["share"], senior["share_against"]) == pytest.approx((0.75, 0.25))
    assert senior["difference"] == pytest.approx(-junior["difference"]) == pytest.approx(0.5)
    assert (senior["low"], senior["high"]) == pytest.approx((-junior["high"], -junior["low"]))
    assert (senior["m"], senior["q_value"]) == (2, pytest.approx(senior["p_value"]))  # both are one comparison
    assert senior["selected_low"] == pytest.approx(senior["low"])  # both of two are listed


def test_values_of_few_families_are_not_compared(tmp_path: Path) -> None:
    assert {row["value"] for row in compared(tmp_path, *corpus(100))} == {"Go"}


def test_slices_of_few_employers_are_not_compared(tmp_path: Path) -> None:
    assert compared(tmp_path, *corpus(9)) == []


def test_what_is_not_listed_has_no_interval_for_what_is(tmp_path: Path) -> None:
    postings, _ = corpus(100)
    codes = [{"posting_id": f"p{n:03}", "value": "Go"} for n in range(0, 100, 2)]
    rows = compared(tmp_path, postings, codes)
    assert [(row["difference"], row["selected_low"]) for row in rows] == [(0.0, None)] * 2


def test_sums_over_employers_are_those_of_the_postings(tmp_path: Path) -> None:
    draw = np.random.default_rng(7)
    postings = [
        {"employer_id": f"e{draw.integers(30)}", "seniority": "senior" if draw.random() < 0.4 else "junior"}
        for _ in range(200)
    ]
    has = draw.random(200) < 0.3
    codes = [{"posting_id": f"p{n:03}", "value": "Go"} for n in np.flatnonzero(has)]
    row = next(row for row in compared(tmp_path, postings, codes) if row["slice"] == "senior")
    senior = np.array([posting["seniority"] == "senior" for posting in postings])
    assert row["share"] == pytest.approx(has[senior].mean())
    assert row["share_against"] == pytest.approx(has[~senior].mean())
    who = np.array([posting["employer_id"] for posting in postings])
    z = np.array(
        [
            ((has - row["share"]) * senior)[who == e].sum() / senior.sum()
            - ((has - row["share_against"]) * ~senior)[who == e].sum() / (~senior).sum()
            for e in np.unique(who)
        ]
    )
    error = np.sqrt(len(z) / (len(z) - 1) * (z**2).sum())
    assert (row["high"] - row["low"]) / 2 == pytest.approx(1.96 * error, rel=0.25)
