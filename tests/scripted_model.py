"""A model that is played by a function: it reads the prompt as a provider would get it, and answers by the codebook."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from rolescope.coders.llm.room import Room
from rolescope.coders.llm.spending import Spending
from rolescope.llm.request import Answer, Failure, Request, Usage

Reply = Callable[[str], str | Failure]
"""Answer to a prompt."""


class Read(NamedTuple):
    """What of a posting stands in a prompt."""

    title: str
    company: str
    text: str


def posting_of(prompt: str) -> Read:
    """The posting between the two marks."""
    found = re.fullmatch(
        r"(?:This is reading .*\n)?[^\n]+\n(=== \w+ ===)\nTitle: (.*)\nCompany: (.*)\n\n((?s:.*))\n\1\n", prompt
    )
    assert found, prompt
    return Read(*found.group(2, 3, 4))


def codes(**found: Any) -> dict[str, Any]:
    """An answer by the codebook ai-engineer that finds nothing, but for what is given."""
    nothing = {
        name: {"quotes": [], "value": False} for name in ("backend", "frontend", "customer_facing", "management")
    }
    return {
        "role_type": {"quotes": [], "value": "unknown"},
        "orientation": {"quotes": [], "value": "production"},
        **nothing,
        "skills": [],
        "responsibilities": [],
        "use_cases": [],
    } | found


def says(**found: Any) -> str:
    """The same as a model writes it."""
    return json.dumps(codes(**found))


@contextmanager
def played(reply: Reply, model: str = "fake:one", systems: list[str] | None = None) -> Iterator[tuple[Room, list[str]]]:
    """A room without a provider, and the prompts that it is asked; what they begin with goes to `systems`."""
    prompts: list[str] = []
    failed = 0

    async def ask(requests: Iterable[Request], total: int | None) -> AsyncIterator[tuple[Request, Answer | Failure]]:
        nonlocal failed
        for request in requests:
            prompts.append(request.prompt)
            if systems is not None:
                systems.append(request.system)
            said = reply(request.prompt)
            failed += isinstance(said, Failure)
            yield request, said if isinstance(said, Failure) else Answer(said, "complete", Usage(100, 10), model)

    yield Room(model, ask, lambda: Spending(asked=len(prompts), failed=failed, money=None)), prompts
