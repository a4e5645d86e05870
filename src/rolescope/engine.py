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


def map_batches(
    stage: Callable[[pa.Table], Result], batches: Iterable[pa.Table], workers: int
) -> Generator[tuple[int, Result]]:
    """Apply a stage to batches, in order, with a bounded number of them under way.

    Parameters
    ----------
    stage
        A picklable function of one Arrow table.
    batches
        Arrow tables; consumed as results are taken.
    workers
        Processes; 1 runs the stage here.

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
    if workers <= 1 or len(head) <= _WORTH_A_POOL:
        for batch in stream:
            yield batch.num_rows, stage(batch)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_collect_rarely)
    waiting: deque[tuple[int, Future[Result]]] = deque()
    try:
        for batch in stream:
            with _without_interrupts():
                waiting.append((batch.num_rows, pool.submit(stage, batch)))
            if len(waiting) >= workers * _QUEUED_PER_WORKER:
                rows, future = waiting.popleft()
                yield rows, future.result()
        while waiting:
            rows, future = waiting.popleft()
            yield rows, future.result()
    except BrokenProcessPool as error:
        remedy = "often memory ran out: try again with fewer processes (--workers 1)"
        raise RolescopeError("a worker process died", "", remedy) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


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
