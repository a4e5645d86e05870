"""Progress of long work: bars on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as Bars
from rich.text import Text

from rolescope.stages import Progress

_PLAIN_EVERY_SECONDS, _PLAIN_STILL_SECONDS = 10.0, 600.0
"""Seconds between two lines, and where nothing has changed meanwhile."""
_LATELY = 6
"""Lines over which a rate is taken: of a run that goes on, the start, which only looks up what is there, says nothing."""
_UNITS = {"ask": "questions"}


@contextmanager
def reporter(console: Console) -> Iterator[Progress]:
    """Callback that shows what is done, its rate, the time left, and a remark."""
    if console.is_terminal:
        with _bars(console) as progress:
            yield progress
    else:
        yield _lines(console)


class _BarsWithRemarks(Bars):
    """Bars, each with its remark on a line of its own, so that both are whole on a narrow terminal."""

    def get_renderables(self) -> Iterable[RenderableType]:
        """What is drawn."""
        for task in self.tasks:
            yield self.make_tasks_table([task])
            if task.fields["note"]:
                yield Text(f"  {task.fields['note']}", overflow="fold")


@contextmanager
def _bars(console: Console) -> Iterator[Progress]:
    columns = (
        TextColumn("{task.description:<8}"),
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn("{task.fields[unit]}, {task.fields[rate]}/s"),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with _BarsWithRemarks(*columns, console=console, expand=True) as bars:
        tasks: dict[str, TaskID] = {}
        started: dict[str, float] = {}
        begin = time.perf_counter()

        def advance(stage: str, done: int, total: int | None, note: str = "") -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total, rate="0", note="", unit=_unit(stage))
                started[stage] = begin if len(tasks) == 1 else time.perf_counter()
            bars.advance(tasks[stage], done)
            completed = bars.tasks[tasks[stage]].completed
            rate = completed / max(time.perf_counter() - started[stage], 1e-3)
            bars.update(tasks[stage], rate=_rate(rate), total=total, note=note)

        yield advance


@dataclass
class _Work:
    """A stage: what is done of it, when how much was when it was told of, and the remark then."""

    begun: float
    done: int = 0
    told: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=_LATELY))
    note: str = ""

    def is_due(self, now: float, note: str) -> bool:
        """Whether it is time to tell of it."""
        at, done = self.told[-1] if self.told else (self.begun, -1)
        is_still = (done, self.note) == (self.done, note)
        return now - at >= (_PLAIN_STILL_SECONDS if is_still else _PLAIN_EVERY_SECONDS)


def _lines(console: Console) -> Progress:
    latest = time.perf_counter()
    stages: dict[str, _Work] = {}

    def advance(stage: str, done: int, total: int | None, note: str = "") -> None:
        nonlocal latest
        now = time.perf_counter()
        work = stages.setdefault(stage, _Work(latest))
        latest = now
        work.done += done
        finished = total is not None and work.done >= total
        if work.is_due(now, note) or (finished and done):
            since, before = (work.begun, 0) if finished or not work.told else work.told[0]
            rate = (work.done - before) / max(now - since, 1e-3)
            work.told.append((now, work.done))
            work.note = note
            left = f", {_time((total - work.done) / rate)} left" if total and rate and not finished else ""
            remark = f"; {note}" if note else ""
            of = f" of {total:,}" if total else ""
            said = f"{stage}: {work.done:,}{of} {_unit(stage)}, {_rate(rate)}/s{left}{remark}"
            console.print(said, highlight=False)

    return advance


def _unit(stage: str) -> str:
    return _UNITS.get(stage, "postings")


def _rate(rate: float) -> str:
    return f"{rate:,.0f}" if rate >= 10 else f"{rate:.2g}"


def _time(seconds: float) -> str:
    """A time as one figure.

    Examples
    --------
    >>> _time(90), _time(600), _time(9_000)
    ('90 s', '10 min', '2.5 h')
    """
    if seconds < 120:
        return f"{seconds:,.0f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7_200 else f"{seconds / 3600:,.1f} h"
