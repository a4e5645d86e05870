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
        sdk, client = openai_client(model, timeout)
        from openai.types.chat import ChatCompletion

        super().__init__(model, sdk, client, ChatCompletion)

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

    def read(self, reply: Any, seconds: float) -> Answer:
        """The answer out of what the wire gave; many servers leave out what the format says they have."""
        if not getattr(reply, "choices", None):
            raise CallError("the provider's answer has no choice in it")
        choice = reply.choices[0]
        message = choice.message
        calls = getattr(message, "tool_calls", None)
        text = calls[0].function.arguments if calls else message.content or ""
        ending: Ending = _ENDINGS.get(getattr(choice, "finish_reason", None), "complete")
        if refusal := getattr(message, "refusal", None):
            text, ending = refusal, "refused"
        elif not text.strip() and ending == "complete":
            ending = "empty"
        usage = _usage(getattr(reply, "usage", None))
        return Answer(text, ending, usage, str(getattr(reply, "model", None) or self.model.name), seconds)


class CompletionsByTool(CompletionsProvider):
    """Asks by chat completions with a tool call whose arguments are the answer."""

    def form_of(self, request: Request) -> dict[str, Any]:
        """What of the body asks for a call of the one tool."""
        function = {"name": _TOOL, "parameters": request.schema}
        return {
            "tools": [{"type": "function", "function": function}],
            "tool_choice": {"type": "function", "function": {"name": _TOOL}},
        }


def _usage(said: Any) -> Usage:
    details = getattr(said, "prompt_tokens_details", None)
    cached = int(getattr(details, "cached_tokens", None) or 0)
    asked, answered = getattr(said, "prompt_tokens", None) or 0, getattr(said, "completion_tokens", None) or 0
    return Usage(int(asked), int(answered), cached)
