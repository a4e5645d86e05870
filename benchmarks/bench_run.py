"""Whole runs: postings a second, memory, and how both grow. Run with `make bench`.

``ROLESCOPE_BENCH_POSTINGS=1000000 make bench`` runs that many postings instead (several numbers, with commas
between), ``ROLESCOPE_BENCH_CODEBOOKS=ai-engineer`` those codebooks. docs/performance.md says how to read it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from itertools import product
from pathlib import Path
from typing import Any

import psutil
import pytest

from benchmarks.corpora import write_study

WORKERS = 2
BAR, STRETCH = 800, 2_000
SIZES = [int(size) for size in os.environ.get("ROLESCOPE_BENCH_POSTINGS", "10000,100000").split(",")]
CODEBOOKS = os.environ.get("ROLESCOPE_BENCH_CODEBOOKS", "skills,ai-engineer").split(",")
_MEASURED: dict[tuple[str, int], tuple[float, float]] = {}


@pytest.mark.parametrize(("codebook", "size"), list(product(CODEBOOKS, SIZES)))
def bench_run(benchmark: Any, codebook: str, size: int, tmp_path: Path) -> None:
    study = write_study(tmp_path, size, codebook)
    command = [sys.executable, "-m", "rolescope", "run", str(study), "--out", str(tmp_path / "out")]
    peak = benchmark.pedantic(_peak_of_run, ([*command, "--workers", str(WORKERS)],), rounds=1, iterations=1)
    stages = json.loads((tmp_path / "out/run.json").read_text())["stages"]
    core = sum(stages[stage]["seconds"] for stage in ("clean", "code", "estimate"))
    _MEASURED[codebook, size] = core, peak
    parts = ", ".join(f"{name} {stage['seconds']:.1f} s" for name, stage in stages.items())
    print(
        f"\n{size:,} postings, codebook {codebook}, {WORKERS} workers: "
        f"{size / core:,.0f}/s over clean + code + estimate ({parts}); peak {peak:,.0f} MB; {_verdict(size / core)}"
    )
    least = min(SIZES)
    if size > least and (codebook, least) in _MEASURED:
        seconds, megabytes = _MEASURED[codebook, least]
        print(
            f"{size / least:g} times the work: {core / seconds:.1f} times the time, "
            f"{peak / megabytes:.2f} times the memory"
        )


def _verdict(rate: float) -> str:
    if rate >= STRETCH:
        return f"stretch of {STRETCH:,}/s reached"
    return f"bar of {BAR:,}/s {'reached' if rate >= BAR else 'MISSED'}"


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
