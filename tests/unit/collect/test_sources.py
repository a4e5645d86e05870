from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.collect.sources import BATCH_ROWS, collect, frame_id
from rolescope.collect.usable import MAX_CHARS
from rolescope.errors import RolescopeError
from rolescope.ledger import Ledger
from rolescope.studyfile import Frame, Study
from rolescope.tables import RAW

FRAME = {"query": "Cartographer", "site": "a site", "places": ["Porto"], "collected": "2026-02-27"}
COLUMNS = {"source_id": "id", "text": "body"}


def study(folder: Path, *sources: dict[str, Any]) -> Study:
    return Study.model_validate({"study": "s", "question": "?", "frame": FRAME, "sources": sources, "folder": folder})


def put(path: Path, *bodies: str) -> None:
    path.write_text("".join(json.dumps({"id": str(n), "body": body}) + "\n" for n, body in enumerate(bodies)))


def collected(of: Study) -> tuple[list[dict[str, Any]], Ledger]:
    ledger = Ledger()
    tables = list(collect(of, ledger))
    return [row for table in tables for row in table.to_pylist()], ledger


def test_rows_come_in_batches_of_the_raw_schema(tmp_path: Path) -> None:
    put(tmp_path / "p.jsonl", *["a"] * (BATCH_ROWS + 1))
    tables = list(collect(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS}), Ledger()))
    assert [table.num_rows for table in tables] == [BATCH_ROWS, 1]
    assert all(table.schema == RAW for table in tables)


def test_batches_go_on_across_sources_and_each_row_has_the_frame_of_its_own_source(tmp_path: Path) -> None:
    put(tmp_path / "one.jsonl", "a")
    put(tmp_path / "two.jsonl", "b")
    other = FRAME | {"collected": "2026-03-05"}
    rows, ledger = collected(
        study(
            tmp_path,
            {"jsonl": "one.jsonl", "columns": COLUMNS},
            {"jsonl": "two.jsonl", "columns": COLUMNS, "name": "second", "frame": other},
        )
    )
    assert [(r["source"], r["wave"], r["text"]) for r in rows] == [
        ("one", "2026-02-27", "a"),
        ("second", "2026-03-05", "b"),
    ]
    assert rows[0]["frame_id"] == frame_id(Frame.model_validate(FRAME))
    assert rows[1]["frame_id"] == frame_id(Frame.model_validate(other))
    assert not ledger


@pytest.mark.parametrize("change", [{"query": "x"}, {"site": "x"}, {"places": ["x"]}, {"collected": "2026-02-28"}])
def test_another_frame_has_another_id(change: dict[str, Any]) -> None:
    assert frame_id(Frame.model_validate(FRAME | change)) != frame_id(Frame.model_validate(FRAME))


def test_the_id_of_a_frame_begins_with_its_date() -> None:
    assert frame_id(Frame.model_validate(FRAME)).startswith("2026-02-27-")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty text"),
        (" \n\t ", "empty text"),
        ("x" * (MAX_CHARS + 1), "text too long"),
        ("x" * 20 * 2**20, "text too long"),
    ],
    ids=["nothing", "blanks", "one too many", "20 MB"],
)
def test_an_unusable_text_is_dropped_and_counted_and_the_rest_goes_on(tmp_path: Path, text: str, reason: str) -> None:
    put(tmp_path / "p.jsonl", "a", text, "b")
    rows, ledger = collected(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS}))
    assert [r["text"] for r in rows] == ["a", "b"]
    assert dict(ledger.dropped) == {reason: 1}
    assert ledger.examples[reason][0].place == "p.jsonl:2"


def test_a_text_of_the_greatest_length_is_kept(tmp_path: Path) -> None:
    put(tmp_path / "p.jsonl", "x" * MAX_CHARS)
    rows, ledger = collected(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS}))
    assert (len(rows), bool(ledger)) == (1, False)


@pytest.mark.parametrize("field", ["id", "body"])
def test_a_lone_surrogate_in_one_record_does_not_end_the_run(tmp_path: Path, field: str) -> None:
    record = json.dumps({"id": "1", "body": "Draw maps."} | {field: "half an emoji \ud83d, then text"})
    (tmp_path / "p.jsonl").write_text(record + "\n" + json.dumps({"id": "2", "body": "b"}) + "\n")
    rows, _ = collected(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS}))
    assert "b" in [r["text"] for r in rows]


def test_a_key_that_the_study_maps_and_no_record_has_is_said(tmp_path: Path) -> None:
    put(tmp_path / "p.jsonl", "a", "b")
    _, ledger = collected(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS | {"company": "employer"}}))
    assert any("employer" in line for line in ledger.lines())


@pytest.mark.parametrize("kind", ["jsonl", "csv", "parquet"])
def test_a_source_that_is_not_there_is_an_error_with_its_path(tmp_path: Path, kind: str) -> None:
    with pytest.raises(RolescopeError, match="there is no such file") as caught:
        collected(study(tmp_path, {kind: "gone", "columns": COLUMNS}))
    assert caught.value.place == str(tmp_path / "gone")


def test_all_kinds_of_file_give_the_same_rows(tmp_path: Path) -> None:
    put(tmp_path / "p.jsonl", "a", "b, c")
    (tmp_path / "p.csv").write_text('id,body\n0,a\n1,"b, c"\n')
    pq.write_table(pa.table({"id": ["0", "1"], "body": ["a", "b, c"]}), tmp_path / "p.parquet")
    found = [
        [
            (r["source"], r["source_id"], r["text"])
            for r in collected(study(tmp_path, {k: f"p.{k}", "columns": COLUMNS}))[0]
        ]
        for k in ("jsonl", "csv", "parquet")
    ]
    assert found[0] == found[1] == found[2] == [("p", "0", "a"), ("p", "1", "b, c")]


def test_names_of_files_and_of_columns_that_no_line_can_hold_are_made_harmless(tmp_path: Path) -> None:
    (tmp_path / "p.jsonl").write_text(json.dumps({"body": "a", "x\ud83d\x1b[31m\n\u202e": "b"}))
    board = tmp_path / "board"
    board.mkdir()
    (board / os.fsdecode(b"\xff\n.json")).write_text("[{}]")
    _, ledger = collected(study(tmp_path, {"jsonl": "p.jsonl", "columns": COLUMNS}, {"lever": "board"}))
    said = "".join([*ledger.lines(), *(answer.file for answer in ledger.answers)])
    assert said.isprintable()
    assert "body, x\ufffd\ufffd[31m\ufffd\ufffd" in said
    assert [answer.file for answer in ledger.answers] == ["\ufffd\ufffd.json"]
