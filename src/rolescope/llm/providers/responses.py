"""OpenAI's Responses, which it recommends for its own models; few other servers speak it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolescope.llm.errors import CallError, status_line
from rolescope.llm.model import Model
from rolescope.llm.providers.openai import openai_client
from rolescope.llm.providers.wire import WireProvider
from rolescope.llm.request import Answer, Ending, Request, Usage

_ENDINGS: Mapping[str | None, Ending] = {"content_filter": "refused"}
_STATUS = {"server_error": 500, "rate_limit_exceeded": 429}


class ResponsesProvider(WireProvider):
    """Asks by Responses with a JSON schema. Nothing is stored at the provider.

    No temperature is sent: models that reason refuse it. Their thinking counts towards the most tokens of an answer.

    Parameters
    ----------
    model
        A model of ``openai``.
    timeout
        Seconds that one call may take.

    Raises
    ------
    RolescopeError
        Where OpenAI's client is not installed.
    """

    path = "/responses"

    def __init__(self, model: Model, timeout: float = 120.0) -> None:
        super().__init__(model, *openai_client(model, timeout))

    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""
        form = {"type": "json_schema", "name": request.schema_name, "schema": request.schema, "strict": True}
        return {
            "model": self.model.name,
            "instructions": request.system,
            "input": request.conversation(),
            "text": {"format": form},
            "max_output_tokens": request.max_tokens,
            "store": False,
        }

    def read(self, reply: Mapping[str, Any], seconds: float) -> Answer:
        """The answer out of what the wire gave: `incomplete` is cut off or filtered, `failed` no answer at all."""
        if reply["status"] not in ("completed", "incomplete"):
            error = reply["error"]
            status = _STATUS.get(error["code"], 400)
            raise CallError(status_line(status, {"error": error}), status)
        parts = [part for item in reply["output"] if item["type"] == "message" for part in item["content"]]
        text = "".join(part["text"] for part in parts if part["type"] == "output_text")
        refusal = "".join(part["refusal"] for part in parts if part["type"] == "refusal")
        ending: Ending = "complete"
        if reply["status"] == "incomplete":
            ending = _ENDINGS.get(reply["incomplete_details"]["reason"], "truncated")
        elif refusal:
            text, ending = refusal, "refused"
        elif not text.strip():
            ending = "empty"
        return Answer(text, ending, _usage(reply["usage"]), str(reply["model"]), seconds)


def _usage(said: Mapping[str, Any]) -> Usage:
    cached = (said.get("input_tokens_details") or {}).get("cached_tokens")
    return Usage(int(said["input_tokens"]), int(said["output_tokens"]), int(cached or 0))
