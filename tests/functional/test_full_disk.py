"""A disk that fills up, a folder that may not be written into, a second run: one clear line, and all tables as they were."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pytest
from typer.testing import CliRunner

from rolescope.cli import app
from rolescope.errors import RolescopeError
from rolescope.study import run
from rolescope.studyfile import Study, read_study
from rolescope.tables import PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
TEXT = """\
study: small
question: Is anything torn?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, title: title, company: company, text: description}}]
codebook: skills
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study of forty postings."""
    folder = tmp_path_factory.mktemp("study")
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()[:40]
    (folder / "postings.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "study.yaml").write_text(TEXT)
    return folder / "study.yaml"


@pytest.fixture()
def study(path: Path) -> Study:
    return read_study(path)


def contents(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


@pytest.fixture(scope="module")
def before(path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an earlier run, of which nothing can be taken over, and a file of somebody else's."""
    out = tmp_path_factory.mktemp("before") / "out"
    run(read_study(path).model_copy(update={"slices": ("company",)}), out, workers=1)
    (out / "journal.sqlite").write_bytes(b"paid for")
    (out / "run.json").unlink()
    return out


@pytest.fixture()
def out(before: Path, tmp_path: Path) -> Path:
    shutil.copytree(before, tmp_path / "out")
    return tmp_path / "out"


@contextmanager
def files_of_at_most(size: int) -> Iterator[None]:
    """Files of this process may not grow beyond so many bytes: what a full disk is to whoever writes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@pytest.mark.parametrize("size", [0, 1_000, 8_000, 40_000, 100_000])
def test_a_disk_that_fills_up_tears_nothing(study: Study, out: Path, size: int) -> None:
    tables = contents(out)
    with (
        files_of_at_most(size),
        pytest.raises(RolescopeError, match=r"out: the disk is full — free some and run again"),
    ):
        run(study, out, workers=1)
    assert contents(out) == tables
    assert run(study, out, workers=1).manifest.facts()["postings"]["kept"] == 40
    assert (out / "journal.sqlite").read_bytes() == b"paid for"
    assert not list(out.glob(".*"))


NO_SPACE = (OSError, errno.ENOSPC, "No space left on device")
NO_QUOTA = (OSError, errno.EDQUOT, "Disk quota exceeded")
NO_SPILL = (duckdb.IOException, 'Could not write file "x": No space left on device')


@pytest.mark.parametrize(
    ("place", "error"),
    [
        ("unfinished.write_text", NO_SPACE),
        ("stages.make_parts", NO_SPACE),
        ("stages.assemble", NO_SPILL),
        ("stages.feather.write_feather", NO_QUOTA),
        ("stages.estimate_pairs", NO_SPILL),
        ("stages.write_table", NO_SPACE),
        ("study.write_report", NO_QUOTA),
    ],
)
def test_a_full_disk_is_one_line_wherever_it_is_met(
    path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, place: str, error: tuple[Any, ...]
) -> None:
    def fill(*_: Any, **__: Any) -> None:
        kind, *said = error
        raise kind(*said)

    monkeypatch.setattr(f"rolescope.{place}", fill)
    tables = contents(out)
    finished = CliRunner().invoke(app, ["run", str(path), "--out", str(out), "--workers", "1"])
    assert finished.exit_code == 1
    *progress, last = finished.stderr.splitlines()
    assert "out: the disk is full" in last
    assert all(line.startswith("code: ") for line in progress)
    assert contents(out) == tables


def test_another_error_of_the_system_is_told_as_it_is(study: Study, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("rolescope.study.write_report", fail)
    with pytest.raises(OSError, match="Input/output error"):
        run(study, out, workers=1)


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, whom no permission stops."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("where", ["", "new", "new/inner"])
def test_a_folder_that_may_not_be_written_into_is_one_line(path: Path, where: str) -> None:
    with tempfile.TemporaryDirectory() as made:  # pytest's own folders are closed to others
        folder = Path(shutil.copytree(path.parent, Path(made) / "study"))
        Path(made).chmod(0o755)
        folder.chmod(0o555)
        with as_nobody(), pytest.raises(RolescopeError, match=r"cannot be written into \(Permission denied\).*--out"):
            run(read_study(folder / "study.yaml"), folder / where, workers=1)
        folder.chmod(0o755)
        assert sorted(path.name for path in folder.iterdir()) == ["postings.jsonl", "study.yaml"]


def test_a_file_in_the_place_of_the_folder_is_one_line(study: Study, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(RolescopeError, match=r"cannot be written into \(File exists\)"):
        run(study, tmp_path / "out", workers=1)
    assert (tmp_path / "out").read_text() == "mine"


HOLDER = "import sys, pathlib; from rolescope.lock import only_run_in\nwith only_run_in(pathlib.Path(sys.argv[1])): {}"


def holder(out: Path, then: str) -> subprocess.Popen[str]:
    """A process that has the folder."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDER.format(then), str(out)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def test_two_runs_on_one_folder_are_refused_with_the_number_of_the_other(path: Path, out: Path) -> None:
    tables = contents(out)
    with holder(out, "print('locked', flush=True); sys.stdin.read()") as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        finished = CliRunner().invoke(app, ["run", str(path), "--out", str(out), "--workers", "1"])
        other.communicate("")
    assert finished.exit_code == 1
    assert f"another run is under way there, process {other.pid}" in finished.stderr
    assert len(finished.stderr.strip().splitlines()) == 1
    assert contents(out) == tables


def test_the_lock_of_a_killed_run_holds_nobody_up(study: Study, tmp_path: Path) -> None:
    with holder(tmp_path, "print('locked', flush=True); import os; os.kill(os.getpid(), 9)") as other:
        other.communicate()
    assert (tmp_path / ".lock").read_text() == str(other.pid)
    run(study, tmp_path, workers=1)
    assert not (tmp_path / ".lock").exists()
    assert all((tmp_path / f"{name}.parquet").is_file() for name in PUBLIC)


def test_a_run_tells_what_it_went_on_from(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    command = ["run", str(path), "--out", str(tmp_path), "--workers", "1"]
    with monkeypatch.context() as cut:
        cut.setattr("rolescope.study.write_report", end)
        assert CliRunner().invoke(app, command).exit_code == 130
    finished = CliRunner().invoke(app, command)
    assert "gone on from a run that was cut off: it had finished clean, code, estimate" in finished.stderr
