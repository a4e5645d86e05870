"""A run into the folder of another makes anew only what has changed, and gives what a run alone gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from rolescope.study import Run, run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
STUDY: dict[str, Any] = {
    "study": "edits",
    "question": "What does an edit touch?",
    "frame": {"query": "q", "site": "s", "collected": "2026-02-27"},
    "sources": [
        {
            "jsonl": "postings.jsonl",
            "columns": {"source_id": "id", "title": "title", "company": "company", "text": "description"},
        }
    ],
    "codebook": "book.yaml",
}
BOOK: dict[str, Any] = {
    "codebook": "book",
    "version": 1,
    "role": "AI engineer",
    "variables": [
        {"name": "skills", "kind": "mentions", "by": "taxonomy", "definition": "what is asked for"},
        {"name": "startup", "kind": "flag", "definition": "a young company", "cues": ["startup", "seed round"]},
        {"name": "mentors", "kind": "flag", "definition": "teaches others", "cues": ["mentor", "coach"]},
    ],
}  # fmt: skip


def write(folder: Path, book: dict[str, Any], postings: int = 60, **study: Any) -> Path:
    folder.mkdir(exist_ok=True)
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()[:postings]
    (folder / "postings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "book.yaml").write_text(yaml.safe_dump(book), encoding="utf-8")
    path = folder / "study.yaml"
    path.write_text(yaml.safe_dump(STUDY | study), encoding="utf-8")
    return path


def made(path: Path, out: Path) -> Run:
    return run(read_study(path), out, workers=1)


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in PUBLIC}


def edited(**change: Any) -> dict[str, Any]:
    """The codebook at version 2, with a change of its variable `mentors`."""
    return BOOK | {"version": 2, "variables": [*BOOK["variables"][:2], BOOK["variables"][2] | change]}


@pytest.fixture()
def before(tmp_path: Path) -> Path:
    path = write(tmp_path / "study", BOOK)
    made(path, tmp_path / "out")
    return tmp_path / "out"


@pytest.mark.parametrize(
    ("book", "held"),
    [
        (BOOK, ("postings", "codes of mentors", "codes of skills", "codes of startup")),
        (edited(cues=["mentor"]), ("postings", "codes of skills", "codes of startup")),
        (edited(name="teaches"), ("postings", "codes of skills", "codes of startup")),
        (BOOK | {"variables": BOOK["variables"][:2]}, ("postings", "codes of skills", "codes of startup")),
        (BOOK | {"version": 3}, ("postings", "codes of mentors", "codes of skills", "codes of startup")),
    ],
    ids=["nothing", "cues", "name", "variable gone", "version"],
)
def test_an_edit_of_the_codebook_recodes_what_it_touches(
    before: Path, tmp_path: Path, book: dict[str, Any], held: tuple[str, ...]
) -> None:
    path = write(tmp_path / "study", book)
    assert made(path, before).taken_over == held
    made(path, tmp_path / "alone")
    alone = contents(tmp_path / "alone")
    assert [name for name, content in contents(before).items() if content != alone[name]] == []


def test_other_postings_are_collected_and_coded_anew(before: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "study", BOOK, postings=61)
    assert made(path, before).taken_over == ()
    made(path, tmp_path / "alone")
    assert contents(before) == contents(tmp_path / "alone")


def test_other_slices_touch_the_estimates_alone(before: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "study", BOOK, slices=["startup"])
    made(path, before)
    made(path, tmp_path / "alone")
    assert contents(before) == contents(tmp_path / "alone")


@pytest.mark.parametrize("broken", ["run.json", "codings.parquet"])
def test_a_folder_that_holds_no_whole_run_gives_nothing(before: Path, tmp_path: Path, broken: str) -> None:
    (before / broken).unlink()
    assert made(tmp_path / "study" / "study.yaml", before).taken_over == ()


def test_a_disk_without_links_gives_the_same(before: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no links here")

    first = contents(before)
    monkeypatch.setattr(os, "link", refuse)
    assert made(tmp_path / "study" / "study.yaml", before).taken_over
    assert contents(before) == first
