"""One batch: in the journal before it is submitted, waited for, and what came of it kept at once."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from decimal import Decimal
from typing import Any, TypeVar

from rolescope.errors import RolescopeError
from rolescope.llm.budget import OUT_OF_BUDGET, Budget, SetAside
from rolescope.llm.errors import BatchRefusedError, CallError, run_ended
from rolescope.llm.journal import Journal
from rolescope.llm.pace import Pace
from rolescope.llm.providers.batches import NO_ANSWER, Batches
from rolescope.llm.records import LOG
from rolescope.llm.request import Answer, Failure, Request
from rolescope.llm.spent import Spent
from rolescope.llm.writer import JournalWriter

Asked = tuple[Request, SetAside]
"""A question, with the money and tokens set aside for it."""
Result = Answer | CallError | Failure
"""What came of a question; a failure where it was not sent."""

_TOKEN_DIGITS = 16
_LOOKS = 2
"""How often a lost batch is looked for: what was taken a moment ago may not be listed yet."""
_Found = TypeVar("_Found")


class Submissions:
    """Submits batches, waits for them, keeps their answers; and takes up those that a killed process left.

    Parameters
    ----------
    batches
        Who is asked.
    journal
        Read here.
    writer
        Writes to the same journal.
    budget
        What may be spent.
    every
        Seconds between two looks at a batch.
    """

    def __init__(self, batches: Batches, journal: Journal, writer: JournalWriter, budget: Budget, every: float) -> None:
        self._batches = batches
        self._journal = journal
        self._writer = writer
        self._budget = budget
        self._every = every
        self._model = str(batches.model)

    def digest(self, request: Request) -> str:
        """The question's key in the journal."""
        return request.digest(self._model, self._batches.parameters)

    def size(self, request: Request) -> int:
        """Bytes that a question takes in a batch."""
        return self._batches.size(_name("0" * _TOKEN_DIGITS, self.digest(request)), request)

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

    async def ask(self, asked: list[Asked]) -> dict[str, Result]:
        """Submit one batch, and wait for it; what came of each question, by digest.

        What the budget has no room for, since other runs with the journal spent meanwhile, is not sent.
        """
        token = uuid.uuid4().hex[:_TOKEN_DIGITS]
        spent = await self._writer.write(lambda journal: self._intend(journal, token, asked))
        results: dict[str, Result] = {}
        questions: dict[str, Request] = {}
        for (request, set_aside), already in zip(asked, spent, strict=True):
            digest = self.digest(request)
            if already is None:
                questions[_name(token, digest)] = request
            else:
                self._budget.learn(already, set_aside)
                results[digest] = Failure(OUT_OF_BUDGET)
        return results | (await self._submit(token, questions) if questions else {})

    def _intend(self, journal: Journal, token: str, asked: list[Asked]) -> list[Spent | None]:
        """Write what is about to be submitted; for each question that is not, what all runs had spent already."""
        spent: list[Spent | None] = []
        for request, set_aside in asked:
            already = journal.spent_now()
            has_room = self._budget.allows(already, set_aside)
            if has_room:
                journal.send(self.digest(request), self._model, *set_aside, batch=token)
            spent.append(None if has_room else already)
        if None in spent:
            journal.intend(token, self._model)
        return spent

    async def _submit(self, token: str, questions: dict[str, Request]) -> dict[str, Result]:
        try:
            name = await self._batches.submit(token, questions)
        except CallError as error:
            if error.ends_the_run:
                await self._fail(token, error)
                raise run_ended(error, self._batches.model) from error
            if error.status is not None and error.status < 500:
                return await self._fail(token, error)
            rows = self._journal.batches(self._model)
            row = next(row for row in rows if row.token == token)
            calls = self._journal.waiting_calls(token)
            found = await self._find(token, calls, row.at, {row.name for row in rows if row.name})
            return await self._read(token, found)
        await self._named(token, name)
        return await self._read(token, name)

    async def _find(self, token: str, calls: list[Any], since: float, known: set[str]) -> str | None:
        """The provider's name of a batch that may have been taken."""
        names = {_name(token, call.digest) for call in calls}
        for look in range(_LOOKS):
            if look:
                await asyncio.sleep(self._every)
            try:
                found = await self._patiently(lambda: self._batches.find(token, names, since, known))
            except CallError as error:
                remedy = "run again: until it is known whether the batch was taken it is not submitted a second time"
                raise RolescopeError(error.reason, self._model, remedy) from error
            if found:
                await self._named(token, found)
                return found
        return None

    async def _named(self, token: str, name: str) -> None:
        await self._writer.write(lambda journal: journal.submitted(token, name))
        LOG.info("batch submitted", extra={"gen_ai.request.model": self._model, "batch": name, "token": token})

    async def _read(self, token: str, name: str | None) -> dict[str, Result]:
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

    async def _results(self, name: str) -> dict[str, Result]:
        return {said: result async for said, result in self._batches.results(name)}

    async def _fail(self, token: str, error: CallError) -> dict[str, Result]:
        calls = self._journal.waiting_calls(token)
        return await self._keep(token, {_name(token, call.digest): error for call in calls})

    async def _keep(self, token: str, results: dict[str, Result]) -> dict[str, Result]:
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
        told = {"gen_ai.request.model": self._model, "token": token, "questions": len(calls), "answered": len(money)}
        LOG.info("batch over", extra=told)
        return ends

    async def _patiently(self, look: Callable[[], Awaitable[_Found]]) -> _Found:
        """Look again while looking fails in a way that may pass: the answers are paid for."""
        pace, retry = Pace(), 0
        while True:
            try:
                return await look()
            except BatchRefusedError:
                raise
            except CallError as error:
                if error.turns_us_away:
                    raise run_ended(error, self._batches.model) from error
                wait = pace.wait_before(retry, error)
                if wait is None and error.may_pass:
                    remedy = "run again: the batch is in the journal and is not submitted a second time"
                    raise RolescopeError(error.reason, self._model, remedy) from error
                if wait is None:
                    raise
                retry += 1
                await asyncio.sleep(wait)


def _name(token: str, digest: str) -> str:
    """A question's name within a batch, which tells the batch too."""
    return f"{token}-{digest}"
