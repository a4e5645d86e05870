"""An engine: it applies stages to batches in order, with a bounded number of them under way."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import chain, islice
from typing import Any, TypeVar

import pyarrow as pa

Result = TypeVar("Result")
_QUEUED_PER_WORKER = 3
_WORTH_SPREADING = 2


class Engine(ABC):
    """Applies stages to batches, here or in processes that all stages of a run share.

    Parameters
    ----------
    workers
        Processes; 1 runs every stage here. They are begun by the first stage that is worth it.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def map(self, stage: Callable[[pa.Table], Result], batches: Iterable[pa.Table]) -> Generator[tuple[int, Result]]:
        """Apply a stage to batches, in order.

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
        head = list(islice(stream, _WORTH_SPREADING + 1))
        stream = chain(head, stream)
        if self._workers <= 1 or len(head) <= _WORTH_SPREADING:
            for batch in stream:
                yield batch.num_rows, stage(batch)
        else:
            yield from self._spread(self.given(stage), stream)

    @abstractmethod
    def given(self, stage: Callable[[pa.Table], Result]) -> Any:
        """The stage as `submit` wants it."""

    @abstractmethod
    def submit(self, stage: Any, batch: pa.Table) -> Any:
        """Have a stage applied to a batch; gives a promise of the result."""

    @abstractmethod
    def result(self, promise: Any) -> Any:
        """What was promised, waited for."""

    @abstractmethod
    def cancel(self, promise: Any) -> None:
        """Say that nobody waits for a promise any more."""

    @abstractmethod
    def close(self) -> None:
        """End the processes; asked a second time, do nothing."""

    def _spread(self, stage: Any, batches: Iterator[pa.Table]) -> Iterator[tuple[int, Any]]:
        waiting: deque[tuple[int, Any]] = deque()
        try:
            for batch in batches:
                waiting.append((batch.num_rows, self.submit(stage, batch)))
                if len(waiting) >= self._workers * _QUEUED_PER_WORKER:
                    rows, promise = waiting.popleft()
                    yield rows, self.result(promise)
            while waiting:
                rows, promise = waiting.popleft()
                yield rows, self.result(promise)
        finally:
            for _, promise in waiting:
                self.cancel(promise)
