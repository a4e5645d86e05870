"""Whole runs: postings a second, memory, and how both grow. Run with `make bench`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from benchmarks.corpora import write_jsonl

SIZES = (10_000, 100_000)
_SECONDS: dict[int, float] = {}
_MEGABYTES: dict[int, float] = {}


@pytest.mark.parametrize("size", SIZES)
def bench_run(size: int, tmp_path: Path) -> None:
    study = write_jsonl(tmp_path, size)
    command = [
        sys.executable,
        "-m",
        "rolescope",
        "run",
        str(study),
        "--out",
        str(tmp_path / "out"),
        "--workers",
        "2",
    ]
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = _peak_of_tree(process)
    seconds = time.perf_counter() - start
    assert process.returncode == 0
    stages = json.loads((tmp_path / "out/run.json").read_text())["stages"]
    core = sum(stages[stage]["seconds"] for stage in ("clean", "code", "estimate"))
    _SECONDS[size], _MEGABYTES[size] = core, peak
    parts = ", ".join(f"{name} {stage['seconds']:.1f} s" for name, stage in stages.items())
    print(
        f"\n{size:,} postings, 2 workers: {size / core:,.0f}/s over clean + code + estimate; "
        f"whole {seconds:.1f} s ({parts}); peak {peak:,.0f} MB"
    )
    if len(_SECONDS) == len(SIZES):
        small, large = SIZES
        print(
            f"{large // small} times the work: {_SECONDS[large] / _SECONDS[small]:.1f} times the time, "
            f"{_MEGABYTES[large] / _MEGABYTES[small]:.2f} times the memory"
        )


def _peak_of_tree(process: subprocess.Popen[bytes]) -> float:
    """Largest sum of resident memory of a process and its children, in megabytes, while it runs."""
    peak = 0.0
    tree = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            members = [tree, *tree.children(recursive=True)]
            peak = max(peak, sum(member.memory_info().rss for member in members) / 2**20)
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.1)
    return peak
