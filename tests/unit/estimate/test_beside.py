from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.estimate.beside import estimated_beside
from rolescope.estimate.units import Units, open_units
from tests.unit.estimate.tables_by_hand import write_run

LONG = "select count(*) from range(1000000) a, range(1000000) b where a.range * b.range % 7 = 3"


def families(units: Units) -> pa.Table:
    return units.sql.sql("select count(*) as n from families").to_arrow_table()


def test_an_estimator_beside_others_has_the_same_units(tmp_path: Path) -> None:
    run = write_run(tmp_path, [{"employer_id": "a", "text": "one"}, {"employer_id": "b", "text": "two"}])
    with (
        estimated_beside(families, run, tmp_path / "own", "local") as found,
        open_units(run, tmp_path, "local") as units,
    ):
        assert families(units).equals(found.result())
        assert found.result().to_pylist() == [{"n": 2}]


def test_a_failure_of_the_others_ends_a_query_that_would_run_for_days(tmp_path: Path) -> None:
    def long(units: Units) -> pa.Table:
        return units.sql.sql(LONG).to_arrow_table()

    run = write_run(tmp_path, [{"employer_id": "a", "text": "one"}])
    with pytest.raises(KeyboardInterrupt), estimated_beside(long, run, tmp_path / "own", "local") as found:
        while not found.running():
            pass
        raise KeyboardInterrupt
    assert found.done()


def test_what_an_estimator_beside_raises_is_raised_where_its_table_is_wanted(tmp_path: Path) -> None:
    def broken(units: Units) -> pa.Table:
        raise ValueError("no such thing")

    run = write_run(tmp_path, [{"employer_id": "a", "text": "one"}])
    with estimated_beside(broken, run, tmp_path / "own", "local") as found, pytest.raises(ValueError, match="no such"):
        found.result()
