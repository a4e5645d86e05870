"""Anthropic's messages, with the JSON schema of the answer and the unchanging part of the prompt cached."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from rolescope.errors import needs_extra
from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.request import Answer, Ending, Request, Usage

_ENDINGS: Mapping[str | None, Ending] = {"max_tokens": "truncated", "refusal": "refused"}


class AnthropicProvider:
    """Asks by messages.

    Parameters
    ----------
    model
        A model of ``anthropic``.
    timeout
        Seconds that one call may take.

    Raises
    ------
    RolescopeError
        Where Anthropic's client is not installed.
    """

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        with needs_extra("Anthropic's client", "llm", "coder"):
            import anthropic
        self.sdk = anthropic
        self.model = model
        self.parameters: Mapping[str, Any] = {}
        self.client = anthropic.AsyncAnthropic(base_url=model.base_url, max_retries=0, timeout=timeout)

    async def ask(self, request: Request) -> Answer:
        """Ask once."""
        begun = time.perf_counter()
        with call_errors(self.sdk):
            reply = await self.client.messages.create(**self.body(request))
        return self.read(reply, time.perf_counter() - begun)

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""
        return {
            "model": self.model.name,
            "max_tokens": request.max_tokens,
            "system": [{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
            "messages": request.conversation(),
            "output_config": {"format": {"type": "json_schema", "schema": request.schema}},
        }

    def read(self, reply: Any, seconds: float) -> Answer:
        """The answer out of what the wire gave."""
        blocks = getattr(reply, "content", None)
        if blocks is None:
            raise CallError("the provider's answer has no content in it")
        text = "".join(block.text for block in blocks if block.type == "text")
        ending: Ending = _ENDINGS.get(reply.stop_reason, "complete")
        if not text.strip() and ending == "complete":
            ending = "empty"
        said = reply.usage
        cached = said.cache_read_input_tokens or 0
        tokens = said.input_tokens + cached + (said.cache_creation_input_tokens or 0)
        return Answer(text, ending, Usage(tokens, said.output_tokens, cached), reply.model, seconds)
