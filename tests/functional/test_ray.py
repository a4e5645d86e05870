"""The Ray engine: a cluster of two workers on this machine gives the bytes that one process gives."""

from __future__ import annotations

import builtins
import importlib.util
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from typer.testing import CliRunner

from rolescope.cli import app
from rolescope.engine.choose import open_engine
from rolescope.engine.engine import Engine
from rolescope.errors import RolescopeError
from rolescope.study import run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
TEXT = """\
study: spread
question: Is it the same?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, title: title, company: company, text: description}}]
codebook: skills
"""


@pytest.fixture(scope="module")
def ray_there() -> None:
    if importlib.util.find_spec("ray") is None:
        if os.environ.get("ROLESCOPE_REQUIRE_ALL"):
            pytest.fail("Ray is not installed")
        pytest.skip('Ray is not installed: pip install "rolescope[ray]"')


@pytest.fixture(scope="module")
def engine(ray_there: None) -> Iterator[Engine]:
    with open_engine("ray", workers=2) as engine:
        list(engine.map(_rows, batches(1, 1, 1)))
        yield engine


def test_tables_are_the_same_bytes(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("collect.sources", "stages"):
        monkeypatch.setattr(f"rolescope.{name}.BATCH_ROWS", 8)
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()[:40]
    (tmp_path / "postings.jsonl").write_text("\n".join([*lines, json.dumps({"id": "bad"})]), encoding="utf-8")
    (tmp_path / "study.yaml").write_text(TEXT)
    study = read_study(tmp_path / "study.yaml")
    run(study, tmp_path / "here", workers=1)
    spread = run(study, tmp_path / "there", workers=2, engine="ray")
    assert spread.ledger.dropped == {"missing column": 1}
    differing = [
        name
        for name in PUBLIC
        if (tmp_path / f"here/{name}.parquet").read_bytes() != (tmp_path / f"there/{name}.parquet").read_bytes()
    ]
    assert differing == []


def batches(*sizes: int) -> Iterator[pa.Table]:
    for size in sizes:
        yield pa.table({"n": range(size)})


def _rows(batch: pa.Table) -> tuple[int, int]:
    return batch.num_rows, os.getpid()


def _fail(batch: pa.Table) -> None:
    raise KeyError(batch.num_rows)


def _die(batch: pa.Table) -> None:
    os._exit(1)


def test_results_come_in_order_from_other_processes(engine: Engine) -> None:
    sizes = [5, 1, 4, 2, 3, 9, 7, 8]
    results = list(engine.map(_rows, batches(*sizes)))
    assert [(rows, told) for rows, (told, _) in results] == [(size, size) for size in sizes]
    assert os.getpid() not in {process for _, (_, process) in results}


def test_an_error_of_the_stage_reaches_the_caller(engine: Engine) -> None:
    with pytest.raises(KeyError):
        list(engine.map(_fail, batches(*[1] * 5)))


def test_a_worker_that_dies_is_one_clear_line(engine: Engine) -> None:
    with pytest.raises(RolescopeError, match=r"a worker of the Ray cluster died.*--workers 1"):
        list(engine.map(_die, batches(*[1] * 5)))


def test_a_cluster_of_this_machine_listens_to_no_other(engine: Engine) -> None:
    nodes = importlib.import_module("ray").nodes()
    assert [node["NodeManagerAddress"] for node in nodes] == ["127.0.0.1"]


def test_nothing_is_told_to_anybody(engine: Engine) -> None:
    assert os.environ["RAY_USAGE_STATS_ENABLED"] == "0"
    usage = importlib.import_module("ray._common.usage.usage_lib")
    assert not usage.usage_stats_enabled()


def test_without_ray_the_package_to_install_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "ray":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    study = EXAMPLE.parents[1] / "example.yaml"
    finished = CliRunner().invoke(app, ["run", str(study), "--out", str(tmp_path / "out"), "--engine", "ray"])
    assert finished.exit_code == 1
    assert finished.stderr.strip().endswith('install it with `pip install "rolescope[ray]"`')
    assert not (tmp_path / "out").exists()
