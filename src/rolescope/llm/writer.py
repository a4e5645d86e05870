"""Many calls write to the journal at once and share its commits, each of which waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

from rolescope.llm.journal import Journal

Result = TypeVar("Result")
_Job = Callable[[Journal], Any]


class JournalWriter:
    """Writes to a journal in a thread of its own, with one commit for all that waits.

    Parameters
    ----------
    journal
        Nobody else writes to it through this object.
    """

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._waiting: list[tuple[_Job, asyncio.Future[Any]]] = []
        self._flushing: asyncio.Task[None] | None = None

    async def write(self, job: Callable[[Journal], Result]) -> Result:
        """Have something written; it is on disk when this returns."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((job, future))
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush())
        return await future

    async def close(self) -> None:
        """Wait until all is written."""
        if self._flushing is not None:
            await self._flushing

    async def _flush(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            try:
                results = await asyncio.to_thread(_written, self._journal, [job for job, _ in batch])
            except Exception as error:
                for _, future in batch:
                    if not future.done():
                        future.set_exception(error)
                continue
            for (_, future), result in zip(batch, results, strict=True):
                if not future.done():
                    future.set_result(result)


def _written(journal: Journal, jobs: list[_Job]) -> list[Any]:
    try:
        results = [job(journal) for job in jobs]
        journal.commit()
    except Exception:
        journal.rollback()
        raise
    return results
