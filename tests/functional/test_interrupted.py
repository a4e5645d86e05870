from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from rolescope.cli.application import EXIT_INTERRUPTED
from rolescope.study import run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

STUDY = """\
study: long
question: Is anything left half written?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, company: company, text: text}}]
"""
POSTINGS = 1500
SIGNS = (".scratch/made", ".scratch/clean.done")  # what is there while it cleans, and while it codes
DUTIES = [
    "draw maps in Python",
    "ink charts with Go and Rust",
    "sound depths in SQL",
    "deploy on Kubernetes",
    "train PyTorch models",
]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("long")
    with (folder / "postings.jsonl").open("w") as lines:
        for n in range(POSTINGS):
            duties = "".join(f"<li>{DUTIES[(n + k) % 5]} for harbour {n * k}</li>" for k in range(60))
            text = f"<h3>Requirements</h3><ul>{duties}</ul>"
            lines.write(json.dumps({"id": str(n), "company": f"Inkwell {n % 40}", "text": text}) + "\n")
    (folder / "study.yaml").write_text(STUDY)
    return folder / "study.yaml"


def left(out: Path) -> list[str]:
    """What an interrupted run leaves to the next, empty folders for parts aside."""
    return sorted(path.name for path in out.glob(".scratch/*") if "-" not in path.name)


def interrupt(study: Path, out: Path, sign: str, how: signal.Signals, workers: int = 1) -> tuple[int, str]:
    """Start a run, send it the signal once the file `sign` is there; exit code and stderr."""
    command = [
        sys.executable,
        "-c",
        "from rolescope.cli import app; app()",
        "run",
        str(study),
        "--out",
        str(out),
        "--workers",
        str(workers),
    ]
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        deadline = time.monotonic() + 60
        while not (out / sign).exists() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.002)
        assert process.poll() is None, "the run ended before it could be interrupted"
        if workers == 1:
            os.kill(process.pid, how)
        else:  # as a terminal does
            os.killpg(process.pid, how)
        _, said = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, said


@pytest.mark.parametrize("sign", SIGNS, ids=["clean", "code"])
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=lambda how: how.name)
def test_an_interrupted_run_leaves_no_half_written_table(
    study: Path, tmp_path: Path, sign: str, how: signal.Signals
) -> None:
    code, said = interrupt(study, tmp_path, sign, how)
    for path in tmp_path.glob("*.parquet"):
        assert pq.read_table(path).num_rows == POSTINGS
    assert not (tmp_path / "codings.parquet").exists()
    assert not (tmp_path / "run.json").exists()
    if how is signal.SIGINT:
        assert code == EXIT_INTERRUPTED
        assert "interrupted" in said
        assert "Traceback" not in said
        assert "run again" in said
        assert left(tmp_path) == (["clean.done", "made"] if sign == SIGNS[1] else [])


def test_a_run_after_a_killed_one_gives_what_a_run_alone_gives(study: Path, tmp_path: Path) -> None:
    killed, alone = tmp_path / "killed", tmp_path / "alone"
    code, _ = interrupt(study, killed, SIGNS[1], signal.SIGKILL)
    assert code == -signal.SIGKILL
    for out in (killed, alone):
        run(read_study(study), out, workers=1)
    assert [
        name for name in PUBLIC if (killed / f"{name}.parquet").read_bytes() != (alone / f"{name}.parquet").read_bytes()
    ] == []
    assert sorted(p.name for p in killed.iterdir()) == sorted(p.name for p in alone.iterdir())


@pytest.mark.parametrize("sign", SIGNS)
def test_an_interrupted_run_of_several_processes_says_one_line(study: Path, tmp_path: Path, sign: str) -> None:
    code, said = interrupt(study, tmp_path, sign, signal.SIGINT, workers=2)
    assert code == EXIT_INTERRUPTED
    lines = [line for line in said.splitlines() if not line.startswith(("clean: ", "code: "))]
    assert len(lines) == 1 and lines[0].startswith("interrupted"), said
    assert [path.name for path in tmp_path.iterdir()] == ([".scratch"] if left(tmp_path) else [])
    assert left(tmp_path) == (["clean.done", "made"] if sign == SIGNS[1] else [])
