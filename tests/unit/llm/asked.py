"""Questions of tests, asked through a real client of a server on loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from rolescope.llm.asking import ask_all
from rolescope.llm.budget import Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from rolescope.llm.pace import Pace
from rolescope.llm.providers.choose import provider_of
from rolescope.llm.request import Answer, Failure, Request
from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving

SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string"}},
    "required": ["word"],
    "additionalProperties": False,
}
OPENAI = ("openai", "gpt-5-mini", "/v1")
COMPATIBLE = ("openai-compatible", "qwen3", "/v1")
ANTHROPIC = ("anthropic", "claude-haiku-4-5", "")


def echo(_: str, prompt: str) -> str:
    """The prompt as the answer's word."""
    return json.dumps({"word": prompt})


def question(number: int) -> Request:
    """A question of its own."""
    return Request(f"q{number}", "You repeat words.", f"word {number}", SCHEMA, "word", max_tokens=50)


@contextmanager
def model_at(script: Script, wire: tuple[str, str, str]) -> Iterator[Model]:
    """A model of a provider that is served here."""
    provider, name, path = wire
    with serving(script) as address:
        yield Model(provider, name, address + path)


def ask(
    requests: Iterable[Request],
    model: Model,
    journal_file: Path | str,
    *,
    budget: Budget | None = None,
    pace: Pace | None = None,
    timeout: float = 60.0,
) -> dict[str, Answer | Failure]:
    """Ask all; what came back by key."""

    async def run() -> dict[str, Answer | Failure]:
        provider, journal = provider_of(model, timeout), Journal(journal_file)
        try:
            asked = ask_all(requests, provider, journal, pace or Pace(), budget or Budget(model))
            return {request.key: reply async for request, reply in asked}
        finally:
            await provider.close()
            journal.close()

    return asyncio.run(run())


def spent(journal_file: Path) -> Decimal:
    """Money that a journal counts."""
    journal = Journal(journal_file)
    try:
        return journal.spent().money
    finally:
        journal.close()
