from __future__ import annotations

from math import exp, log, sqrt
from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.estimate.pairs import estimate_pairs
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run


def run(folder: Path, employers: int = 100) -> Path:
    """100 postings: Python in 40, SQL in 20, both in 16; each employer has 100 / employers of them."""
    postings = [{"employer_id": f"e{number % employers}"} for number in range(100)]
    codes = [{"posting_id": f"p{n:03}", "value": "Python"} for n in range(40)]
    codes += [{"posting_id": f"p{n:03}", "value": "SQL"} for n in range(24, 44)]
    return write_run(folder, postings, codes)


def pairs(folder: Path) -> pa.Table:
    with open_units(folder, folder, "local") as units:
        return estimate_pairs(units, "skills", 0.95)


def test_lift_and_its_limits_are_those_of_the_formula(tmp_path: Path) -> None:
    row = pairs(run(tmp_path)).to_pylist()[0]
    assert (row["value"], row["other"], row["count"], row["n_employers"]) == ("Python", "SQL", 16, 16)
    lift = 16 * 100 / (40 * 20)
    spread = 1 / 16 - 1 / 40 - 1 / 20 + 1 / 100 + 2 * (lift - 1) / 100
    assert row["lift"] == pytest.approx(lift)
    assert row["low"] == pytest.approx(exp(log(lift) - 1.959964 * sqrt(spread)), rel=1e-5)
    assert row["high"] == pytest.approx(exp(log(lift) + 1.959964 * sqrt(spread)), rel=1e-5)


def test_a_pair_of_few_employers_is_left_out(tmp_path: Path) -> None:
    assert pairs(run(tmp_path, employers=4)).num_rows == 0


def test_employers_with_several_postings_widen_the_limits(tmp_path: Path) -> None:
    (tmp_path / "few").mkdir()
    (tmp_path / "many").mkdir()
    many = pairs(run(tmp_path / "many")).to_pylist()[0]
    few = pairs(run(tmp_path / "few", employers=8)).to_pylist()[0]
    assert few["high"] - few["low"] > many["high"] - many["low"]


def test_blocks_of_rows_change_no_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = run(tmp_path, employers=8)
    whole = pairs(folder)
    monkeypatch.setattr("rolescope.estimate.pairs._ROWS_AT_ONCE", 3)
    assert pairs(folder).equals(whole)
    assert whole.column("n_employers").to_pylist() == [8]
