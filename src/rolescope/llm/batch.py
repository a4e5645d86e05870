"""Ask many questions in batches: each is submitted once, and outlives the process that submitted it."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from decimal import Decimal
from typing import Any, TypeVar

from rolescope.errors import RolescopeError
from rolescope.llm.budget import OUT_OF_BUDGET, Budget
from rolescope.llm.errors import CallError
from rolescope.llm.journal import Journal
from rolescope.llm.pace import Pace
from rolescope.llm.providers.batches import NO_ANSWER, Batches
from rolescope.llm.request import Answer, Failure, Request
from rolescope.llm.writer import JournalWriter

HALF = Decimal("0.5")
"""Part of the list price that both providers ask for a question in a batch."""

_TRIES = 3
_Result = TypeVar("_Result")
_Replies = list[tuple[Request, Answer | Failure]]


async def ask_in_batches(
    requests: Iterable[Request],
    batches: Batches,
    journal: Journal,
    budget: Budget,
    every: float = 30.0,
    size: int = 2_000,
    most: int = 4,
) -> AsyncIterator[tuple[Request, Answer | Failure]]:
    """Ask all questions; first the batches of earlier processes are waited for.

    One process at a time may ask a model in batches with one journal: a batch that another is just submitting is
    taken for one whose process was killed.

    Parameters
    ----------
    requests
        Questions.
    batches
        Who is asked.
    journal
        What was answered is not asked again; a batch is in it before it is submitted.
    budget
        What may be spent; its `part` is `HALF`.
    every
        Seconds between two looks at a batch.
    size, most
        Questions of a batch, and batches at once; both bound the questions held in memory.

    Raises
    ------
    RolescopeError
        Where no question can be answered: the key is wrong, or has no right or no money.
    """
    writer = JournalWriter(journal)
    asker = _BatchAsker(batches, journal, writer, budget, every)
    waiting: set[asyncio.Task[_Replies]] = set()
    try:
        await asker.take_up()
        chunk: list[tuple[Request, _SetAside]] = []
        for request in requests:
            kept = journal.answer(asker.digest(request))
            if kept is not None:
                yield request, kept
                continue
            while (set_aside := budget.take(request)) is None and (chunk or waiting):
                if chunk:
                    waiting.add(asyncio.create_task(asker.ask(chunk)))
                    chunk = []
                for reply in await _first(waiting):
                    yield reply
            if set_aside is None:
                budget.leave_out(request)
                yield request, Failure(OUT_OF_BUDGET)
                continue
            chunk.append((request, set_aside))
            if len(chunk) >= size:
                waiting.add(asyncio.create_task(asker.ask(chunk)))
                chunk = []
            while len(waiting) >= most:
                for reply in await _first(waiting):
                    yield reply
        if chunk:
            waiting.add(asyncio.create_task(asker.ask(chunk)))
        while waiting:
            for reply in await _first(waiting):
                yield reply
    finally:
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
        await writer.close()


_SetAside = tuple[Decimal | None, int]


async def _first(waiting: set[asyncio.Task[_Replies]]) -> _Replies:
    """Replies of the batches that are over first, which then wait no more."""
    done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    waiting -= done
    return [reply for task in done for reply in task.result()]


class _BatchAsker:
    """Submits, waits, reads; and takes up what a killed process left."""

    def __init__(self, batches: Batches, journal: Journal, writer: JournalWriter, budget: Budget, every: float) -> None:
        self._batches = batches
        self._journal = journal
        self._writer = writer
        self._budget = budget
        self._every = every
        self._model = str(batches.model)

    def digest(self, request: Request) -> str:
        return request.digest(self._model, self._batches.parameters)

    async def take_up(self) -> None:
        """Wait for the batches of earlier processes, and keep their answers."""
        rows = self._journal.batches(self._model)
        known = {row.name for row in rows if row.name}
        for row in rows:
            if row.over:
                continue
            calls = self._journal.waiting_calls(row.token)
            self._budget.recall(len(calls))
            name = row.name or await self._find(row.token, calls, row.at, known)
            if name:
                known.add(name)
            await self._read(row.token, name)

    async def ask(self, chunk: list[tuple[Request, _SetAside]]) -> _Replies:
        """Ask in a batch, and in another what failed or expired."""
        replies: _Replies = []
        for retry in range(_TRIES):
            results = await self._once(chunk)
            again: list[tuple[Request, _SetAside]] = []
            for request, _ in chunk:
                result = results[self.digest(request)]
                if isinstance(result, Answer):
                    replies.append((request, result))
                elif not result.may_pass or retry == _TRIES - 1:
                    replies.append((request, Failure(result.reason, retry)))
                elif (set_aside := self._budget.take(request)) is not None:
                    again.append((request, set_aside))
                else:
                    self._budget.leave_out(request)
                    replies.append((request, Failure(OUT_OF_BUDGET, retry)))
            if not again:
                break
            chunk = again
            await asyncio.sleep(self._every)
        return replies

    async def _once(self, chunk: list[tuple[Request, _SetAside]]) -> dict[str, Answer | CallError]:
        token = uuid.uuid4().hex[:16]
        asked = {_name(token, self.digest(request)): request for request, _ in chunk}
        model = self._model

        def intend(journal: Journal) -> None:
            journal.intend(token, model)
            for request, set_aside in chunk:
                journal.send(self.digest(request), model, *set_aside, batch=token)

        await self._writer.write(intend)
        try:
            name = await self._batches.submit(token, asked)
        except CallError as error:
            if error.ends_the_run:
                await self._fail(token, error)
                raise self._ended(error) from error
            if error.status is not None and error.status < 500:
                return await self._fail(token, error)
            rows = self._journal.batches(model)
            row = next(row for row in rows if row.token == token)
            calls = self._journal.waiting_calls(token)
            found = await self._find(token, calls, row.at, {row.name for row in rows if row.name})
            return await self._read(token, found)
        await self._writer.write(lambda journal: journal.submitted(token, name))
        return await self._read(token, name)

    async def _find(self, token: str, calls: list[Any], since: Any, known: set[str]) -> str | None:
        names = {_name(token, call.digest) for call in calls}
        try:
            found = await self._patiently(lambda: self._batches.find(token, names, since, known))
        except CallError as error:
            remedy = "run again: until it is known whether the batch was taken it is not submitted a second time"
            raise RolescopeError(error.reason, self._model, remedy) from error
        if found:
            await self._writer.write(lambda journal: journal.submitted(token, found))
        return found

    async def _read(self, token: str, name: str | None) -> dict[str, Answer | CallError]:
        """Wait for a batch, and keep what came of it; without a name it was never taken."""
        if name is None:
            return await self._fail(token, CallError("the batch never reached the provider"))
        try:
            while not await self._patiently(lambda: self._batches.is_over(name)):
                await asyncio.sleep(self._every)
            results = await self._patiently(lambda: self._results(name))
        except CallError as error:
            return await self._fail(token, error)
        return await self._keep(token, results)

    async def _results(self, name: str) -> dict[str, Answer | CallError]:
        return {said: result async for said, result in self._batches.results(name)}

    async def _fail(self, token: str, error: CallError) -> dict[str, Answer | CallError]:
        calls = self._journal.waiting_calls(token)
        return await self._keep(token, {_name(token, call.digest): error for call in calls})

    async def _keep(self, token: str, results: dict[str, Answer | CallError]) -> dict[str, Answer | CallError]:
        """Write what came of each question, all at once with the end of the batch; by digest."""
        calls = self._journal.waiting_calls(token)
        ends = {call.digest: results.get(_name(token, call.digest), CallError(NO_ANSWER)) for call in calls}
        money: dict[str, Decimal | None] = {}
        for call in calls:
            end = ends[call.digest]
            set_aside = (None if call.money is None else Decimal(call.money), call.input_tokens)
            if isinstance(end, Answer):
                money[call.digest] = self._budget.settle(set_aside, end.usage)
            else:
                self._budget.give_back(set_aside)

        def write(journal: Journal) -> None:
            for call in calls:
                end = ends[call.digest]
                if isinstance(end, Answer):
                    journal.keep(call.number, call.digest, end, money[call.digest])
                else:
                    journal.fail(call.number, end.reason)
            journal.end_batch(token)

        await self._writer.write(write)
        return ends

    async def _patiently(self, look: Callable[[], Awaitable[_Result]]) -> _Result:
        """Look again while looking fails in a way that may pass: the answers are paid for."""
        pace, retry = Pace(), 0
        while True:
            try:
                return await look()
            except CallError as error:
                if error.ends_the_run:
                    raise self._ended(error) from error
                wait = pace.wait_before(retry, error)
                if wait is None and error.may_pass:
                    remedy = "run again: the batch is in the journal and is not submitted a second time"
                    raise RolescopeError(error.reason, self._model, remedy) from error
                if wait is None:
                    raise
                retry += 1
                await asyncio.sleep(wait)

    def _ended(self, error: CallError) -> RolescopeError:
        return RolescopeError(error.reason, self._model, "see that the key is right and may use this model")


def _name(token: str, digest: str) -> str:
    """A question's name within a batch, which tells the batch too."""
    return f"{token}-{digest}"
