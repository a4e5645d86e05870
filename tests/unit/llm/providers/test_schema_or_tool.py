from __future__ import annotations

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.pace import Pace
from rolescope.llm.providers.schema_or_tool import SchemaOrTool
from rolescope.llm.request import Answer, Failure, Request, Usage
from tests.fake_provider.cues import Cue, Script
from tests.unit.llm.asked import COMPATIBLE, ask, echo, model_at, question

WRONG = Cue(status=400)


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)


def test_once_a_tool_call_was_answered_nothing_else_is_tried(tmp_path: Path) -> None:
    script = Script(echo).then([WRONG])
    with model_at(script, COMPATIBLE) as model:
        found = ask(map(question, range(3)), model, tmp_path / "journal.sqlite", pace=Pace(most=1))
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert ["tools" in body for body in script.bodies] == [False, True, True, True]


class _Asked:
    """Meets questions: none before so many are under way."""

    parameters: Mapping[str, Any] = {}

    def __init__(self, at_once: int, answer: Answer | None = None) -> None:
        self.model = Model("openai-compatible", "qwen3", "http://localhost/v1")
        self.asked = 0
        self._answer = answer
        self._together = asyncio.Barrier(at_once)

    async def ask(self, _: Request) -> Answer:
        self.asked += 1
        await self._together.wait()
        if self._answer is None:
            raise CallError("it takes no schemas", 400)
        return self._answer

    async def close(self) -> None:
        pass


def test_questions_under_way_when_a_schema_is_refused_are_asked_by_tool_too() -> None:
    answer = Answer("{}", "complete", Usage(1, 1), "qwen3")

    async def run() -> None:
        by_schema, by_tool = _Asked(8), _Asked(1, answer)
        provider = SchemaOrTool(by_schema, by_tool)
        assert await asyncio.gather(*(provider.ask(question(n)) for n in range(8))) == [answer] * 8
        assert (by_schema.asked, by_tool.asked) == (8, 8)

    asyncio.run(run())


def test_a_question_that_is_wrong_in_both_ways_changes_nothing_for_the_next(tmp_path: Path) -> None:
    script = Script(echo).then([WRONG, WRONG])
    with model_at(script, COMPATIBLE) as model:
        found = ask(map(question, range(2)), model, tmp_path / "journal.sqlite", pace=Pace(most=1))
    assert found["q0"] == Failure("the provider answered 400: cue 400")
    assert isinstance(found["q1"], Answer)
    assert ["tools" in body for body in script.bodies] == [False, True, False]
