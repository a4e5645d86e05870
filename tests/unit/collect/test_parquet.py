from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.collect.parquet import read_parquet
from rolescope.collect.record import Record
from rolescope.ledger import Problem

COLUMNS = {"source_id": "id", "text": "body", "place": "where", "date_posted": "day"}


def read(path: Path, columns: dict[str, Any]) -> tuple[list[Record], list[Problem]]:
    pq.write_table(pa.table(columns), path)
    return split(path)


def split(path: Path) -> tuple[list[Record], list[Problem]]:
    items = list(read_parquet(path, COLUMNS, "src"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


def test_rows_are_records_whatever_the_types_of_their_columns(tmp_path: Path) -> None:
    records, problems = read(
        tmp_path / "p.parquet",
        {
            "id": [1, 2],
            "body": ["a", "b"],
            "where": [["Porto", "Faro"], []],
            "day": [dt.date(2026, 2, 3), None],
        },
    )
    assert problems == []
    assert records == [
        Record("src", "p.parquet:row 1", "1", text="a", places=("Porto", "Faro"), date_posted="2026-02-03"),
        Record("src", "p.parquet:row 2", "2", text="b"),
    ]


def test_rows_are_numbered_across_batches(tmp_path: Path) -> None:
    rows = 2500
    records, _ = read(
        tmp_path / "p.parquet",
        {"id": range(rows), "body": ["a"] * rows, "where": [""] * rows, "day": [""] * rows},
    )
    assert [r.origin for r in records] == [f"p.parquet:row {n}" for n in range(1, rows + 1)]


def test_a_null_text_is_dropped_and_the_rest_goes_on(tmp_path: Path) -> None:
    records, problems = read(
        tmp_path / "p.parquet", {"id": ["1", "2"], "body": [None, "b"], "where": ["", ""], "day": ["", ""]}
    )
    assert [r.source_id for r in records] == ["2"]
    assert [p.place for p in problems] == ["p.parquet:row 1"]


def test_a_binary_column_of_utf8_is_text(tmp_path: Path) -> None:
    records, _ = read(tmp_path / "p.parquet", {"id": ["1"], "body": ["café".encode()], "where": [""], "day": [""]})
    assert [r.text for r in records] == ["café"]


def test_a_missing_column_is_one_problem_that_names_it(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.parquet", {"id": ["1"], "body": ["a"], "where": [""]})
    assert records == []
    assert [p.reason for p in problems] == ["missing column"]
    assert "'day'" in problems[0].remedy


@pytest.mark.parametrize(
    "content",
    [b"", b"PAR1", b"id,body\n1,a\n", b"PAR1" + b"\x00" * 64 + b"PAR1"],
    ids=["empty", "cut", "csv", "zeros"],
)
def test_a_file_that_is_no_parquet_is_one_problem_on_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "p.parquet"
    path.write_bytes(content)
    records, problems = split(path)
    assert records == []
    assert [(p.reason, p.place) for p in problems] == [("malformed file", "p.parquet")]
    assert "\n" not in problems[0].remedy


def test_a_file_cut_short_is_one_problem(tmp_path: Path) -> None:
    path = tmp_path / "p.parquet"
    read(path, {"id": ["1"], "body": ["a"], "where": [""], "day": [""]})
    path.write_bytes(path.read_bytes()[:-20])
    assert [p.reason for p in split(path)[1]] == ["malformed file"]
