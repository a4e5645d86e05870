from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.collect import jsonl
from rolescope.collect.jsonl import read_jsonl
from rolescope.collect.record import Record
from rolescope.ledger import Problem

COLUMNS = {"source_id": "id", "text": "body"}
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def read(path: Path, content: bytes) -> tuple[list[Record], list[Problem]]:
    path.write_bytes(content)
    items = list(read_jsonl(path, COLUMNS, "src"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


def test_each_line_is_a_record_with_its_line_as_origin_and_blank_lines_count(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.jsonl", b'{"id": 1, "body": "a"}\n\n  \n{"id": "2", "body": "b"}')
    assert [(r.source_id, r.text, r.origin) for r in records] == [
        ("1", "a", "p.jsonl:1"),
        ("2", "b", "p.jsonl:4"),
    ]
    assert problems == []


@pytest.mark.parametrize("bad", [b"{not json", b'{"id": 1', b"[1, 2]", b'"text"', b"null", b"3", b"[" * 100_000])
def test_a_line_that_is_no_object_is_dropped_with_its_place_and_the_rest_goes_on(tmp_path: Path, bad: bytes) -> None:
    good = b'{"id": "1", "body": "a"}\n'
    records, problems = read(tmp_path / "p.jsonl", good + bad + b"\n" + good)
    assert [r.origin for r in records] == ["p.jsonl:1", "p.jsonl:3"]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("malformed record", "p.jsonl:2", True)]
    assert "\n" not in problems[0].remedy


def test_bytes_that_are_no_utf8_are_replaced_and_the_record_is_kept(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.jsonl", b'{"id": "1", "body": "caf\xe9"}\n')
    assert [r.text for r in records] == ["caf\ufffd"]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("broken UTF-8", "p.jsonl:1", False)]


def test_a_byte_order_mark_is_not_part_of_the_first_line(tmp_path: Path) -> None:
    records, problems = read(tmp_path / "p.jsonl", b'\xef\xbb\xbf{"id": "1", "body": "a"}\n')
    assert ([r.text for r in records], problems) == (["a"], [])


def test_a_byte_order_mark_before_broken_utf8_does_not_cost_the_record(tmp_path: Path) -> None:
    records, _ = read(tmp_path / "p.jsonl", b'\xef\xbb\xbf{"id": "1", "body": "caf\xe9"}\n')
    assert [r.text for r in records] == ["caf\ufffd"]


def test_a_line_that_is_dropped_is_not_also_counted_as_repaired(tmp_path: Path) -> None:
    _, problems = read(tmp_path / "p.jsonl", b'{"id": "caf\xe9\n')
    assert [p.dropped for p in problems] == [True]


@given(texts=st.lists(TEXTS, max_size=5), ascii_only=st.booleans())
@settings(max_examples=60)
def test_any_text_comes_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], ascii_only: bool
) -> None:
    lines = "".join(json.dumps({"id": "1", "body": text}, ensure_ascii=ascii_only) + "\n" for text in texts)
    records, problems = read(tmp_path_factory.mktemp("j") / "p.jsonl", lines.encode())
    assert [r.text for r in records] == texts
    assert problems == []


@given(content=st.binary(max_size=200))
@settings(max_examples=100)
def test_any_bytes_give_one_record_or_one_dropped_problem_a_line(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    records, problems = read(tmp_path_factory.mktemp("j") / "p.jsonl", content)
    lines = sum(bool(line.strip()) for line in content.split(b"\n"))
    assert len(records) + sum(p.dropped for p in problems) == lines


def test_a_line_longer_than_any_posting_is_dropped_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 40)
    lines = ['{"text": "' + "maps " * length + '"}' for length in (1, 6, 50, 2)]
    (tmp_path / "p.jsonl").write_text("\n".join(lines))
    found = list(jsonl.read_jsonl(tmp_path / "p.jsonl", {"text": "text"}, "jobs"))
    assert [one.reason if isinstance(one, Problem) else one.origin for one in found] == [
        "p.jsonl:1",
        "record too long",
        "record too long",
        "p.jsonl:4",
    ]
