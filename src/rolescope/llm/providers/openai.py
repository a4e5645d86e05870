"""OpenAI's chat completions, and every server that speaks them (vLLM, Ollama, llama.cpp, gateways)."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any

from rolescope.errors import needs_extra
from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.request import Answer, Ending, Request, Usage

_TOOL = "answer"
_ENDINGS: Mapping[str | None, Ending] = {"length": "truncated", "content_filter": "refused"}
_LOCAL_KEY = "none"


class OpenAIProvider:
    """Asks by chat completions with a JSON schema; of a server that knows none, by a tool call.

    Parameters
    ----------
    model
        A model of ``openai`` or ``openai-compatible``.
    timeout
        Seconds that one call may take.

    Raises
    ------
    RolescopeError
        Where OpenAI's client is not installed.
    """

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        with needs_extra("OpenAI's client", "llm", "coder"):
            import openai
        from openai.types.chat import ChatCompletion

        self.sdk = openai
        self.form = ChatCompletion
        self.model = model
        self.parameters: Mapping[str, Any] = {}
        self._by_tool = False
        key = os.environ.get("OPENAI_API_KEY") or _LOCAL_KEY
        self.client = openai.AsyncOpenAI(api_key=key, base_url=model.base_url, max_retries=0, timeout=timeout)

    async def ask(self, request: Request) -> Answer:
        """Ask once, or twice where a compatible server turns out to know no schemas."""
        try:
            return await self._ask(request)
        except CallError as trouble:
            if trouble.status != 400 or self._by_tool or self.model.provider == "openai":
                raise
            self._by_tool = True
            return await self._ask(request)

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    async def _ask(self, request: Request) -> Answer:
        begun = time.perf_counter()
        with call_errors(self.sdk):
            reply = await self.client.post("/chat/completions", cast_to=self.form, body=self.body(request))
        return self.read(reply, time.perf_counter() - begun)

    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""
        schema = {"name": request.schema_name, "schema": request.schema, "strict": True}
        messages = [{"role": "system", "content": request.system}, *request.conversation()]
        body: dict[str, Any] = {"model": self.model.name, "messages": messages}
        body["max_completion_tokens" if self.model.provider == "openai" else "max_tokens"] = request.max_tokens
        if self._by_tool:
            function = {"name": _TOOL, "parameters": request.schema}
            body["tools"] = [{"type": "function", "function": function}]
            body["tool_choice"] = {"type": "function", "function": {"name": _TOOL}}
        else:
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body

    def read(self, reply: Any, seconds: float) -> Answer:
        """The answer out of what the wire gave."""
        if not getattr(reply, "choices", None):
            raise CallError("the provider's answer has no choice in it")
        choice = reply.choices[0]
        message = choice.message
        text = message.content or ""
        if self._by_tool and message.tool_calls:
            text = message.tool_calls[0].function.arguments
        ending: Ending = _ENDINGS.get(choice.finish_reason, "complete")
        if message.refusal:
            text, ending = message.refusal, "refused"
        elif not text.strip() and ending == "complete":
            ending = "empty"
        return Answer(text, ending, _usage(reply.usage), reply.model or self.model.name, seconds)


def _usage(said: Any) -> Usage:
    if said is None:
        return Usage(0, 0)
    details = getattr(said, "prompt_tokens_details", None)
    cached = (getattr(details, "cached_tokens", None) or 0) if details else 0
    return Usage(said.prompt_tokens or 0, said.completion_tokens or 0, cached)
