from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.sorting import ahead, merge_sorted, write_run

SCHEMA = pa.schema([("key", pa.string()), ("number", pa.int64())])
Rows = list[tuple[str, int]]


def table(rows: Rows) -> pa.Table:
    return pa.table({"key": [key for key, _ in rows], "number": [n for _, n in rows]}, schema=SCHEMA)


def runs(folder: Path, *batches: Rows) -> list[Path]:
    paths = [folder / f"{number}.parquet" for number, _ in enumerate(batches)]
    for path, batch in zip(paths, batches, strict=True):
        write_run(path, table(batch), "key")
    return paths


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolescope.sorting._ROWS_A_CHUNK", 2)
    monkeypatch.setattr("rolescope.sorting._ROWS_A_TABLE", 3)


@given(st.lists(st.lists(st.tuples(st.sampled_from("abcdeé"), st.integers(0, 9)), max_size=6), max_size=6))
def test_rows_come_out_sorted_whatever_order_they_came_in(batches: list[Rows]) -> None:
    with TemporaryDirectory() as folder:
        parts = list(merge_sorted(runs(Path(folder), *batches), ["key", "number"]))
        merged = [(row["key"], row["number"]) for part in parts for row in part.to_pylist()]
    assert merged == sorted(row for batch in batches for row in batch)
    ends = [(part.column("key")[0].as_py(), part.column("key")[-1].as_py()) for part in parts]
    assert all(last < first for (_, last), (first, _) in pairwise(ends))


def test_no_rows_are_no_table(tmp_path: Path) -> None:
    assert list(merge_sorted(runs(tmp_path, [], []), ["key"])) == []


def test_ahead_the_tables_come_in_their_order_and_one_more_is_made_than_taken() -> None:
    made: list[int] = []

    def tables() -> Iterator[pa.Table]:
        for number in range(4):
            made.append(number)
            yield table([("a", number)])

    stream = ahead(tables())
    assert next(stream).to_pylist() == [{"key": "a", "number": 0}]
    stream.close()
    assert made == [0, 1]
    assert [one.to_pylist()[0]["number"] for one in ahead(tables())] == [0, 1, 2, 3]


def test_ahead_what_fails_in_the_thread_fails_here_after_the_tables_before_it() -> None:
    def tables() -> Iterator[pa.Table]:
        yield table([("a", 1)])
        raise OSError("the disk is gone")

    stream = ahead(tables())
    assert next(stream).num_rows == 1
    with pytest.raises(OSError, match="the disk is gone"):
        next(stream)
