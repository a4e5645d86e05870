"""A thousand bad files of all kinds of sources: no crash, no hang, and what is left out is counted with its reason."""

from __future__ import annotations

import json
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from typer.testing import CliRunner

from rolescope.clean.postings import clean_batch
from rolescope.cli import app
from rolescope.codebook.model import load_codebook
from rolescope.coders.local import code_batch
from rolescope.collect.html import records_of
from rolescope.collect.sources import collect
from rolescope.ledger import Ledger
from rolescope.studyfile import Study
from tests.functional.mutations import COLUMNS, SAMPLES, put_source

EACH = 60
MOST_SECONDS = 20  # of processor time for one small file: a hang, not a slow machine


@contextmanager
def no_hang() -> Iterator[None]:
    """Ends what takes too much of the processor."""

    def end(number: int, frame: FrameType | None) -> None:
        raise AssertionError("it hangs")

    before = signal.signal(signal.SIGVTALRM, end)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def study_of(*sources: dict[str, Any]) -> Study:
    frame = {"query": "q", "site": "s", "collected": "2026-02-27"}
    return Study.model_validate({"study": "s", "question": "q", "frame": frame, "sources": list(sources)})


@pytest.mark.parametrize("kind", SAMPLES)
def test_no_bad_file_crashes_or_hangs_and_all_is_counted(kind: str, tmp_path: Path) -> None:
    codebook = load_codebook("ai-engineer", tmp_path)
    for seed in range(EACH):
        folder = tmp_path / str(seed)
        folder.mkdir()
        ledger = Ledger()
        kept = 0
        with no_hang():
            for batch in collect(study_of(put_source(folder, kind, seed)), ledger):
                records, unread = records_of(batch)
                postings, unusable = clean_batch(records)
                ledger.extend([*unread, *unusable])
                code_batch(postings, codebook)
                kept += postings.num_rows
        assert kept or ledger or ledger.answers or is_empty(folder), seed
        if ledger.answers:
            assert kept + ledger.postings_dropped == sum(answer.jobs for answer in ledger.answers)
        if kind == "jsonl":
            lines = (folder / "p.jsonl").read_bytes().split(b"\n")
            assert kept + ledger.postings_dropped == sum(bool(line.strip()) for line in lines)
        for problem in (problem for problems in ledger.examples.values() for problem in problems):
            assert problem.reason and problem.place and problem.remedy
            assert "\n" not in problem.place + problem.remedy


def is_empty(folder: Path) -> bool:
    """Whether nothing was lost: what is left is no file, no list and no archive with anything in it."""
    content = b"".join(
        path.read_bytes() for path in folder.rglob("*") if path.is_file() and "structured" not in str(path)
    )
    return not content.strip() or content.strip() in (b"[]", b"{}")


HOSTILE = ["\x1b[31mred", "<script>alert(1)</script>", "[bold]x[/]", "\u2066\u2069", "javascript:x"]
UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def test_a_run_on_bad_files_shows_nothing_harmful(tmp_path: Path) -> None:
    rows = [
        {
            "id": str(number),
            "title": f"\u202eEngineer {word}",
            "company": f"Ink {word} {number}",
            "text": f"Needs Python {word}. " * 9,
            "place": "Porto\u202e",
        }
        for number, word in enumerate(HOSTILE * 8)
    ]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, rows)))
    sources: list[dict[str, Any]] = [{"jsonl": str(tmp_path / "p.jsonl"), "columns": COLUMNS}]
    for number, kind in enumerate(SAMPLES):
        folder = tmp_path / f"{number}"
        folder.mkdir()
        sources.append(put_source(folder, kind, number) | {"name": f"source {number}"})
    study = study_of(*sources).model_copy(update={"slices": ("company", "title")})
    (tmp_path / "study.yaml").write_text(json.dumps(study.model_dump(mode="json", exclude_none=True)))
    finished = CliRunner().invoke(
        app, ["run", str(tmp_path / "study.yaml"), "--out", str(tmp_path / "out"), "--workers", "1"]
    )
    assert finished.exit_code == 0, finished.output
    shown = CliRunner().invoke(app, ["show", str(tmp_path / "out")])
    page = (tmp_path / "out/report.html").read_text(encoding="utf-8")
    markdown = (tmp_path / "out/report.md").read_text(encoding="utf-8")
    for said in (finished.stdout, finished.stderr, shown.stdout, page, markdown):
        assert UNSEEN.findall(said) == []
    assert "<script" not in page
    assert "<img src=x" not in page
