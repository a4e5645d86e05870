"""Two groups whose corrected shares are written by hand: .30 (.20 to .42) before, .60 (.45 to .70) after."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from scipy.stats import norm

from rolescope.estimate.corrected import STATISTIC
from rolescope.estimate.corrected_changes import compare_corrected
from rolescope.estimate.units import open_units
from rolescope.storage import write_table
from rolescope.tables import ESTIMATES
from tests.unit.estimate.tables_by_hand import write_run

WHOLE: tuple[str | None, str] = (None, "")
STAMP = {"variable": "skills", "slice_by": "run", "slice": "b", "against": "a", "coder": "local"}
Z = norm.ppf(0.975)


def row(value: str, share: float, low: float, high: float, **said: Any) -> dict[str, Any]:
    return {
        "estimate_id": f"{value} {said}", "statistic": STATISTIC, "variable": "skills", "value": value, "coder": "local",
        "section_rule": "any but other", "unit": "posting", "target": "process", "status": "published", "level": 0.95,
        "n": 100, "n_gold": 50, "share": share, "low": low, "high": high,
    } | said  # fmt: skip


def compared(folder: Path, before: list[dict[str, Any]], after: list[dict[str, Any]], **groups: Any) -> pa.Table:
    folders = []
    for name, rows in (("a", before), ("b", after)):
        (folder / name).mkdir()
        folders.append(write_run(folder / name, [{"employer_id": "e"}]))
        write_table(folder / name / "estimates.parquet", pa.Table.from_pylist(rows, schema=ESTIMATES))
    with open_units(folders[0], folders[0], "local") as one, open_units(folders[1], folders[1], "local") as two:
        return compare_corrected((one, two), groups.get("slices", (WHOLE, WHOLE)), STAMP, 0.95)


def test_the_difference_has_limits_by_hand(tmp_path: Path) -> None:
    after = row("Go", 0.6, 0.45, 0.7, n=80, n_gold=40)
    (found,) = compared(tmp_path, [row("Go", 0.3, 0.2, 0.42)], [after]).to_pylist()
    assert found["statistic"] == STATISTIC
    assert found["difference"] == pytest.approx(0.3)
    assert found["low"] == pytest.approx(0.3 - (0.15**2 + 0.12**2) ** 0.5)
    assert found["high"] == pytest.approx(0.3 + (0.1**2 + 0.1**2) ** 0.5)
    assert (found["n"], found["n_against"], found["n_gold"], found["n_gold_against"], found["m"]) == (
        80,
        100,
        40,
        50,
        1,
    )
    error = (0.15**2 + 0.12**2) ** 0.5 / Z
    assert found["p_value"] == pytest.approx(2 * norm.sf(0.3 / error))
    assert found["detectable"] == pytest.approx((Z + norm.ppf(0.8)) * error)
    assert found["q_value"] == found["p_value"] < 0.05
    assert (found["selected_low"], found["selected_high"]) == pytest.approx((found["low"], found["high"]))


def test_a_wide_difference_is_not_listed_and_its_p_value_fits_its_interval(tmp_path: Path) -> None:
    before = [row("Go", 0.3, 0.1, 0.6), row("Java", 0.1, 0.05, 0.2)]
    found = compared(tmp_path, before, [row("Go", 0.35, 0.2, 0.5), row("Java", 0.6, 0.5, 0.7)]).to_pylist()
    by_value = {one["value"]: one for one in found}
    assert {name: one["selected_low"] is None for name, one in by_value.items()} == {"Go": True, "Java": False}
    assert by_value["Go"]["p_value"] > 0.05 and by_value["Go"]["low"] < 0
    java = by_value["Java"]
    assert java["m"] == 2 and java["q_value"] == pytest.approx(2 * java["p_value"])
    assert java["selected_low"] < java["low"] < java["high"] < java["selected_high"]


@pytest.mark.parametrize(
    "other",
    [
        {"status": "synthetic"},
        {"status": "too thin", "share": None, "low": None, "high": None},
        {"statistic": "share"},
        {"target": "corpus"},
        {"section_rule": "must"},
        {"level": 0.9},
        {"coder": "imported"},
        {"slice_by": "city", "slice": "Berlin"},
    ],
)
def test_what_its_own_gold_does_not_correct_is_not_compared(tmp_path: Path, other: dict[str, Any]) -> None:
    given = {"share": 0.6, "low": 0.45, "high": 0.7} | other
    assert compared(tmp_path, [row("Go", 0.3, 0.2, 0.42)], [row("Go", **given)]).num_rows == 0


def test_slices_are_compared_by_their_own_rows(tmp_path: Path) -> None:
    rows = [row("Go", 0.2, 0.1, 0.3), *(
        row("Go", share, share - 0.1, share + 0.1, slice_by="city", slice=city) for city, share in (("Bonn", 0.4), ("Ulm", 0.7))
    )]  # fmt: skip
    (found,) = compared(tmp_path, rows, rows, slices=(("city", "Bonn"), ("city", "Ulm"))).to_pylist()
    assert (found["share_against"], found["share"]) == (0.4, 0.7)


def test_shares_without_any_spread_differ_for_certain_or_not_at_all(tmp_path: Path) -> None:
    before, after = [row("Go", 1.0, 1.0, 1.0)], [row("Go", 1.0, 1.0, 1.0)]
    (found,) = compared(tmp_path, before, after).to_pylist()
    assert (found["difference"], found["p_value"], found["detectable"]) == (0.0, 1.0, 0.0)
