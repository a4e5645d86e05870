"""Spans, metrics and log records of calls, by OpenTelemetry's semantic conventions for generative AI.

Nothing is sent anywhere unless the process that runs this has set OpenTelemetry up. Texts of questions and answers, and
what a provider says of a failure, which may repeat them, go into spans only where
``OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT`` is ``true``. Keys are in none of it.

References
----------
OpenTelemetry, Semantic conventions for generative client AI spans, and for generative AI metrics.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from rolescope.errors import needs_extra
from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.provider import Provider
from rolescope.llm.records import LOG
from rolescope.llm.request import Answer, Ending, Request

TEXTS = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"

_SECONDS = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92]
_TOKENS = [4**power for power in range(14)]
"""Borders of the histograms, as the conventions have them."""
_FINISH: Mapping[Ending, str] = {
    "complete": "stop",
    "empty": "stop",
    "truncated": "length",
    "refused": "content_filter",
}


class Observed:
    """A provider whose calls are told to OpenTelemetry and to the log ``rolescope.llm``.

    Parameters
    ----------
    provider
        Who is asked.

    Raises
    ------
    RolescopeError
        Where the API of OpenTelemetry is not installed.
    """

    def __init__(self, provider: Provider) -> None:
        with needs_extra("OpenTelemetry's API", "llm", "coder"):
            from opentelemetry import metrics, trace
        self._provider = provider
        self.model: Model = provider.model
        self.parameters: Mapping[str, Any] = provider.parameters
        self._kind, self._failed = trace.SpanKind.CLIENT, trace.StatusCode.ERROR
        self._tracer = trace.get_tracer("rolescope.llm")
        meter = metrics.get_meter("rolescope.llm")
        self._tokens = meter.create_histogram(
            "gen_ai.client.token.usage", "{token}", "Tokens of a call", explicit_bucket_boundaries_advisory=_TOKENS
        )
        self._duration = meter.create_histogram(
            "gen_ai.client.operation.duration", "s", "Duration of a call", explicit_bucket_boundaries_advisory=_SECONDS
        )
        self._with_texts = os.environ.get(TEXTS, "").lower() == "true"
        self._said: dict[str, str | int] = {
            "gen_ai.operation.name": "chat",
            "gen_ai.provider.name": self.model.provider,
            "gen_ai.request.model": self.model.name,
            **_server(self.model),
        }

    async def ask(self, request: Request) -> Answer:
        """Ask once, and tell of it."""
        begun = time.perf_counter()
        asked: dict[str, str | int] = {
            **self._said,
            "gen_ai.request.max_tokens": request.max_tokens,
            "gen_ai.output.type": "json",
        }
        with self._tracer.start_as_current_span(
            f"chat {self.model.name}",
            kind=self._kind,
            attributes=asked,
            record_exception=False,
            set_status_on_exception=False,
        ) as span:
            try:
                answer = await self._provider.ask(request)
            except CallError as error:
                kind = str(error.status or "no_answer")
                span.set_attribute("error.type", kind)
                span.set_status(self._failed, error.reason if self._with_texts else None)
                self._duration.record(time.perf_counter() - begun, {**self._said, "error.type": kind})
                LOG.info("call failed", extra={**self._said, "error.type": kind, "reason": error.reason})
                raise
            told = _told(answer)
            span.set_attributes(told)
            if self._with_texts:
                span.set_attributes(_texts(request, answer))
        known = {**self._said, "gen_ai.response.model": answer.model}
        self._duration.record(time.perf_counter() - begun, known)
        self._tokens.record(answer.usage.input_tokens, {**known, "gen_ai.token.type": "input"})
        self._tokens.record(answer.usage.output_tokens, {**known, "gen_ai.token.type": "output"})
        LOG.debug("call answered", extra={**self._said, **told, "seconds": answer.seconds})
        return answer

    async def close(self) -> None:
        """Close the connections."""
        await self._provider.close()


def _server(model: Model) -> dict[str, str | int]:
    """Where a model is reached, if not at its provider's own place."""
    place = urlsplit(model.base_url or "")
    if place.hostname is None:
        return {}
    return {"server.address": place.hostname, "server.port": place.port or (80 if place.scheme == "http" else 443)}


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "gen_ai.response.model": answer.model,
        "gen_ai.response.finish_reasons": (_FINISH[answer.ending],),
        "gen_ai.usage.input_tokens": answer.usage.input_tokens,
        "gen_ai.usage.output_tokens": answer.usage.output_tokens,
        "gen_ai.usage.cache_read.input_tokens": answer.usage.cached_tokens,
    }


def _texts(request: Request, answer: Answer) -> dict[str, str]:
    turns = [("user", request.prompt)]
    for turn in request.earlier:
        turns += [("assistant", turn.answer), ("user", turn.complaint)]
    messages = [{"role": role, "parts": [{"type": "text", "content": text}]} for role, text in turns]
    parts = [{"type": "text", "content": answer.text}]
    said = [{"role": "assistant", "parts": parts, "finish_reason": _FINISH[answer.ending]}]
    return {
        "gen_ai.system_instructions": json.dumps([{"type": "text", "content": request.system}]),
        "gen_ai.input.messages": json.dumps(messages),
        "gen_ai.output.messages": json.dumps(said),
    }
