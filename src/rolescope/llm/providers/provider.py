"""What a provider is to the rest of the room."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from rolescope.llm.model import Model
from rolescope.llm.request import Answer, Request


class Provider(Protocol):
    """Asks one question at a time over the network.

    Attributes
    ----------
    model
        Which model it asks.
    parameters
        What goes with every question and decides its answer.
    """

    model: Model
    parameters: Mapping[str, Any]

    async def ask(self, request: Request) -> Answer:
        """Ask once.

        Raises
        ------
        CallError
            Where no answer came.
        """
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...
