from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.errors import RolescopeError
from rolescope.export import FORMATS, export_tables
from rolescope.storage import write_table
from rolescope.tables import CODINGS, POSTINGS, PUBLIC

POSTING: dict[str, Any] = {
    "posting_id": "p1", "title": 'Map, "maker"', "company": "", "url": None, "text": "Draw\nmaps – größer.",
    "places": [{"raw": "Porto"}], "weight": 1.0,
}  # fmt: skip
MENTIONS: list[dict[str, Any]] = [{"posting_id": f"p{n}", "start_char": n} for n in range(3000)]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    for name, schema in PUBLIC.items():
        write_table(folder / f"{name}.parquet", schema.empty_table())
    write_table(folder / "postings.parquet", pa.Table.from_pylist([POSTING], schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(MENTIONS, schema=CODINGS))
    return folder


@pytest.mark.parametrize("format", FORMATS)
def test_every_public_table_is_written_and_nothing_else(run: Path, tmp_path: Path, format: str) -> None:
    written = export_tables(run, format, tmp_path / "a" / "b")
    assert sorted(written) == sorted((tmp_path / "a" / "b").iterdir())
    assert {path.name for path in written} == {f"{name}.{format}" for name in PUBLIC}


def test_csv_holds_header_rows_in_order_quotes_and_line_ends(run: Path, tmp_path: Path) -> None:
    export_tables(run, "csv", tmp_path)
    with (tmp_path / "postings.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert list(rows[0]) == POSTINGS.names
    assert (rows[0]["title"], rows[0]["text"]) == (POSTING["title"], POSTING["text"])
    with (tmp_path / "codings.csv").open(encoding="utf-8", newline="") as lines:
        assert [row["posting_id"] for row in csv.DictReader(lines)] == [m["posting_id"] for m in MENTIONS]


def test_json_lines_tell_null_from_empty_and_keep_lists(run: Path, tmp_path: Path) -> None:
    export_tables(run, "jsonl", tmp_path)
    row = json.loads((tmp_path / "postings.jsonl").read_text(encoding="utf-8"))
    assert (row["company"], row["url"]) == ("", None)
    assert row["places"][0]["raw"] == "Porto"


def test_parquet_is_the_same_table(run: Path, tmp_path: Path) -> None:
    export_tables(run, "parquet", tmp_path)
    for name in PUBLIC:
        assert (
            pq.read_table(tmp_path / f"{name}.parquet").to_pylist()
            == pq.read_table(run / f"{name}.parquet").to_pylist()
        )


def test_an_unknown_format_names_the_known_ones_and_writes_nothing(run: Path, tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"unknown format 'xlsx'.*csv, jsonl, parquet"):
        export_tables(run, "xlsx", tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_a_folder_that_is_no_run_is_refused_and_nothing_is_written(run: Path, tmp_path: Path) -> None:
    (run / "rejections.parquet").unlink()
    with pytest.raises(RolescopeError, match=r"there is no rejections\.parquet"):
        export_tables(run, "csv", tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_a_table_that_cannot_be_read_is_one_clear_line(run: Path, tmp_path: Path) -> None:
    (run / "codings.parquet").write_bytes(b"PAR1 cut short")
    with pytest.raises(RolescopeError, match="codings"):
        export_tables(run, "csv", tmp_path / "to")
