from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.collect.delimited import read_csv
from rolescope.collect.record import Record
from rolescope.ledger import Problem

COLUMNS = {"source_id": "id", "text": "body"}
CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def read(path: Path, content: bytes) -> tuple[list[Record], list[Problem]]:
    path.write_bytes(content)
    items = list(read_csv(path, COLUMNS, "src"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


def test_rows_are_records_and_a_quoted_cell_may_hold_commas_quotes_and_lines(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.csv", b'id,x,body\n1,,"a, ""b""\nc"\n2,,d\n')
    assert [(r.source_id, r.text, r.origin) for r in records] == [
        ("1", 'a, "b"\nc', "p.csv:3"),  # the row ends on line 3
        ("2", "d", "p.csv:4"),
    ]
    assert problems == []


def test_a_byte_order_mark_is_not_part_of_the_first_column(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.csv", b"\xef\xbb\xbfid,body\n1,a\n")
    assert ([r.source_id for r in records], problems) == (["1"], [])


@pytest.mark.parametrize(("row", "fields"), [(b"1", 1), (b"1,a,b", 3)])
def test_a_row_of_another_length_is_dropped_and_the_rest_goes_on(tmp_path: Path, row: bytes, fields: int) -> None:
    records, problems = read(tmp_path / "p.csv", b"id,body\n" + row + b"\n\n2,c\n")
    assert [r.text for r in records] == ["c"]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("malformed record", "p.csv:2", True)]
    assert problems[0].remedy.startswith(f"{fields} fields, the header has 2")


@pytest.mark.parametrize("content", [b"", b"id,text\n1,a\n", b"id;body\n1;a\n"])
def test_a_file_without_a_mapped_column_is_one_problem_that_names_it(tmp_path: Path, content: bytes) -> None:
    records, problems = read(tmp_path / "p.csv", content)
    assert records == []
    assert [p.reason for p in problems] == ["missing column"]


def test_bytes_that_are_no_utf8_are_replaced_and_the_row_is_kept(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.csv", b"id,body\n1,caf\xe9\n2,tea\n")
    assert [r.text for r in records] == ["caf\ufffd", "tea"]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("broken UTF-8", "p.csv:2", False)]


def test_what_is_said_of_a_header_that_is_no_utf8_can_be_written_to_a_file(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "p.csv", "id,größe\n1,a\n".encode("latin-1"))
    assert [p.reason for p in problems] == ["missing column"]
    assert problems[0].remedy.encode("utf-8")


def test_a_quote_that_is_never_closed_does_not_silently_swallow_the_rows_after_it(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.csv", b'id,body\n1,"open\n2,b\n3,c\n')
    assert [p.reason for p in problems], f"three rows became {len(records)} and nothing was said"


def test_a_cell_beyond_the_limit_ends_the_file_with_one_line(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.csv", b"id,body\n1,a\n2," + b"x" * (64 * 2**20 + 1) + b"\n")
    assert [r.text for r in records] == ["a"]
    assert [p.reason for p in problems] == ["malformed file"]


@given(cells=st.lists(st.tuples(CELLS, CELLS), max_size=4))
@settings(max_examples=60)
def test_any_cells_come_back_as_they_were_written(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, str]]
) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([("id", "body"), *cells])
    records, problems = read(tmp_path_factory.mktemp("c") / "p.csv", text.getvalue().encode())
    assert [(r.source_id, r.text) for r in records] == cells
    assert problems == []


@given(content=st.binary(max_size=200))
@settings(max_examples=100)
def test_no_bytes_are_fatal_and_all_that_comes_out_can_be_encoded(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    records, problems = read(tmp_path_factory.mktemp("c") / "p.csv", b"id,body\n" + content)
    said = [r.text for r in records] + [p.remedy for p in problems]
    assert "".join(said).encode("utf-8").decode() == "".join(said)
