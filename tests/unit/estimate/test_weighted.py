"""Shares with the weights of postings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rolescope.estimate.shares import RAKED, UNWEIGHTED, estimate_shares
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run


def shares(folder: Path, postings: list[dict[str, Any]], has: list[int], weighting: str) -> list[dict[str, Any]]:
    codes = [{"posting_id": f"p{n:03}", "value": "Go"} for n in has]
    with open_units(write_run(folder, postings, codes), folder, "local") as units:
        table = estimate_shares(units, {"skills": "mentions"}, "b@1", ["seniority"], 0.95, weighting)
    rows: list[dict[str, Any]] = table.to_pylist()
    return [row for row in rows if row["section_rule"] == "any but other" and row["value"] == "Go"]


def corpus(weight: float | None) -> list[dict[str, Any]]:
    """240 postings of 120 employers; the senior third weighs `weight` and the others so that the mean is 1."""
    other = None if weight is None else (3 - weight) / 2
    return [
        {"employer_id": f"e{n % 120:03}", "seniority": "senior" if n % 3 == 0 else "junior",
         "weight": weight if n % 3 == 0 else other}
        for n in range(240)
    ]  # fmt: skip


HAS = [n for n in range(240) if n % 3 == 0 or n % 5 == 0]


def test_a_weighted_share_and_its_interval_by_hand(tmp_path: Path) -> None:
    (row,) = [row for row in shares(tmp_path, corpus(1.8), HAS, RAKED) if row["slice_by"] is None]
    weight = np.where(np.arange(240) % 3 == 0, 1.8, 0.6)
    has = np.isin(np.arange(240), HAS)
    share = (weight * has).sum() / 240
    assert (row["n"], row["count"], row["weighting"]) == (240, len(HAS), "raked")
    assert row["share"] == pytest.approx(share)
    z = np.bincount(np.arange(240) % 120, weight * (has - share))
    variance = 120 / 119 * (z @ z) / 240**2
    assert row["deff"] == pytest.approx(max(1, variance / (share * (1 - share) / 240)))
    assert row["low"] < share < row["high"]


def test_within_a_slice_of_equal_weights_the_share_is_the_unweighted_one(tmp_path: Path) -> None:
    raked = {row["slice"]: row for row in shares(tmp_path, corpus(1.8), HAS, RAKED) if row["slice_by"]}
    plain = {row["slice"]: row for row in shares(tmp_path, corpus(1.8), HAS, UNWEIGHTED) if row["slice_by"]
             and (row["unit"], row["target"]) == ("posting", "process")}  # fmt: skip
    assert raked.keys() == plain.keys() == {"junior", "senior"}
    for name, row in raked.items():
        for figure in ("share", "low", "high", "deff", "n_effective"):
            assert row[figure] == pytest.approx(plain[name][figure])


def test_weights_of_one_change_nothing_but_the_name(tmp_path: Path) -> None:
    (raked,) = [row for row in shares(tmp_path, corpus(None), HAS, RAKED) if row["slice_by"] is None]
    (plain,) = [row for row in shares(tmp_path, corpus(None), HAS, UNWEIGHTED)
                if row["slice_by"] is None and (row["unit"], row["target"]) == ("posting", "process")]  # fmt: skip
    assert {name for name in raked if raked[name] != plain[name]} == {"estimate_id", "weighting"}


def test_postings_of_weight_nought_are_in_no_estimate(tmp_path: Path) -> None:
    postings = [*corpus(None), *({"employer_id": f"x{n}", "weight": 0.0} for n in range(40))]
    rows = shares(tmp_path, postings, [*HAS, *range(240, 280)], UNWEIGHTED)
    assert {row["n"] for row in rows if row["slice_by"] is None} == {240}
