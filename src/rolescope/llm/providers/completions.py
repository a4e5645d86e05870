"""OpenAI's chat completions, which many servers speak (vLLM, Ollama, llama.cpp, gateways)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.openai import openai_client
from rolescope.llm.providers.wire import WireProvider
from rolescope.llm.request import Answer, Ending, Request, Usage

_TOOL = "answer"
_ENDINGS: Mapping[str | None, Ending] = {"length": "truncated", "content_filter": "refused"}


class CompletionsProvider(WireProvider):
    """Asks by chat completions with a JSON schema.

    The most tokens are ``max_tokens``: every such server keeps to it, while Ollama passes over
    ``max_completion_tokens`` without a word. No temperature is sent.

    Parameters
    ----------
    model
        A model of ``openai-compatible``.
    timeout
        Seconds that one call may take.

    Raises
    ------
    RolescopeError
        Where OpenAI's client is not installed.

    References
    ----------
    ollama/ollama, issue 7125.
    """

    path = "/chat/completions"

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        super().__init__(model, *openai_client(model, timeout))

    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""
        return {
            "model": self.model.name,
            "messages": [{"role": "system", "content": request.system}, *request.conversation()],
            "max_tokens": request.max_tokens,
            **self.form_of(request),
        }

    def form_of(self, request: Request) -> dict[str, Any]:
        """What of the body asks for JSON by the schema."""
        schema = {"name": request.schema_name, "schema": request.schema, "strict": True}
        return {"response_format": {"type": "json_schema", "json_schema": schema}}

    def read(self, reply: Mapping[str, Any], seconds: float) -> Answer:
        """The answer out of what the wire gave; many servers leave out what the format says they have."""
        if not reply.get("choices"):
            raise CallError("the provider's answer has no choice in it")
        choice = reply["choices"][0]
        message = choice["message"]
        calls = message.get("tool_calls")
        text = calls[0]["function"]["arguments"] if calls else message.get("content") or ""
        ending: Ending = _ENDINGS.get(choice.get("finish_reason"), "complete")
        if refusal := message.get("refusal"):
            text, ending = refusal, "refused"
        elif not text.strip() and ending == "complete":
            ending = "empty"
        usage = _usage(reply.get("usage") or {})
        return Answer(text, ending, usage, str(reply.get("model") or self.model.name), seconds)


class CompletionsByTool(CompletionsProvider):
    """Asks by chat completions with a tool call whose arguments are the answer."""

    def form_of(self, request: Request) -> dict[str, Any]:
        """What of the body asks for a call of the one tool."""
        function = {"name": _TOOL, "parameters": request.schema}
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": _TOOL}},
        }


def _usage(said: Mapping[str, Any]) -> Usage:
    cached = (said.get("prompt_tokens_details") or {}).get("cached_tokens")
    asked, answered = said.get("prompt_tokens"), said.get("completion_tokens")
    return Usage(int(asked or 0), int(answered or 0), int(cached or 0))
