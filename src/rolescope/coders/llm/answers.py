"""Ask a model, once more where its answer was not of the schema, and keep what it said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from rolescope.coders.llm.questions import posting_of
from rolescope.coders.llm.reading import Fault, read_answer
from rolescope.llm.breaker import GIVEN_UP
from rolescope.llm.budget import OUT_OF_BUDGET
from rolescope.llm.request import Answer, Failure, Request, Turn

Reply = tuple[Request, Answer | Failure]
Ask = Callable[[Iterable[Request], int | None], AsyncIterator[Reply]]
"""Asks questions, of which there are as many as said, and gives each with its answer, in the order in which they come."""

NOT_ASKED = (OUT_OF_BUDGET, GIVEN_UP)
"""Reasons of questions that were not asked: a later run asks them."""


@dataclass
class Answers:
    """What came back: texts of answers by the schema, and of every other question why there is none."""

    texts: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    models: set[str] = field(default_factory=set)

    def left_out(self) -> set[str]:
        """Postings of which a question was not asked, for want of budget or of a provider that answers."""
        return {posting_of(key) for key, reason in self.reasons.items() if reason in NOT_ASKED}


async def gather(requests: Iterable[Request], form: type[BaseModel], ask: Ask, total: int | None = None) -> Answers:
    """Ask all, then once more, with what was wrong, those whose answer was no JSON or not of the schema.

    Parameters
    ----------
    requests
        Questions; read as they are asked.
    form
        Form of the answers.
    ask
        The room that asks.
    total
        How many questions there are, if it is known.
    """
    answers = Answers()
    again: list[Request] = []
    async for request, reply in ask(requests, total):
        fault = _keep(request, reply, form, answers)
        if fault and fault.complaint and isinstance(reply, Answer):
            again.append(replace(request, earlier=(Turn(reply.text, fault.complaint),)))
    if again:
        async for request, reply in ask(again, len(again)):
            _keep(request, reply, form, answers)
    return answers


def _keep(request: Request, reply: Answer | Failure, form: type[BaseModel], answers: Answers) -> Fault | None:
    """Keep a text or a reason; what is wrong with the answer, if it is one."""
    if isinstance(reply, Failure):
        answers.reasons[request.key] = reply.reason
        return None
    answers.models.add(reply.model)
    read = read_answer(reply, form)
    if isinstance(read, Fault):
        answers.reasons[request.key] = f"{read.reason}, also when asked again" if request.earlier else read.reason
        return read
    answers.reasons.pop(request.key, None)
    answers.texts[request.key] = reply.text
    return None
