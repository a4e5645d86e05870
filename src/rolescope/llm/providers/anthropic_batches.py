"""Anthropic's message batches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from functools import partial
from typing import Any

from rolescope.llm.errors import CallError, status_line
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.batches import CLOCKS_DIFFER, BatchLimits, json_line, lines_of, outcome
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.request import Answer, Request

LIMITS = BatchLimits(100_000, 256_000_000)
_STATUS = {
    "invalid_request_error": 400,
    "authentication_error": 401,
    "billing_error": 402,
    "permission_error": 403,
    "not_found_error": 404,
    "request_too_large": 413,
    "rate_limit_error": 429,
    "overloaded_error": 529,
}


class AnthropicBatches:
    """Batches of messages.

    They carry no label of ours, so that one whose name was lost is known by the names of its questions, which it tells
    only once it has ended.

    Parameters
    ----------
    provider
        Asks the same online.
    every
        Seconds between two looks at such a batch.
    limits
        What one batch may hold.
    """

    def __init__(self, provider: AnthropicProvider, every: float, limits: BatchLimits = LIMITS) -> None:
        self._provider = provider
        self._batches = provider.client.messages.batches
        self._every = every
        self.model = provider.model
        self.parameters = provider.parameters
        self.limits = limits

    def size(self, name: str, request: Request) -> int:
        """Bytes of a question in the body of the submission."""
        return len(json_line(self._item(name, request)))

    async def submit(self, token: str, asked: Mapping[str, Request]) -> str:  # noqa: ARG002
        """Submit all in one call."""
        requests = [self._item(name, request) for name, request in asked.items()]
        with call_errors(self._provider.sdk):
            return str((await self._batches.create(requests=requests)).id)

    async def find(self, token: str, names: Collection[str], since: float, known: Collection[str]) -> str | None:  # noqa: ARG002
        """Wait for the end of each batch since that is as large and nobody's, and look whose questions it holds."""
        alike = []
        with call_errors(self._provider.sdk):
            async for batch in self._batches.list(limit=100):
                if batch.created_at.timestamp() < since - CLOCKS_DIFFER:
                    break
                counts = batch.request_counts
                size = counts.processing + counts.succeeded + counts.errored + counts.canceled + counts.expired
                if batch.id not in known and size == len(names):
                    alike.append(batch.id)
        for found in alike:
            while not await self.is_over(found):
                await asyncio.sleep(self._every)
            async for name, _ in self.results(found):
                if name in names:
                    return str(found)
                break
        return None

    async def is_over(self, batch: str) -> bool:
        """Whether each of its questions was answered, failed, expired or was cancelled."""
        with call_errors(self._provider.sdk):
            return bool((await self._batches.retrieve(batch)).processing_status == "ended")

    async def results(self, batch: str) -> AsyncIterator[tuple[str, Answer | CallError]]:
        """Lines of the batch's results, read whole: a connection that breaks gives none, and all later."""
        with call_errors(self._provider.sdk):
            text = await self._provider.client.get(f"/v1/messages/batches/{batch}/results", cast_to=str)
        for line in lines_of(text):
            yield line["custom_id"], outcome(partial(self._read, line))

    async def close(self) -> None:
        """Close the connections."""
        await self._provider.close()

    def _item(self, name: str, request: Request) -> dict[str, Any]:
        return {"custom_id": name, "params": self._provider.body(request)}

    def _read(self, line: Mapping[str, Any]) -> Answer:
        result = line["result"]
        if result["type"] == "errored":
            error = result["error"]["error"]
            status = _STATUS.get(error["type"], 500)
            raise CallError(status_line(status, {"error": error}), status)
        if result["type"] != "succeeded":
            raise CallError(f"the batch gave no answer ({result['type']})")
        return self._provider.batched(result["message"])
