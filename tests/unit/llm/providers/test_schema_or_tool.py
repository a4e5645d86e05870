from __future__ import annotations

from pathlib import Path

import pytest

from rolescope.llm.pace import Pace
from rolescope.llm.request import Answer, Failure
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


def test_questions_under_way_when_a_schema_is_refused_are_asked_by_tool_too(tmp_path: Path) -> None:
    script = Script(echo, delay=0.1).then([WRONG] * 8)
    with model_at(script, COMPATIBLE) as model:
        found = ask(map(question, range(8)), model, tmp_path / "journal.sqlite", pace=Pace(most=8, begin=8))
    assert all(isinstance(reply, Answer) for reply in found.values())
    assert sorted("tools" in body for body in script.bodies) == [False] * 8 + [True] * 8


def test_a_question_that_is_wrong_in_both_ways_changes_nothing_for_the_next(tmp_path: Path) -> None:
    script = Script(echo).then([WRONG, WRONG])
    with model_at(script, COMPATIBLE) as model:
        found = ask(map(question, range(2)), model, tmp_path / "journal.sqlite", pace=Pace(most=1))
    assert found["q0"] == Failure("the provider answered 400: cue 400")
    assert isinstance(found["q1"], Answer)
    assert ["tools" in body for body in script.bodies] == [False, True, False]
