"""The usual engine: a pool of processes on this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from threading import Thread
from typing import Any

import pyarrow as pa

from rolescope.engine.engine import Engine, Result
from rolescope.errors import RolescopeError

GARBAGE = (100_000, 20, 20)
"""Thresholds of garbage collection in a process: stages make few cycles, each full one walks the whole taxonomy."""
_Stage = Callable[[pa.Table], Any]


class Pool(Engine):
    """Spreads batches over processes of this machine."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers)
        self._pool: ProcessPoolExecutor | None = None

    def given(self, stage: Callable[[pa.Table], Result]) -> _Stage:
        """The stage as it is."""
        return stage

    def submit(self, stage: _Stage, batch: pa.Table) -> Future[Any]:
        """Hand the batch to the next process that is free."""
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_begin_worker)
        with _without_interrupts(), _readable_deaths():  # the processes start with the first task, not with the pool
            return self._pool.submit(stage, batch)

    def result(self, promise: Future[Any]) -> Any:
        """Wait for a result."""
        with _readable_deaths():
            return promise.result()

    def cancel(self, promise: Future[Any]) -> None:
        """Take back what no process has begun."""
        promise.cancel()

    def close(self) -> None:
        """End the processes once they have done what they are at."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


def _begin_worker() -> None:
    gc.set_threshold(*GARBAGE)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that was killed says no goodbye; without it nobody would ever end this process."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


@contextmanager
def _readable_deaths() -> Iterator[None]:
    try:
        yield
    except BrokenProcessPool as error:
        remedy = "often memory ran out: try again with fewer processes (--workers 1)"
        raise RolescopeError("a worker process died", "", remedy) from error


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes that are started here never see Ctrl-C, which the terminal sends to all; this one sees it after."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
