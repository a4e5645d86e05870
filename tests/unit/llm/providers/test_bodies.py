"""What goes over each wire, and what is made of what comes back."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.completions import CompletionsByTool, CompletionsProvider
from rolescope.llm.providers.responses import ResponsesProvider
from rolescope.llm.providers.wire import WireProvider
from rolescope.llm.request import Answer, Request, Turn, Usage
from tests.fake_provider.cues import Cue
from tests.fake_provider.shapes import SHAPES
from tests.unit.llm.asked import SCHEMA

ASKED = Request("q", "You repeat words.", "word 1", SCHEMA, "word", 50, (Turn("{", "no JSON"),))
TURNS = [
    {"role": "user", "content": "word 1"},
    {"role": "assistant", "content": "{"},
    {"role": "user", "content": "no JSON"},
]


@pytest.fixture(autouse=True, scope="module")
def keys() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as environ:
        environ.setenv("OPENAI_API_KEY", "sk-none")
        environ.setenv("ANTHROPIC_API_KEY", "sk-none")
        yield


@contextmanager
def provider(kind: type[WireProvider]) -> Iterator[WireProvider]:
    asked = {AnthropicProvider: "anthropic", ResponsesProvider: "openai"}.get(kind, "openai-compatible")
    made = kind(Model(asked, "m", "http://127.0.0.1:1/v1"))  # type: ignore[call-arg]
    try:
        yield made
    finally:
        asyncio.run(made.close())


@pytest.fixture(scope="module")
def made(request: pytest.FixtureRequest) -> Iterator[WireProvider]:
    with provider(request.param) as one:
        yield one


def test_responses_get_instructions_input_and_a_strict_schema_and_store_nothing() -> None:
    with provider(ResponsesProvider) as openai:
        assert openai.body(ASKED) == {
            "model": "m",
            "instructions": "You repeat words.",
            "input": TURNS,
            "text": {"format": {"type": "json_schema", "name": "word", "schema": SCHEMA, "strict": True}},
            "max_output_tokens": 50,
            "store": False,
        }


def test_a_compatible_server_gets_max_tokens_and_the_schema_or_the_tool() -> None:
    common = {
        "model": "m",
        "messages": [{"role": "system", "content": "You repeat words."}, *TURNS],
        "max_tokens": 50,
    }
    schema = {"type": "json_schema", "json_schema": {"name": "word", "schema": SCHEMA, "strict": True}}
    tool = {"type": "function", "function": {"name": "answer", "parameters": SCHEMA}}
    with provider(CompletionsProvider) as by_schema, provider(CompletionsByTool) as by_tool:
        assert by_schema.body(ASKED) == {**common, "response_format": schema}
        chosen = {"type": "function", "function": {"name": "answer"}}
        assert by_tool.body(ASKED) == {**common, "tools": [tool], "tool_choice": chosen}


def test_messages_get_a_cached_system_prompt_and_the_schema() -> None:
    with provider(AnthropicProvider) as anthropic:
        assert anthropic.body(ASKED) == {
            "model": "m",
            "max_tokens": 50,
            "system": [{"type": "text", "text": "You repeat words.", "cache_control": {"type": "ephemeral"}}],
            "messages": TURNS,
            "output_config": {"format": {"type": "json_schema", "schema": SCHEMA}},
        }


PATHS = [
    (ResponsesProvider, "/v1/responses"),
    (CompletionsProvider, "/v1/chat/completions"),
    (AnthropicProvider, "/v1/messages"),
]


def reply(path: str, ending: str = "complete") -> dict[str, Any]:
    """An answer of 8 tokens to 4 that are cached and 12 that are not."""
    cached, prompt, text = "s" * 16, "p" * 48, "t" * 32
    return SHAPES[path]({"model": "m-1"}, Cue(ending=ending), "" if ending == "empty" else text, cached, prompt)


@pytest.mark.parametrize(("kind", "path"), PATHS)
def test_an_answer_has_its_text_and_tokens(kind: type[WireProvider], path: str) -> None:
    with provider(kind) as made:
        assert made.batched(reply(path)) == Answer("t" * 32, "complete", Usage(16, 8, 4), "m-1")


def test_a_response_that_was_filtered_is_refused_and_one_that_failed_is_no_answer() -> None:
    said = reply("/v1/responses", "truncated")
    failed = {**said, "status": "failed", "output": [], "usage": None}
    with provider(ResponsesProvider) as made:
        assert made.batched({**said, "incomplete_details": {"reason": "content_filter"}}).ending == "refused"
        for code, status in (("server_error", 500), ("rate_limit_exceeded", 429), ("invalid_prompt", 400)):
            with pytest.raises(CallError, match="Sorry") as raised:
                made.batched({**failed, "error": {"code": code, "message": "Sorry."}})
            assert raised.value.status == status


VALUES = st.one_of(st.none(), st.integers(), st.text(max_size=3), st.just([]), st.just({}), st.just([None]))


@pytest.mark.parametrize(("made", "path"), PATHS, indirect=["made"])
@given(data=st.data())
def test_an_answer_of_another_form_is_an_answer_or_one_known_error(
    made: WireProvider, path: str, data: st.DataObject
) -> None:
    said = reply(path, data.draw(st.sampled_from(["complete", "truncated", "refused", "empty"])))
    at: Any = said
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans()):
            at = at[key]
            continue
        if data.draw(st.booleans()):
            at[key] = data.draw(VALUES)
        else:
            del at[key]
        break
    try:
        answer = made.batched(said)
    except CallError as error:
        assert error.reason
    else:
        assert (type(answer.text), type(answer.model)) == (str, str)
        assert {type(count) for count in vars(answer.usage).values()} == {int}
