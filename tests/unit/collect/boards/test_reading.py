from __future__ import annotations

import json
import os
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from rolescope.collect.boards import reading
from rolescope.collect.boards.reading import BOARD_KINDS, board_files
from rolescope.errors import RolescopeError
from rolescope.ledger import Answer
from tests.unit.collect.boards.answers import ANSWERS, ASHBY, GREENHOUSE, LEVER, PERSONIO, WORKABLE, put, read

SAMPLES = Path(os.environ.get("ROLESCOPE_BOARD_SAMPLES", "no such folder"))
BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("kind", BOARD_KINDS)
def test_the_answer_says_board_file_and_count(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path, kind, ANSWERS[kind])
    _, _, answers = read(path, kind)
    assert answers == [Answer(kind, path.name, 2 if kind == "workable" else 1)]


@pytest.mark.parametrize("kind", set(BOARD_KINDS) - {"jobspy", "personio"})
@pytest.mark.parametrize("other", set(BOARD_KINDS) - {"jobspy", "personio"})
def test_the_answer_of_another_board_is_said_to_be_so(tmp_path: Path, kind: str, other: str) -> None:
    if kind != other:
        records, problems, _ = read(put(tmp_path, kind, ANSWERS[other]), kind)
        assert records == []
        assert [(p.reason, p.of) for p in problems] == [("another shape", "file")]
        assert f"it looks like an answer of {other}" in problems[0].remedy


@pytest.mark.parametrize(
    ("kind", "content", "like"),
    [
        ("ashby", PERSONIO, "an answer of personio"),
        ("ashby", "<!doctype html><p>Not found</p>", "a page"),
        ("ashby", '{"error": "not found"}', "no answer of a known board"),
        ("lever", "3", "no answer of a known board"),
        ("greenhouse", '{"jobs": null}', "no answer of a known board"),
        ("personio", json.dumps(LEVER), "JSON"),
        ("personio", "<jobs><position/></jobs>", "XML of <jobs>"),
        ("jobspy", json.dumps(LEVER), "JSON or XML"),
    ],
)
def test_a_file_of_another_kind_is_one_line_that_says_what_it_looks_like(
    tmp_path: Path, kind: str, content: str, like: str
) -> None:
    _, problems, _ = read(put(tmp_path, kind, content), kind)
    assert [p.reason for p in problems][-1:] == ["another shape"]
    assert like in problems[-1].remedy


@pytest.mark.parametrize(
    "content",
    [b"", b'{"jobs": [{"absolute_url": "x"', b"[" * 100_000, b'{"jobs": ' * 50_000, b"9" * 5_000, b"\x00\x01"],
    ids=["empty", "cut off", "deep list", "deep object", "huge number", "binary"],
)
def test_what_is_no_json_is_one_line_and_the_other_files_are_read(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, "greenhouse", content, "bad")
    put(tmp_path, "greenhouse", GREENHOUSE, "good")
    records, problems, answers = read(tmp_path, "greenhouse")
    assert [record.origin for record in records] == ["good.json:job 1"]
    assert [(p.reason, p.place, p.of) for p in problems] == [("malformed file", "bad.json", "file")]
    assert "\n" not in problems[0].remedy
    assert [(answer.file, answer.jobs) for answer in answers] == [("bad.json", 0), ("good.json", 1)]


def test_deep_json_within_a_job_costs_nothing_else(tmp_path: Path) -> None:
    deep: Any = []
    for _ in range(400):
        deep = [deep]
    job = GREENHOUSE["jobs"][0]  # type: ignore[index]
    records, problems, _ = read(put(tmp_path, "greenhouse", {"jobs": [job | {"location": deep}, job]}), "greenhouse")
    assert (len(records), [p.reason for p in problems]) == (1, ["repeated record"])


def test_a_file_that_is_too_big_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 100)
    _, problems, _ = read(put(tmp_path, "lever", LEVER), "lever")
    assert [(p.reason, p.place) for p in problems] == [("file too big", "saved.json")]


@pytest.mark.parametrize("kind", set(BOARD_KINDS) - {"jobspy"})
def test_bytes_that_are_no_utf8_are_replaced_and_the_job_is_kept(tmp_path: Path, kind: str) -> None:
    path = put(tmp_path, kind, ANSWERS[kind])
    path.write_bytes(path.read_bytes().replace(b"Map Engineer", b"Map \xff Engineer"))
    records, problems, _ = read(path, kind)
    assert [record.title for record in records] == ["Map \ufffd Engineer"]
    assert [(p.reason, p.dropped) for p in problems][:1] == [("broken UTF-8", False)]


@pytest.mark.parametrize("job", [None, 3, "text", [], True])
def test_a_job_that_is_no_object_is_one_line_and_the_rest_goes_on(tmp_path: Path, job: Any) -> None:
    records, problems, answers = read(put(tmp_path, "lever", [job, *LEVER]), "lever")
    assert [record.origin for record in records] == ["saved.json:job 2"]
    assert [(p.reason, p.place) for p in problems] == [("malformed record", "saved.json:job 1")]
    assert answers[0].jobs == 2


