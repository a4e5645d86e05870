"""A server of which nobody knows beforehand whether it takes JSON schemas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.provider import Provider
from rolescope.llm.request import Answer, Request

_WRONG = 400


class SchemaOrTool:
    """Asks by schema; where that is refused as wrong, by a tool call, and once one was answered by nothing else.

    Parameters
    ----------
    by_schema, by_tool
        The same model, asked in the two ways.
    """

    def __init__(self, by_schema: Provider, by_tool: Provider) -> None:
        self.model: Model = by_schema.model
        self.parameters: Mapping[str, Any] = by_schema.parameters
        self._by_schema = by_schema
        self._by_tool = by_tool
        self._chosen = by_schema

    async def ask(self, request: Request) -> Answer:
        """Ask once, or once in each way."""
        chosen = self._chosen
        try:
            return await chosen.ask(request)
        except CallError as trouble:
            if trouble.status != _WRONG or chosen is self._by_tool:
                raise
        answer = await self._by_tool.ask(request)
        self._chosen = self._by_tool
        return answer

    async def close(self) -> None:
        """Close the connections of both."""
        await self._by_schema.close()
        await self._by_tool.close()
