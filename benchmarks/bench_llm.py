"""Asking a model: calls a second beside a bare client of HTTP in the same run, and processor time a call.

A provider in another process answers in 200 ms; 50 questions are under way at once.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from rolescope.llm.asking import ask_all
from rolescope.llm.budget import Budget
from rolescope.llm.journal import Journal
from rolescope.llm.model import Model
from rolescope.llm.pace import Pace
from rolescope.llm.providers.choose import provider_of
from rolescope.llm.request import Answer, Request

CALLS, AT_ONCE, DELAY = 1000, 50, 0.2
BAR = 0.85
SCHEMA = {"type": "object", "properties": {"word": {"type": "string"}}, "required": ["word"]}
SYSTEM = "You repeat words. " * 200
SERVER = """
import sys, time
from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
with serving(Script(lambda system, prompt: '{"word": "yes"}', delay=%r)) as address:
    print(address, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", SERVER % DELAY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=Path(__file__).parents[1],
    )  # fmt: skip
    assert server.stdout and server.stdin
    yield server.stdout.readline().strip()
    server.stdin.close()
    server.wait(10)


def bench_asking(address: str, tmp_path: Path) -> None:
    """Calls a second of ours, of a bare client, of pydantic-ai and of instructor."""
    os.environ["OPENAI_API_KEY"] = "none"
    model = Model("openai-compatible", "fake", f"{address}/v1")
    rates = {
        "bare aiohttp": _timed(partial(_bare, model)),
        "rolescope": _timed(partial(_ours, model, tmp_path)),
        "instructor": _timed(partial(_instructor, model)),
        "pydantic-ai": _timed(partial(_pydantic_ai, model)),
    }
    bare = rates["bare aiohttp"][0]
    print(f"\n{CALLS} calls, {AT_ONCE} at once, answered in {1000 * DELAY:.0f} ms:")
    for name, (rate, cpu) in rates.items():
        print(f"  {name}: {rate:.0f} calls/s, {rate / bare:.2f} of the bare client; {cpu:.1f} ms processor time a call")
    assert rates["rolescope"][0] >= BAR * bare


def _timed(run: Callable[[int], Awaitable[int]]) -> tuple[float, float]:
    asyncio.run(_whole(lambda: run(1)))
    wall, cpu = time.perf_counter(), time.process_time()
    answered = asyncio.run(_whole(lambda: run(CALLS)))
    assert answered == CALLS
    return CALLS / (time.perf_counter() - wall), 1000 * (time.process_time() - cpu) / CALLS


async def _whole(run: Callable[[], Awaitable[int]]) -> int:
    return await run()


async def _ours(model: Model, folder: Path, calls: int) -> int:
    provider, journal = provider_of(model), Journal(folder / f"{calls}.sqlite")
    requests = (Request(f"q{n}", SYSTEM, f"word {n}", SCHEMA, "word") for n in range(calls))
    asked = ask_all(requests, provider, journal, Pace(most=AT_ONCE, begin=AT_ONCE), Budget(model))
    answered = [reply async for _, reply in asked if isinstance(reply, Answer)]
    await provider.close()
    journal.close()
    return len(answered)


async def _bare(model: Model, calls: int) -> int:
    turns = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.ClientSession() as session:

        async def one(n: int) -> str:
            messages = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": f"word {n}"}]
            body = {"model": "fake", "messages": messages}
            async with turns, session.post(f"{model.base_url}/chat/completions", json=body) as response:
                said = await response.json()
                return str(json.loads(said["choices"][0]["message"]["content"])["word"])

        return len(await asyncio.gather(*map(one, range(calls))))


async def _instructor(model: Model, calls: int) -> int:
    import instructor
    import openai
    from pydantic import BaseModel

    class Word(BaseModel):
        word: str

    client = instructor.from_openai(
        openai.AsyncOpenAI(base_url=model.base_url, max_retries=0), mode=instructor.Mode.JSON_SCHEMA
    )
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> Word:
        messages: list[Any] = [{"role": "system", "content": SYSTEM}, {"role": "user", "content": f"word {n}"}]
        async with turns:
            return await client.chat.completions.create(model="fake", messages=messages, response_model=Word)

    return len(await asyncio.gather(*map(one, range(calls))))


async def _pydantic_ai(model: Model, calls: int) -> int:
    from pydantic import BaseModel
    from pydantic_ai import Agent, NativeOutput
    from pydantic_ai.models.openai import OpenAIChatModel
    from pydantic_ai.providers.openai import OpenAIProvider

    class Word(BaseModel):
        word: str

    asked = OpenAIChatModel("fake", provider=OpenAIProvider(base_url=model.base_url))
    agent = Agent(asked, output_type=NativeOutput(Word), system_prompt=SYSTEM)
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(n: int) -> Word:
        async with turns:
            return (await agent.run(f"word {n}")).output

    return len(await asyncio.gather(*map(one, range(calls))))
