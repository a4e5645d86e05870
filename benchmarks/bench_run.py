"""Whole runs: postings a second, memory, and how both grow. Run with `make bench`."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.corpora import write_study

WORKERS = 2
RUNS = (("skills", 10_000), ("skills", 100_000), ("ai-engineer", 10_000))
_SECONDS: dict[tuple[str, int], float] = {}
_MEGABYTES: dict[tuple[str, int], float] = {}


@pytest.mark.parametrize(("codebook", "size"), RUNS)
def bench_run(benchmark: Any, codebook: str, size: int, tmp_path: Path) -> None:
    study = write_study(tmp_path, size, codebook)
    command = [sys.executable, "-m", "rolescope", "run", str(study), "--out", str(tmp_path / "out")]
    peak = benchmark.pedantic(_peak_of_run, ([*command, "--workers", str(WORKERS)],), rounds=1, iterations=1)
    stages = json.loads((tmp_path / "out/run.json").read_text())["stages"]
    core = sum(stages[stage]["seconds"] for stage in ("clean", "code", "estimate"))
    _SECONDS[codebook, size], _MEGABYTES[codebook, size] = core, peak
    parts = ", ".join(f"{name} {stage['seconds']:.1f} s" for name, stage in stages.items())
    print(
        f"\n{size:,} postings, codebook {codebook}, {WORKERS} workers: "
        f"{size / core:,.0f}/s over clean + code + estimate ({parts}); peak {peak:,.0f} MB"
    )
    small = RUNS[0]
    if small in _SECONDS and size > small[1] and codebook == small[0]:
        print(
            f"{size // small[1]} times the work: {core / _SECONDS[small]:.1f} times the time, "
            f"{peak / _MEGABYTES[small]:.2f} times the memory"
        )


def _peak_of_run(command: list[str]) -> float:
    """Largest sum of resident memory of a run and its workers, in megabytes, as the operating system has it."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    tree = psutil.Process(process.pid)
    peak = 0.0
    while process.poll() is None:
        try:
            members = [tree, *tree.children(recursive=True)]
            peak = max(peak, sum(member.memory_info().rss for member in members) / 2**20)
        except psutil.NoSuchProcess:
            pass
        time.sleep(0.1)
    assert process.returncode == 0
    return peak
