"""Ask many questions at once: from the journal what it has, from the provider the rest, as the budget lasts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from decimal import Decimal

from rolescope.llm.allowance import Load
from rolescope.llm.breaker import GIVEN_UP
from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.errors import CallError, run_ended
from rolescope.llm.journal import Journal
from rolescope.llm.pace import Pace
from rolescope.llm.providers.provider import Provider
from rolescope.llm.request import Answer, Failure, Request
from rolescope.llm.writer import JournalWriter

_QUEUED = 2
"""Questions that wait for a turn, for each that may be under way: enough that no turn is idle, few enough to hold."""


async def ask_all(
    requests: Iterable[Request], provider: Provider, journal: Journal, pace: Pace, budget: Budget
) -> AsyncIterator[tuple[Request, Answer | Failure]]:
    """Ask all questions; each comes with its answer as soon as it has one.

    Parameters
    ----------
    requests
        Questions; read as they are asked, a bounded number ahead.
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
    asker = _Asker(provider, writer, pace, budget)
    waiting: set[asyncio.Task[tuple[Request, Answer | Failure]]] = set()
    try:
        for request in requests:
            digest = asker.digest(request)
            kept = journal.answer(digest)
            if kept is not None:
                yield request, kept
                continue
            waiting.add(asyncio.create_task(asker.ask(request, digest)))
            while len(waiting) >= pace.room * _QUEUED:
                for task in (await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED))[0]:
                    yield task.result()
                    waiting.discard(task)
        while waiting:
            for task in (await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED))[0]:
                yield task.result()
                waiting.discard(task)
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await writer.close()


class _Asker:
    """Asks one question: budget, journal, turn, call, and the call again where it may pass."""

    def __init__(self, provider: Provider, writer: JournalWriter, pace: Pace, budget: Budget) -> None:
        self._provider = provider
        self._writer = writer
        self._pace = pace
        self._budget = budget
        self._settled = asyncio.Event()

    def digest(self, request: Request) -> str:
        return request.digest(str(self._provider.model), self._provider.parameters)

    async def ask(self, request: Request, digest: str) -> tuple[Request, Answer | Failure]:
        retry, load = 0, self._budget.load(request)
        while True:
            async with self._pace.turn(load) as sent:
                if sent is None:
                    return request, Failure(GIVEN_UP, retry)
                error = await self._call(request, digest, load, retry, sent)
            if not isinstance(error, CallError):
                return request, error
            if error.ends_the_run:
                raise run_ended(error, self._provider.model) from error
            wait = self._pace.wait_before(retry, error)
            if wait is None:
                return request, Failure(error.reason, retry)
            retry += 1
            await asyncio.sleep(wait)

    async def _set_aside(self, load: Load) -> tuple[Decimal | None, int] | None:
        """Set aside what a question can take, as soon as calls under way have given back enough; None if none will."""
        while (set_aside := self._budget.take(load)) is None and self._budget.under_way:
            self._settled.clear()
            await self._settled.wait()
        return set_aside

    async def _call(
        self, request: Request, digest: str, load: Load, retry: int, sent: float
    ) -> Answer | Failure | CallError:
        set_aside = await self._set_aside(load)
        if set_aside is None:
            self._pace.sent_nothing(load)
            self._budget.leave_out(load)
            return Failure(OUT_OF_BUDGET, retry)
        model = str(self._provider.model)
        call = await self._writer.write(lambda journal: journal.send(digest, model, *set_aside))
        try:
            answer = await self._provider.ask(request)
        except CallError as error:
            self._pace.went_wrong(error, sent)
            self._budget.give_back(set_aside)
            self._settled.set()
            reason = error.reason
            await self._writer.write(lambda journal: journal.fail(call, reason))
            return error
        self._pace.went_well(load, answer)
        money = self._budget.settle(set_aside, answer.usage)
        self._settled.set()
        whole = replace(answer, retries=retry)
        await self._writer.write(lambda journal: journal.keep(call, digest, whole, money))
        return whole
