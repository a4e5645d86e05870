"""Where row-wise stages run: in this process, or in a pool of processes on this machine."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

import pyarrow as pa

from rolescope.errors import RolescopeError

Result = TypeVar("Result")
_QUEUED_PER_WORKER = 3
_WORTH_A_POOL = 2
_GARBAGE = (100_000, 20, 20)


def default_workers() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Engine:
    """Applies stages to batches, here or in one pool of processes that all stages of a run share.

    Parameters
    ----------
    workers
        Processes; 1 runs every stage here. The pool is made by the first stage that is worth it.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)

    def map(self, stage: Callable[[pa.Table], Result], batches: Iterable[pa.Table]) -> Generator[tuple[int, Result]]:
        """Apply a stage to batches, in order, with a bounded number of them under way.

        Parameters
        ----------
        stage
            A picklable function of one Arrow table.
        batches
            Arrow tables; consumed as results are taken.

        Yields
        ------
        tuple of int and result
            Rows of the batch that went in, and what the stage made of it.

        Raises
        ------
        RolescopeError
            Where a worker process died.
        """
        stream = iter(batches)
        head = list(islice(stream, _WORTH_A_POOL + 1))
        stream = chain(head, stream)
        if self._workers <= 1 or len(head) <= _WORTH_A_POOL:
            for batch in stream:
                yield batch.num_rows, stage(batch)
        else:
            yield from self._spread(stage, stream)

    def _spread(self, stage: Callable[[pa.Table], Result], batches: Iterator[pa.Table]) -> Iterator[tuple[int, Result]]:
        waiting: deque[tuple[int, Future[Result]]] = deque()
        try:
            for batch in batches:
                waiting.append((batch.num_rows, self._submit(stage, batch)))
                if len(waiting) >= self._workers * _QUEUED_PER_WORKER:
                    rows, future = waiting.popleft()
                    yield rows, future.result()
            while waiting:
                rows, future = waiting.popleft()
                yield rows, future.result()
        except BrokenProcessPool as error:
            remedy = "often memory ran out: try again with fewer processes (--workers 1)"
            raise RolescopeError("a worker process died", "", remedy) from error
        finally:
            for _, future in waiting:
                future.cancel()

    def _submit(self, stage: Callable[[pa.Table], Result], batch: pa.Table) -> Future[Result]:
        if self._pool is None:
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self._workers, mp_context=context, initializer=_collect_rarely)
        with _without_interrupts():  # the processes start with the first task, not with the pool
            return self._pool.submit(stage, batch)


def _collect_rarely() -> None:
    """Let garbage wait: stages make few cycles, and each full collection walks the whole taxonomy (−18 % time)."""
    gc.set_threshold(*_GARBAGE)


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """Processes that are started here never see Ctrl-C, which the terminal sends to all; this one sees it after."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
