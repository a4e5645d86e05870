"""OpenAI's batches: a file of questions up, a file of answers down."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any

from rolescope.llm.errors import CallError, status_line
from rolescope.llm.model import Model
from rolescope.llm.providers.openai import OpenAIProvider
from rolescope.llm.providers.troubles import call_errors
from rolescope.llm.request import Answer, Request

_LABEL = "rolescope"
_OVER = frozenset({"completed", "failed", "expired", "cancelled"})
_CLOCKS_DIFFER = 3600.0
_TOO_MUCH_AT_ONCE = "token_limit_exceeded"


class OpenAIBatches:
    """Batches of chat completions; each carries its submission's token as metadata, by which it is found again.

    Parameters
    ----------
    model
        A model of ``openai``.
    """

    def __init__(self, model: Model) -> None:
        self._provider = OpenAIProvider(model)
        self._client = self._provider.client
        self.model = model
        self.parameters: Mapping[str, Any] = self._provider.parameters

    async def submit(self, token: str, asked: Mapping[str, Request]) -> str:
        """Put the file up, then make the batch of it; a file without a batch costs nothing."""
        lines = [
            {"custom_id": name, "method": "POST", "url": "/v1/chat/completions", "body": self._provider.body(request)}
            for name, request in asked.items()
        ]
        content = "".join(json.dumps(line) + "\n" for line in lines).encode()
        with call_errors(self._provider.sdk):
            file = await self._client.files.create(file=(f"{token}.jsonl", content), purpose="batch")
            made = await self._client.batches.create(
                input_file_id=file.id,
                endpoint="/v1/chat/completions",
                completion_window="24h",
                metadata={_LABEL: token},
            )
        return made.id

    async def find(self, token: str, names: Collection[str], since: float, known: Collection[str]) -> str | None:  # noqa: ARG002
        """Look for the token among the batches since."""
        first = since - _CLOCKS_DIFFER
        with call_errors(self._provider.sdk):
            async for batch in self._client.batches.list(limit=100):
                if batch.created_at < first:
                    return None
                if (batch.metadata or {}).get(_LABEL) == token:
                    return batch.id
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
            errors = (made.errors.data if made.errors else None) or []
            reason = errors[0].message if errors else "no reason given"
            limit = any(error.code == _TOO_MUCH_AT_ONCE for error in errors)
            raise CallError(f"the provider refused the batch: {reason}", 429 if limit else 400)
        for file in (made.output_file_id, made.error_file_id):
            if file:
                with call_errors(self._provider.sdk):
                    content = await self._client.files.content(file)
                for line in content.text.splitlines():
                    said = json.loads(line)
                    yield said["custom_id"], self._result(said)

    async def close(self) -> None:
        """Close the connections."""
        await self._provider.close()

    def _result(self, said: Mapping[str, Any]) -> Answer | CallError:
        response = said.get("response")
        if not response:
            error = said.get("error") or {}
            return CallError(f"the batch gave no answer ({error.get('code', 'unknown')})")
        if response["status_code"] != 200:
            return CallError(status_line(response["status_code"], response["body"]), response["status_code"])
        try:
            return self._provider.read(self._provider.form.model_validate(response["body"]), 0.0)
        except CallError as error:
            return error
