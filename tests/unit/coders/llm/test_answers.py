from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable

import pytest

from rolescope.coders.llm.answers import Answers, gather
from rolescope.coders.llm.schema import answer_model
from rolescope.llm.request import Answer, Ending, Failure, Request, Usage
from tests.unit.coders.llm.by_hand import CODEBOOK, said, written

FORM = answer_model(CODEBOOK)


def answer(text: str, ending: Ending = "complete") -> Answer:
    return Answer(text, ending, Usage(10, 5), "fake-1")


def asked(*replies: Answer | Failure) -> tuple[Answers, list[Request]]:
    """What is kept of one question whose calls are answered so, and the questions."""
    seen: list[Request] = []

    async def ask(requests: Iterable[Request], total: int | None) -> AsyncIterator[tuple[Request, Answer | Failure]]:
        for request in requests:
            seen.append(request)
            yield request, replies[len(seen) - 1]

    return asyncio.run(gather([Request("a/1", "system", "prompt", {}, "codes")], FORM, ask)), seen


def test_an_answer_by_the_schema_is_kept_as_it_came() -> None:
    answers, seen = asked(answer(written()))
    assert (answers.texts, answers.reasons, answers.models) == ({"a/1": written()}, {}, {"fake-1"})
    assert len(seen) == 1


@pytest.mark.parametrize("wrong", ["{", "Here you are: {}", "{}", written(kind={"quotes": [], "value": "moon"})])
def test_a_wrong_answer_is_mended_once(wrong: str) -> None:
    answers, seen = asked(answer(wrong), answer(written()))
    assert (answers.texts, answers.reasons) == ({"a/1": written()}, {})
    (turn,) = seen[1].earlier
    assert turn.answer == wrong
    assert "not a JSON object of the schema" in turn.complaint


def test_the_complaint_names_the_place_and_not_the_values_of_the_posting() -> None:
    _, seen = asked(answer(written(kind={"quotes": [], "value": "moon"})), answer(written()))
    assert "kind.value: " in seen[1].earlier[0].complaint


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        ((answer("{"), answer("{")), "invalid JSON, also when asked again"),
        ((answer("{}"), answer("{}")), "not of the schema, also when asked again"),
        ((answer("{}"), Failure("budget")), "budget"),
        ((answer("", "empty"),), "empty answer"),
        ((answer(" "),), "empty answer"),
        ((answer('{"kind": ', "truncated"),), "answer cut off"),
        ((answer("I cannot", "refused"),), "the model refused"),
        ((Failure("HTTP 401"),), "HTTP 401"),
    ],
)
def test_what_cannot_be_used_has_a_reason_and_is_asked_no_further(
    replies: tuple[Answer | Failure, ...], reason: str
) -> None:
    answers, seen = asked(*replies)
    assert (answers.texts, answers.reasons) == ({}, {"a/1": reason})
    assert len(seen) == len(replies)


def test_what_is_kept_can_be_read() -> None:
    answers, _ = asked(answer(written(skills=["SQL"])))
    assert FORM.model_validate_json(answers.texts["a/1"]).model_dump(by_alias=True) == said(skills=["SQL"])
