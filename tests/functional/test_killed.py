"""kill -9 at moments spread over a run: the run after it makes only what is missing, and gives what a run alone gives.

The suite tries a few moments; `make kills` tries thirty.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rolescope import stages
from rolescope.study import run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

STUDY = Path(__file__).resolve().parents[2] / "studies" / "example.yaml"
MOMENTS = int(os.environ.get("ROLESCOPE_KILLS", "4"))
ROWS = {"collect.sources.BATCH_ROWS": 16, "stages.BATCH_ROWS": 16, "stages.ROWS_CLEANED": 48, "stages.ROWS_CODED": 32}
"""The example has 168 postings: small batches make a pool of it and many parts."""

KILLED = f"""
import importlib
for name, rows in {ROWS!r}.items():
    module, _, constant = name.rpartition(".")
    setattr(importlib.import_module("rolescope." + module), constant, rows)
from rolescope.cli import app
if __name__ == "__main__":
    app()
"""


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("program") / "killed.py"
    path.write_text(KILLED)
    return path


def start(program: Path, out: Path) -> subprocess.Popen[str]:
    """A run with two processes, under way."""
    command = [sys.executable, str(program), "run", str(STUDY), "--out", str(out), "--workers", "2"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not (out / ".lock").exists() and process.poll() is None:
        time.sleep(0.002)
    assert process.poll() is None, process.communicate()
    return process


@pytest.fixture(scope="module")
def undisturbed(program: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[float, dict[str, bytes]]:
    """Seconds that a run takes, and its tables."""
    out = tmp_path_factory.mktemp("undisturbed")
    process = start(program, out)
    begin = time.monotonic()
    _, said = process.communicate()
    assert process.returncode == 0, said
    return time.monotonic() - begin, contents(out)


def contents(out: Path) -> dict[str, bytes]:
    return {name: (out / f"{name}.parquet").read_bytes() for name in PUBLIC}


@pytest.fixture()
def made(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Parts that a run in this process makes, by stage."""
    for name, rows in ROWS.items():
        monkeypatch.setattr(f"rolescope.{name}", rows)
    counts = {"clean": 0, "code": 0}

    def counted(stage: str, save: Any) -> Any:
        def save_and_count(*given: Any) -> None:
            counts[stage] += 1
            save(*given)

        return save_and_count

    monkeypatch.setattr(stages, "_save_cleaned", counted("clean", stages._save_cleaned))
    monkeypatch.setattr(stages, "_save_coded", counted("code", stages._save_coded))
    return counts


PARTS = {"clean": 4, "code": 6}  # 168 records in batches of 16: every third, and every second, ends a part


@pytest.mark.parametrize("moment", range(MOMENTS))
def test_a_killed_run_is_gone_on_from(
    program: Path, undisturbed: tuple[float, dict[str, bytes]], made: dict[str, int], tmp_path: Path, moment: int
) -> None:
    seconds, tables = undisturbed
    process = start(program, tmp_path)
    time.sleep((moment + random.Random(moment).random()) / MOMENTS * seconds)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    is_published = (tmp_path / "run.json").exists() or (tmp_path / ".scratch/made/run.json").exists()
    done = {mark.stem for mark in tmp_path.glob(".scratch/*.done")}
    parts = {stage: len(list(tmp_path.glob(f".scratch/{stage}-*/[0-9]*[0-9]"))) for stage in PARTS}

    after = run(read_study(STUDY), tmp_path, workers=1)
    assert contents(tmp_path) == tables
    assert not list(tmp_path.glob(".*"))
    for stage, count in PARTS.items():
        assert made[stage] == (0 if is_published or stage in done else count - parts[stage])
    if is_published:
        assert "postings" in after.taken_over
    else:
        unfinished = [stage for stage in PARTS if stage not in done and parts[stage]]
        assert len(after.resumed) == len(done) + len(unfinished)
        assert {*done} <= {*after.resumed}


def test_a_run_that_finds_other_settings_than_the_killed_one_takes_over_what_they_do_not_touch(
    made: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    study = read_study(STUDY)
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr("rolescope.study.write_report", end)
        run(study, tmp_path / "out", workers=1)
    other = study.model_copy(update={"slices": ("level",)})
    after = run(other, tmp_path / "out", workers=1)
    run(other, tmp_path / "alone", workers=1)
    assert after.resumed == ("clean", "code")
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")


def test_what_a_killed_run_made_of_other_records_is_not_used(
    made: dict[str, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end(*_: object) -> pa.Table:
        raise KeyboardInterrupt

    lines = (STUDY.parent / "example" / "postings.jsonl").read_text(encoding="utf-8").splitlines()
    text = "study: s\nquestion: q\nframe: {query: q, site: s, collected: 2026-02-27}\nsources: [{jsonl: p.jsonl, "
    (tmp_path / "s.yaml").write_text(text + "columns: {source_id: id, text: description}}]\n")
    study = read_study(tmp_path / "s.yaml")
    (tmp_path / "p.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with monkeypatch.context() as cut, pytest.raises(KeyboardInterrupt):
        cut.setattr("rolescope.study.write_report", end)
        run(study, tmp_path / "out", workers=1)
    (tmp_path / "p.jsonl").write_text("\n".join(lines[:100]), encoding="utf-8")
    assert run(study, tmp_path / "out", workers=1).resumed == ()
    run(study, tmp_path / "alone", workers=1)
    assert contents(tmp_path / "out") == contents(tmp_path / "alone")