def test_a_job_without_text_says_which_call_has_it(tmp_path: Path) -> None:
    listed = {"content": [{"id": "1", "name": "Map Engineer", "releasedDate": "2026-01-16"}], "totalFound": 1}
    records, problems, _ = read(put(tmp_path, "smartrecruiters", listed), "smartrecruiters")
    assert records == []
    assert [p.reason for p in problems] == ["empty text"]
    assert "/postings/{posting}" in problems[0].remedy


def test_a_job_that_stands_again_gives_its_places_to_the_first(tmp_path: Path) -> None:
    records, problems, answers = read(put(tmp_path, "workable", WORKABLE), "workable")
    assert [record.places for record in records] == [("Spain", "Portugal")]
    assert [(p.reason, p.place) for p in problems] == [("repeated record", "saved.json:job 2")]
    assert answers[0].jobs == 2


def test_one_id_with_other_content_is_left_to_the_clean_stage(tmp_path: Path) -> None:
    other = LEVER[0] | {"text": "Map Reader"}
    records, problems, _ = read(put(tmp_path, "lever", [*LEVER, other]), "lever")
    assert ([record.title for record in records], problems) == (["Map Engineer", "Map Reader"], [])


def test_an_answer_of_one_page_says_how_many_jobs_are_missing(tmp_path: Path) -> None:
    records, problems, _ = read(put(tmp_path, "greenhouse", GREENHOUSE | {"meta": {"total": 37}}), "greenhouse")
    assert len(records) == 1
    assert [(p.reason, p.dropped) for p in problems] == [("incomplete answer", False)]
    assert "1 of the board's 37 jobs" in problems[0].remedy


def test_a_board_without_jobs_is_no_problem(tmp_path: Path) -> None:
    assert read(put(tmp_path, "greenhouse", {"jobs": []}), "greenhouse")[:2] == ([], [])
    assert read(put(tmp_path, "lever", []), "lever")[:2] == ([], [])


def test_the_employer_is_that_of_the_job_or_the_answer_then_the_study_then_the_site_then_the_file(
    tmp_path: Path,
) -> None:
    def employer(kind: str, answer: Any, company: str | None) -> str:
        return read(put(tmp_path, kind, answer, "acme"), kind, company)[0][0].company

    bare = deepcopy(LEVER)
    del bare[0]["hostedUrl"]
    assert employer("greenhouse", GREENHOUSE, "Said") == "Terra Maps"
    assert employer("workable", WORKABLE, "Said") == "Terra Maps"
    assert employer("lever", LEVER, "Said") == "Said"
    assert employer("ashby", ASHBY, None) == "Terra Maps"
    assert employer("lever", bare, None) == "acme"


@pytest.mark.parametrize("hostile", [BOMB, '<!DOCTYPE a SYSTEM "file:///etc/hostname">'])
def test_xml_that_declares_a_document_type_is_refused_before_its_entities(tmp_path: Path, hostile: str) -> None:
    content = PERSONIO.replace("<workzag-jobs>", hostile + "<workzag-jobs>").replace("Map Engineer", "&b;")
    records, problems, _ = read(put(tmp_path, "personio", content), "personio")
    assert records == []
    assert [p.reason for p in problems] == ["malformed file"]
    assert "document type" in problems[0].remedy


@pytest.mark.parametrize("end", ["<position><id>2", "<a>" * 100_000, "&nope;", "</workzag-jobs>x", "<b></a>"])
def test_positions_before_broken_xml_are_kept(tmp_path: Path, end: str) -> None:
    content = PERSONIO.replace("</workzag-jobs>", end)
    records, problems, _ = read(put(tmp_path, "personio", content), "personio")
    assert [record.source_id for record in records] == ["18"]
    assert [(p.reason, p.of) for p in problems] == [("malformed file", "file")]
    assert "line" in problems[0].remedy


@pytest.mark.parametrize("begin", ['<a b="', "<!--", "<a", "<?a "])
def test_a_tag_without_an_end_is_refused_before_it_is_all_read(tmp_path: Path, begin: str) -> None:
    content = f"<workzag-jobs><position>{begin}{'é' * 2_000_000}".encode()
    _, problems, _ = read(put(tmp_path, "personio", content), "personio")
    assert "longer than 1 MB" in problems[-1].remedy


def test_a_folder_is_its_files_in_order_and_others_are_left_alone(tmp_path: Path) -> None:
    for name in ("b", "a"):
        put(tmp_path, "lever", LEVER, name)
    (tmp_path / "notes.txt").write_text("x")
    assert [path.name for path in board_files(tmp_path, "lever")] == ["a.json", "b.json"]


@pytest.mark.parametrize("name", ["", "gone"])
def test_a_folder_without_answers_or_none_at_all_is_an_error(tmp_path: Path, name: str) -> None:
    with pytest.raises(RolescopeError):
        board_files(tmp_path / name, "lever")


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="needs a folder of board samples in ROLESCOPE_BOARD_SAMPLES")
@pytest.mark.parametrize("kind", set(BOARD_KINDS) - {"jobspy"})
def test_samples_give_a_record_or_a_reason_each(kind: str) -> None:
    (path,) = SAMPLES.glob(f"{kind}.*")
    records, problems, answers = read(path, kind)
    assert answers[0].jobs == len(records) + sum(p.dropped for p in problems) > 0
    assert {p.reason for p in problems} <= {"empty text", "incomplete answer", "repeated record"}
    for record in records:
        assert record.title
        assert record.company
        assert record.places
        assert record.date_posted
        assert record.url
