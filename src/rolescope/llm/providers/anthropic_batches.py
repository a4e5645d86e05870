"""Anthropic's message batches."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any

from rolescope.llm.errors import CallError, status_line
from rolescope.llm.model import Model
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.request import Answer, Request

_CLOCKS_DIFFER = 3600.0
_STATUS = {"invalid_request_error": 400, "authentication_error": 401, "permission_error": 403, "not_found_error": 404}


class AnthropicBatches:
    """Batches of messages.

    They carry no label of ours, so that one whose name was lost is known by the names of its questions, which it tells
    only once it has ended.

    Parameters
    ----------
    model
        A model of ``anthropic``.
    every
        Seconds between two looks at such a batch.
    """

    def __init__(self, model: Model, every: float) -> None:
        self._provider = AnthropicProvider(model)
        self._batches = self._provider.client.messages.batches
        self._every = every
        self.model = model
        self.parameters: Mapping[str, Any] = self._provider.parameters

    async def submit(self, token: str, asked: Mapping[str, Request]) -> str:  # noqa: ARG002
        """Submit all in one call."""
        requests: Any = [{"custom_id": name, "params": self._provider.body(said)} for name, said in asked.items()]
        with call_errors(self._provider.sdk):
            return (await self._batches.create(requests=requests)).id

    async def find(self, token: str, names: Collection[str], since: float, known: Collection[str]) -> str | None:  # noqa: ARG002
        """Wait for the end of each batch since that is as large and nobody's, and look whose questions it holds."""
        alike = []
        with call_errors(self._provider.sdk):
            async for batch in self._batches.list(limit=100):
                if batch.created_at.timestamp() < since - _CLOCKS_DIFFER:
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
                    return found
                break
        return None

    async def is_over(self, batch: str) -> bool:
        """Whether each of its questions was answered, failed, expired or was cancelled."""
        with call_errors(self._provider.sdk):
            return (await self._batches.retrieve(batch)).processing_status == "ended"

    async def results(self, batch: str) -> AsyncIterator[tuple[str, Answer | CallError]]:
        """Lines of the batch's results."""
        with call_errors(self._provider.sdk):
            async for said in await self._batches.results(batch):
                yield said.custom_id, self._result(said.result)

    async def close(self) -> None:
        """Close the connections."""
        await self._provider.close()

    def _result(self, said: Any) -> Answer | CallError:
        if said.type == "errored":
            error = said.error.error
            status = _STATUS.get(error.type, 500)
            return CallError(status_line(status, {"error": {"message": error.message}}), status)
        if said.type != "succeeded":
            return CallError(f"the batch gave no answer ({said.type})")
        try:
            return self._provider.read(said.message, 0.0)
        except CallError as error:
            return error
