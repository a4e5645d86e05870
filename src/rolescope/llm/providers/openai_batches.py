"""OpenAI's batches: a file of questions up, a file of answers down."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from functools import partial
from typing import Any

from rolescope.llm.errors import BatchRefusedError, CallError, status_line
from rolescope.llm.providers.batches import CLOCKS_DIFFER, BatchLimits, json_line, lines_of, outcome
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.providers.wire import WireProvider
from rolescope.llm.request import Answer, Request

LIMITS = BatchLimits(50_000, 200_000_000)
_LABEL = "rolescope"
_OVER = frozenset({"completed", "failed", "expired", "cancelled"})
_TOO_MUCH_AT_ONCE = "token_limit_exceeded"


class OpenAIBatches:
    """Batches of Responses or chat completions; each carries its token as metadata, by which it is found again.

    Parameters
    ----------
    provider
        Asks the same online, by OpenAI's client.
    limits
        What one batch may hold.
    """

    def __init__(self, provider: WireProvider, limits: BatchLimits = LIMITS) -> None:
        self._provider = provider
        self._client = provider.client
        self._endpoint: Any = f"/v1{provider.path}"
        self.model = provider.model
        self.parameters = provider.parameters
        self.limits = limits

    def size(self, name: str, request: Request) -> int:
        """Bytes of a question's line."""
        return len(self._line(name, request))

    async def submit(self, token: str, asked: Mapping[str, Request]) -> str:
        """Put the file up, then make the batch of it; a file without a batch costs nothing."""
        content = b"".join(self._line(name, request) for name, request in asked.items())
        with call_errors(self._provider.sdk):
            file = await self._client.files.create(file=(f"{token}.jsonl", content), purpose="batch")
            made = await self._client.batches.create(
                input_file_id=file.id, endpoint=self._endpoint, completion_window="24h", metadata={_LABEL: token}
            )
        return str(made.id)

    async def find(self, token: str, names: Collection[str], since: float, known: Collection[str]) -> str | None:  # noqa: ARG002
        """Look for the token among the batches since."""
        with call_errors(self._provider.sdk):
            async for batch in self._client.batches.list(limit=100):
                if batch.created_at < since - CLOCKS_DIFFER:
                    return None
                if (batch.metadata or {}).get(_LABEL) == token:
                    return str(batch.id)
        return None

    async def is_over(self, batch: str) -> bool:
        """Whether it is completed, or failed, expired or cancelled, with what was done by then."""
        with call_errors(self._provider.sdk):
            return (await self._client.batches.retrieve(batch)).status in _OVER

    async def results(self, batch: str) -> AsyncIterator[tuple[str, Answer | CallError]]:
        """Lines of the file of answers and of the file of errors."""
        with call_errors(self._provider.sdk):
            made = await self._client.batches.retrieve(batch)
        if made.status == "failed":
            raise _refused(made)
        for file in (made.output_file_id, made.error_file_id):
            if file:
                with call_errors(self._provider.sdk):
                    content = await self._client.files.content(file)
                for line in lines_of(content.text):
                    yield line["custom_id"], outcome(partial(self._read, line))

    async def close(self) -> None:
        """Close the connections."""
        await self._provider.close()

    def _line(self, name: str, request: Request) -> bytes:
        body = self._provider.body(request)
        return json_line({"custom_id": name, "method": "POST", "url": self._endpoint, "body": body})

    def _read(self, line: Mapping[str, Any]) -> Answer:
        response = line.get("response")
        if not response:
            raise CallError(f"the batch gave no answer ({(line.get('error') or {}).get('code', 'unknown')})")
        status = int(response["status_code"])
        if status != 200:
            raise CallError(status_line(status, response["body"]), status)
        return self._provider.batched(response["body"])


def _refused(batch: Any) -> BatchRefusedError:
    """Why a batch was not begun: too much is under way already, or its file is wrong."""
    errors = (batch.errors.data if batch.errors else None) or []
    reason = errors[0].message if errors else "no reason given"
    is_limit = any(error.code == _TOO_MUCH_AT_ONCE for error in errors)
    return BatchRefusedError(f"the provider refused the batch: {reason}", 429 if is_limit else 400)
