"""Where questions are asked: what the coder needs of the LLM room, in one place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from rolescope.coders.llm.answers import Ask, Reply
from rolescope.coders.llm.questions import posting_of
from rolescope.coders.llm.spending import Spending, worth
from rolescope.errors import RolescopeError
from rolescope.llm.asking import ask_all
from rolescope.llm.batch import HALF, ask_in_batches
from rolescope.llm.breaker import GIVEN_UP
from rolescope.llm.budget import OUT_OF_BUDGET, Budget, caps_of
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model, read_model
from rolescope.llm.pace import Pace
from rolescope.llm.place import readable_losses, shown
from rolescope.llm.prices import price_of
from rolescope.llm.providers.choose import batches_of, provider_of
from rolescope.llm.request import Answer, Failure, Request, Usage
from rolescope.studyfile import Study

if TYPE_CHECKING:
    from rolescope.stages import Progress

_EVERY = 2.0
"""Seconds between two looks at calls that fail."""


@dataclass(frozen=True)
class Room:
    """A model that can be asked.

    Parameters
    ----------
    model
        Its name with its provider's, as ``openai:gpt-5-mini``.
    ask
        Asks it.
    spending
        What was spent so far.
    """

    model: str
    ask: Ask
    spending: Callable[[], Spending]


@contextmanager
def open_room(study: Study, out: Path, tell: Progress) -> Iterator[Room]:
    """The model of a study, with the journal of its answers.

    Parameters
    ----------
    study
        Names the model, the journal, and what may be spent by all that write into it.
    out
        Output folder, in which the journal is where the study names none; it exists.
    tell
        Told of each answer, with what was spent and what is expected.

    Raises
    ------
    RolescopeError
        Where there is no such model, no key or no client for it, or the journal cannot be opened or is lost.
    """
    model = read_model(study.model, study.base_url)
    caps = caps_of(model, study.budget, study.budget_tokens)
    place = study.journal_place(out)
    with closing(Journal(place)) as journal, journal.only_batches_of(str(model)) if study.batch else nullcontext():
        if not study.batch and not all(batch.over for batch in journal.batches(str(model))):
            remedy = "run with --batch, which waits for them: online their questions would be paid for twice"
            raise RolescopeError(f"batches of {model} are under way", shown(place), remedy)
        spent = journal.spent()
        part = HALF if study.batch else Decimal(1)
        budget = Budget(model, caps.money, caps.tokens, spent.money, spent.tokens, part)
        asking = (_AskingInBatches if study.batch else _Asking)(model, journal, budget, tell)
        with readable_losses(place), _told_how_to_go_on(asking, place):
            yield Room(str(model), asking.ask, lambda: asking.spending)


@contextmanager
def _told_how_to_go_on(asking: _Asking, place: Path | str) -> Iterator[None]:
    """Add to an error that ends the asking, and to Ctrl-C, what is kept, what is missing, and what that would take."""
    try:
        yield
    except RolescopeError as error:
        raise RolescopeError(error.what, error.place, f"{error.remedy}; {asking.so_far(place)}") from error
    except KeyboardInterrupt as error:
        raise KeyboardInterrupt(asking.so_far(place)) from error


class _Asking:
    """Asks, counts, and tells of it."""

    def __init__(self, model: Model, journal: Journal, budget: Budget, tell: Progress) -> None:
        self._model, self._journal, self._budget, self._tell = model, journal, budget, tell
        self._total: int | None = 0
        self._postings: set[str] = set()
        self.spending = Spending(money=_known(price_of(model, Usage(1, 1))))

    async def ask(self, requests: Iterable[Request], total: int | None) -> AsyncIterator[Reply]:
        """Ask with a client of its own: one that was used under another event loop is of no use."""
        self._total = None if self._total is None or total is None else self._total + total
        telling = asyncio.create_task(self._tell_now_and_then())
        try:
            async for request, reply in self._replies(requests):
                self._count(request, reply)
                self._tell("ask", 1, self._total, self._said())
                yield request, reply
        finally:
            telling.cancel()

    async def _tell_now_and_then(self) -> None:
        """Tell of calls that fail while no answer comes."""
        while True:
            await asyncio.sleep(_EVERY)
            self._tell("ask", 0, self._total, self._said())

    async def _replies(self, requests: Iterable[Request]) -> AsyncIterator[Reply]:
        provider = provider_of(self._model)
        try:
            async for reply in ask_all(requests, provider, self._journal, Pace(), self._budget):
                yield reply
        finally:
            await provider.close()

    def _count(self, request: Request, reply: Answer | Failure) -> None:
        now, budget = self.spending, self._budget
        if isinstance(reply, Answer):
            self._postings.add(posting_of(request.key))
        if isinstance(reply, Failure):
            kind = {OUT_OF_BUDGET: "missing", GIVEN_UP: "given_up"}.get(reply.reason, "failed")
            if kind == "given_up":
                budget.leave_out(budget.load(request))
            now = replace(now, **{kind: getattr(now, kind) + 1})
        elif reply.kept:
            now = replace(now, kept=now.kept + 1)
        else:
            price = budget.price(reply.usage)
            now = replace(
                now,
                asked=now.asked + 1,
                input_tokens=now.input_tokens + reply.usage.input_tokens,
                cached_tokens=now.cached_tokens + reply.usage.cached_tokens,
                output_tokens=now.output_tokens + reply.usage.output_tokens,
                money=None if now.money is None or price is None else now.money + float(price),
            )
        missing_money = None if budget.missing_money is None else float(budget.missing_money)
        self.spending = replace(now, missing_money=missing_money, missing_tokens=budget.missing_tokens)

    def so_far(self, place: Path | str) -> str:
        """What is kept and where, and what the rest would take: for whoever has to run it again."""
        now = self.spending
        answered = now.asked + now.kept
        if not self._total:
            return f"answers are kept in {shown(place)}: run the same again, and only what is missing is asked"
        rest = now.expected(max(0, self._total - answered))
        would = f", which would take about {worth(*rest)}" if rest else ""
        under_way = self._batches_under_way()
        waiting = (
            f"; batches that the provider goes on with, and that are read then: {under_way:,}" if under_way else ""
        )
        return (
            f"{answered:,} of {self._total:,} questions are answered, and the answers kept in {shown(place)}: "
            f"run the same again, and only the rest is asked{would}{waiting}"
        )

    def _batches_under_way(self) -> int:
        return sum(not batch.over for batch in self._journal.batches(str(self._model)))

    def _said(self) -> str:
        """Postings with an answer, tokens, money and errors so far; money expected where all questions are counted."""
        now, failed = self.spending, self._budget.failed
        said = f"{len(self._postings):,} postings, {now.tokens:,} tokens"
        if now.money is not None:
            whole = now.expected(max(0, self._total - now.kept)) if self._total else None
            of = "" if whole is None or whole[1] is None else f" of about {whole[1]:,.2f}"
            said += f", {now.money:,.2f}{of} US dollars"
        return said + (f", {failed:,} calls failed" if failed else "")


class _AskingInBatches(_Asking):
    """Asks by the provider's batch API."""

    async def _replies(self, requests: Iterable[Request]) -> AsyncIterator[Reply]:
        batches = batches_of(self._model)
        try:
            async for reply in ask_in_batches(requests, batches, self._journal, self._budget):
                yield reply
        finally:
            await batches.close()

    def _said(self) -> str:
        return f"{super()._said()}, batches under way: {self._batches_under_way():,}"


def _known(price: Decimal | None) -> float | None:
    """Zero where a price is known."""
    return None if price is None else 0.0
