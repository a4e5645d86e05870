"""Progress of long work: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import (
    Progress as Bars,
)

from rolescope.stages import Progress

_PLAIN_EVERY_SECONDS = 10.0


@contextmanager
def reporter(console: Console) -> Iterator[Progress]:
    """Callback that shows postings done, their rate and the time left."""
    if console.is_terminal:
        with _bars(console) as progress:
            yield progress
    else:
        yield _lines(console)


@contextmanager
def _bars(console: Console) -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("postings, {task.fields[rate]:,.0f}/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Bars(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}
        started: dict[str, float] = {}
        begin = time.perf_counter()

        def advance(stage: str, done: int, total: int | None, note: str = "") -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total, rate=0.0, note="")
                started[stage] = begin if len(tasks) == 1 else time.perf_counter()
            bars.advance(tasks[stage], done)
            completed = bars.tasks[tasks[stage]].completed
            rate = completed / max(time.perf_counter() - started[stage], 1e-3)
            bars.update(tasks[stage], rate=rate, total=total, note=note)

        yield advance


def _lines(console: Console) -> Progress:
    begun: dict[str, float] = {}
    latest = time.perf_counter()
    counts: dict[str, int] = {}
    said: dict[str, float] = {}

    def advance(stage: str, done: int, total: int | None, note: str = "") -> None:
        nonlocal latest
        now = time.perf_counter()
        begun.setdefault(stage, latest)
        latest = now
        counts[stage] = counts.get(stage, 0) + done
        finished = total is not None and counts[stage] >= total
        if finished or now - said.get(stage, begun[stage]) >= _PLAIN_EVERY_SECONDS:
            said[stage] = now
            rate = counts[stage] / max(now - begun[stage], 1e-3)
            left = f", {(total - counts[stage]) / rate:,.0f} s left" if total and rate and not finished else ""
            remark = f"; {note}" if note else ""
            of = f" of {total:,}" if total else ""
            console.print(f"{stage}: {counts[stage]:,}{of} postings, {rate:,.0f}/s{left}{remark}", highlight=False)

    return advance
