"""Where row-wise stages run: in this process, or in a pool of processes on this machine."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

import pyarrow as pa

Result = TypeVar("Result")
_QUEUED_PER_WORKER = 3
_WORTH_A_POOL = 2


def default_workers() -> int:
    """Processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def map_batches(
    stage: Callable[[pa.Table], Result], batches: Iterable[pa.Table], workers: int
) -> Iterator[tuple[int, Result]]:
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
    """
    stream = iter(batches)
    head = list(islice(stream, _WORTH_A_POOL + 1))
    stream = chain(head, stream)
    if workers <= 1 or len(head) <= _WORTH_A_POOL:
        for batch in stream:
            yield batch.num_rows, stage(batch)
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context)
    waiting: deque[tuple[int, Future[Result]]] = deque()
    try:
        for batch in stream:
            waiting.append((batch.num_rows, pool.submit(stage, batch)))
            if len(waiting) >= workers * _QUEUED_PER_WORKER:
                rows, future = waiting.popleft()
                yield rows, future.result()
        while waiting:
            rows, future = waiting.popleft()
            yield rows, future.result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
