"""Ask many questions in batches: each is submitted once, and outlives the process that submitted it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator
from decimal import Decimal

from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.errors import CallError
from rolescope.llm.journal import Journal
from rolescope.llm.providers.batches import Batches, BatchLimits
from rolescope.llm.request import Answer, Failure, Request
from rolescope.llm.same import Same
from rolescope.llm.submissions import Asked, Result, Submissions
from rolescope.llm.writer import JournalWriter

HALF = Decimal("0.5")
"""Part of the list price that both providers ask for a question in a batch."""

SIZE, MOST = 2_000, 4
"""Most questions of a batch, and batches at once."""

_TRIES = 3
_Reply = tuple[Request, Answer | Failure]


async def ask_in_batches(
    requests: Iterable[Request],
    batches: Batches,
    journal: Journal,
    budget: Budget,
    every: float = 30.0,
    size: int = SIZE,
    most: int = MOST,
) -> AsyncIterator[_Reply]:
    """Ask all questions; first the batches of earlier processes are waited for.

    One process at a time may ask a model in batches with one journal (`Journal.only_batches_of`): a batch that another
    is just submitting is taken for one whose process was killed.

    Parameters
    ----------
    requests
        Questions; what is asked twice is sent once.
    batches
        Who is asked. No batch holds more than its `limits`.
    journal
        What was answered is not asked again; a batch is in it before it is submitted.
    budget
        What may be spent; its `part` is `HALF`.
    every
        Seconds between two looks at a batch.
    size, most
        Most questions of a batch, and batches at once; both bound the questions held in memory.

    Raises
    ------
    RolescopeError
        Where no question can be answered: the key is wrong, or has no right or no money.
    """
    writer = JournalWriter(journal)
    submissions = Submissions(batches, journal, writer, budget, every)
    asker = _BatchAsker(submissions, budget, every)
    limits = BatchLimits(min(size, batches.limits.questions), batches.limits.size)
    filling, same = _Filling(limits), Same()
    waiting: set[asyncio.Task[list[_Reply]]] = set()

    def submit() -> _Filling:
        if filling.asked:
            waiting.add(asyncio.create_task(asker.ask(filling.asked)))
        return _Filling(limits)

    def told(replies: Iterable[_Reply]) -> Iterator[_Reply]:
        for request, reply in replies:
            yield from same.of(request, submissions.digest(request), reply)

    try:
        await submissions.take_up()
        for request in requests:
            digest = submissions.digest(request)
            kept = journal.answer(digest)
            if kept is not None:
                yield request, kept
                continue
            if same.is_asked(request, digest):
                continue
            load = budget.load(request)
            while (set_aside := budget.take(load)) is None and (filling.asked or waiting):
                filling = submit()
                for reply in told(await _first(waiting)):
                    yield reply
            if set_aside is None:
                budget.leave_out(load)
                for reply in told([(request, Failure(OUT_OF_BUDGET))]):
                    yield reply
                continue
            weight = submissions.size(request)
            if not filling.has_room_for(weight):
                filling = submit()
            filling.add((request, set_aside), weight)
            while len(waiting) >= most:
                for reply in told(await _first(waiting)):
                    yield reply
        submit()
        while waiting:
            for reply in told(await _first(waiting)):
                yield reply
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await writer.close()


async def _first(waiting: set[asyncio.Task[list[_Reply]]]) -> list[_Reply]:
    """Replies of the batches that are over first, which then wait no more."""
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    waiting -= done
    return [reply for task in done for reply in task.result()]


class _Filling:
    """The questions of the next batch, as many as it may hold."""

    def __init__(self, limits: BatchLimits) -> None:
        self._limits = limits
        self._size = 0
        self.asked: list[Asked] = []

    def has_room_for(self, size: int) -> bool:
        """Whether a question of so many bytes fits; the first one always does."""
        fits = len(self.asked) < self._limits.questions and self._size + size <= self._limits.size
        return fits or not self.asked

    def add(self, asked: Asked, size: int) -> None:
        """Add a question."""
        self.asked.append(asked)
        self._size += size


class _BatchAsker:
    """Asks in a batch, and in others what has to be asked again."""

    def __init__(self, submissions: Submissions, budget: Budget, every: float) -> None:
        self._submissions = submissions
        self._budget = budget
        self._every = every
        self._under_way = 0
        self._ended = asyncio.Condition()

    async def ask(self, asked: list[Asked], retry: int = 0) -> list[_Reply]:
        """Ask all; again what failed or expired, and what was too much at once when there is room, or in halves."""
        results = await self._submit(asked)
        replies, again = self._sorted(asked, results, retry)
        if not again:
            return replies
        sent = [result for result in results.values() if not isinstance(result, Failure)]
        is_too_much = all(isinstance(result, CallError) and result.is_limit for result in sent)
        if is_too_much and self._under_way:
            await self._one_ended()
            return replies + await self.ask(again, retry)
        await asyncio.sleep(self._every)
        if is_too_much and len(again) > 1:
            half = len(again) // 2
            return [*replies, *await self.ask(again[:half], retry), *await self.ask(again[half:], retry)]
        return replies + await self.ask(again, retry + 1)

    async def _submit(self, asked: list[Asked]) -> dict[str, Result]:
        self._under_way += 1
        try:
            return await self._submissions.ask(asked)
        finally:
            self._under_way -= 1
            async with self._ended:
                self._ended.notify_all()

    async def _one_ended(self) -> None:
        """Wait until fewer batches are under way."""
        now = self._under_way
        async with self._ended:
            await self._ended.wait_for(lambda: self._under_way < now)

    def _sorted(self, asked: list[Asked], results: dict[str, Result], retry: int) -> tuple[list[_Reply], list[Asked]]:
        """What came of each question, and what is asked again, with what is set aside for it anew."""
        replies: list[_Reply] = []
        again: list[Asked] = []
        for request, _ in asked:
            result = results[self._submissions.digest(request)]
            load = self._budget.load(request)
            if isinstance(result, Failure):
                self._budget.leave_out(load)
            if isinstance(result, (Answer, Failure)):
                replies.append((request, result))
            elif not result.may_pass or retry == _TRIES - 1:
                replies.append((request, Failure(result.reason, retry)))
            elif (set_aside := self._budget.take(load)) is not None:
                again.append((request, set_aside))
            else:
                self._budget.leave_out(load)
                replies.append((request, Failure(OUT_OF_BUDGET, retry)))
        return replies, again
