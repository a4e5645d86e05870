"""Ask many questions at once: from the journal what it has, from the provider the rest, as the budget lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from itertools import islice

from rolescope.llm.allowance import Load
from rolescope.llm.breaker import GIVEN_UP
from rolescope.llm.budget import OUT_OF_BUDGET, Budget, SetAside
from rolescope.llm.errors import CallError, run_ended
from rolescope.llm.journal import Journal
from rolescope.llm.pace import Pace
from rolescope.llm.providers.provider import Provider
from rolescope.llm.request import Answer, Failure, Request
from rolescope.llm.same import Same
from rolescope.llm.spent import Spent
from rolescope.llm.writer import JournalWriter

_QUEUED = 2
"""Questions that wait for a turn, for each that may be under way: enough that no turn is idle, few enough to hold."""

_NEXT = 16
"""Questions in the journal as sent before it is their turn, so that nobody's turn waits for the disk.

A kill counts them as spent, as it does the calls under way.
"""

_LOOKED_UP = 10
"""Questions looked up in the journal at once: few, since to read them from a generator takes its time too."""

_NOT_SENT = "the run ended before the call was sent"

_Reply = tuple[Request, Answer | Failure]
_Told = tuple[Request, str, Answer | Failure]
"""A question, its digest, and the reply."""


async def ask_all(
    requests: Iterable[Request], provider: Provider, journal: Journal, pace: Pace, budget: Budget
) -> AsyncIterator[_Reply]:
    """Ask all questions; each comes with its answer as soon as it has one.

    Parameters
    ----------
    requests
        Questions; read as they are asked, a bounded number ahead. What is asked twice is sent once.
    provider
        Who is asked.
    journal
        What was answered is not asked again; answers are in it before they are handed on.
    pace
        How many are asked at once.
    budget
        What may be spent.

    Raises
    ------
    RolescopeError
        Where no question can be answered: the key is wrong, or has no right or no money.
    """
    writer = JournalWriter(journal)
    asker, same = _Asker(provider, writer, pace, budget), Same()
    waiting: set[asyncio.Task[_Told]] = set()
    done: asyncio.Queue[asyncio.Task[_Told]] = asyncio.Queue()

    def ask(request: Request, digest: str) -> None:
        task = asyncio.create_task(asker.ask(request, digest))
        task.add_done_callback(done.put_nowait)
        waiting.add(task)

    async def first() -> Iterator[_Reply]:
        task = await done.get()
        waiting.discard(task)
        return same.of(*task.result())

    unread = iter(requests)
    try:
        while lot := [(request, asker.digest(request)) for request in islice(unread, _LOOKED_UP)]:
            kept = journal.answers([digest for _, digest in lot])
            for request, digest in lot:
                if digest not in kept and not same.is_asked(request, digest):
                    ask(request, digest)
            for request, digest in lot:
                if digest in kept:
                    yield request, kept[digest]
            while len(waiting) >= pace.room * _QUEUED:
                for reply in await first():
                    yield reply
        while waiting:
            for reply in await first():
                yield reply
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await writer.close()


class _Asker:
    """Asks one question: budget, journal, turn, call, and the call again where it may pass."""

    def __init__(self, provider: Provider, writer: JournalWriter, pace: Pace, budget: Budget) -> None:
        self._provider = provider
        self._model = str(provider.model)
        self._writer = writer
        self._pace = pace
        self._budget = budget
        self._settled = asyncio.Event()
        self._next = asyncio.Semaphore(_NEXT)

    def digest(self, request: Request) -> str:
        return request.digest(self._model, self._provider.parameters)

    async def ask(self, request: Request, digest: str) -> _Told:
        retry, load = 0, self._budget.load(request)
        while True:
            error = await self._try(request, digest, load, retry)
            if not isinstance(error, CallError):
                return request, digest, error
            if error.ends_the_run:
                raise run_ended(error, self._provider.model) from error
            wait = self._pace.wait_before(retry, error)
            if wait is None:
                return request, digest, Failure(error.reason, retry)
            retry += 1
            await asyncio.sleep(wait)

    async def _try(self, request: Request, digest: str, load: Load, retry: int) -> Answer | Failure | CallError:
        """Ask once. The turn is over with the call: its answer is written beside the next one."""
        async with self._next:
            written = await self._write_sent(digest, load)
            if written is None:
                self._budget.leave_out(load)
                return Failure(OUT_OF_BUDGET, retry)
            call, set_aside = written
            try:
                sent = await self._pace.admit(load)
            except asyncio.CancelledError:
                await self._took_nothing(call, set_aside, _NOT_SENT)
                raise
        if sent is None:
            await self._took_nothing(call, set_aside, GIVEN_UP)
            return Failure(GIVEN_UP, retry)
        answer = await self._call(request, load, sent)
        if isinstance(answer, CallError):
            await self._took_nothing(call, set_aside, answer.reason)
            return answer
        money = self._budget.settle(set_aside, answer.usage)
        self._settled.set()
        whole = replace(answer, retries=retry)
        await self._writer.write(lambda journal: journal.keep(call, digest, whole, money))
        return whole

    async def _write_sent(self, digest: str, load: Load) -> tuple[int, SetAside] | None:
        """Write that a question is sent, with what is set aside for it; None where all is spent, by whichever run."""
        while (set_aside := await self._set_aside(load)) is not None:
            writing = asyncio.ensure_future(self._writer.write(self._sending(digest, set_aside)))
            try:
                call = await asyncio.shield(writing)
            except asyncio.CancelledError:
                if isinstance(call := await writing, int):
                    await self._took_nothing(call, set_aside, _NOT_SENT)
                raise
            if isinstance(call, int):
                return call, set_aside
            self._budget.learn(call, set_aside)
            self._settled.set()
        return None

    def _sending(self, digest: str, set_aside: SetAside) -> Callable[[Journal], int | Spent]:
        """Writes a call, and gives its number; what all runs spent where that leaves too little."""

        def write(journal: Journal) -> int | Spent:
            spent = journal.spent_now()
            return journal.send(digest, self._model, *set_aside) if self._budget.allows(spent, set_aside) else spent

        return write

    async def _set_aside(self, load: Load) -> SetAside | None:
        """Set aside what a question can take, as soon as calls under way have given back enough; None if none will."""
        while (set_aside := self._budget.take(load)) is None and self._budget.under_way:
            self._settled.clear()
            await self._settled.wait()
        return set_aside

    async def _call(self, request: Request, load: Load, sent: float) -> Answer | CallError:
        """Call in a turn, and leave that."""
        try:
            answer = await self._provider.ask(request)
        except CallError as error:
            self._pace.went_wrong(error, sent)
            return error
        finally:
            self._pace.leave()
        self._pace.went_well(load, answer)
        return answer

    async def _took_nothing(self, call: int, set_aside: SetAside, reason: str) -> None:
        """Give back what was set aside for a call that failed or was not sent."""
        self._budget.give_back(set_aside)
        self._settled.set()
        await self._writer.write(lambda journal: journal.fail(call, reason))
