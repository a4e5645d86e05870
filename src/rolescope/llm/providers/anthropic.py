"""Anthropic's messages, with the JSON schema of the answer and the unchanging part of the prompt cached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolescope.errors import needs_extra
from rolescope.llm.model import Model
from rolescope.llm.providers.wire import WireProvider
from rolescope.llm.request import Answer, Ending, Request, Usage

_ENDINGS: Mapping[str | None, Ending] = {
    "max_tokens": "truncated",
    "model_context_window_exceeded": "truncated",
    "refusal": "refused",
}


class AnthropicProvider(WireProvider):
    """Asks by messages.

    Parameters
    ----------
    model
        A model of ``anthropic`` that knows JSON schemas, as all since Claude 4.5 do.
    timeout
        Seconds that one call may take.

    Raises
    ------
    RolescopeError
        Where Anthropic's client is not installed.
    """

    path = "/v1/messages"

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        with needs_extra("Anthropic's client", "llm", "coder"):
            import anthropic
        http = anthropic.DefaultAioHttpClient(timeout=timeout)
        client = anthropic.AsyncAnthropic(base_url=model.base_url, max_retries=0, timeout=timeout, http_client=http)
        super().__init__(model, anthropic, client)

    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""
        return {
            "model": self.model.name,
            "max_tokens": request.max_tokens,
            "system": [{"type": "text", "text": request.system, "cache_control": {"type": "ephemeral"}}],
            "messages": request.conversation(),
            "output_config": {"format": {"type": "json_schema", "schema": request.schema}},
        }

    def read(self, reply: Mapping[str, Any], seconds: float) -> Answer:
        """The answer out of what the wire gave."""
        text = "".join(block["text"] for block in reply["content"] if block["type"] == "text")
        ending: Ending = _ENDINGS.get(reply["stop_reason"], "complete")
        if not text.strip() and ending == "complete":
            ending = "empty"
        said = reply["usage"]
        cached = int(said.get("cache_read_input_tokens") or 0)
        written = int(said.get("cache_creation_input_tokens") or 0)
        usage = Usage(int(said["input_tokens"]) + cached + written, int(said["output_tokens"]), cached, written)
        return Answer(text, ending, usage, str(reply["model"]), seconds)
