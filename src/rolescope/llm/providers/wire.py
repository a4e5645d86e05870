"""What all wire formats share: the question is posted through the maker's client, the answer read or called unusable."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from rolescope.llm.model import Model
from rolescope.llm.providers.troubles import as_documented, call_errors
from rolescope.llm.request import Answer, Request


class WireProvider(ABC):
    """Asks by one wire format.

    Parameters
    ----------
    model
        Which model is asked.
    sdk
        The maker's package, which has the errors that its client raises.
    client
        The client.
    form
        The package's own form of an answer.
    """

    path: ClassVar[str]
    """Where questions are posted, below the client's address."""

    def __init__(self, model: Model, sdk: Any, client: Any, form: Any) -> None:
        self.model = model
        self.parameters: Mapping[str, Any] = {}
        self.sdk = sdk
        self.client = client
        self._form = form

    async def ask(self, request: Request) -> Answer:
        """Ask once."""
        begun = time.perf_counter()
        with call_errors(self.sdk):
            reply = await self.client.post(self.path, cast_to=self._form, body=self.body(request))
        with as_documented():
            return self.read(reply, time.perf_counter() - begun)

    def batched(self, reply: Mapping[str, Any]) -> Answer:
        """The answer out of a line of a batch."""
        with as_documented():
            return self.read(self._form.construct(**reply), 0.0)

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    @abstractmethod
    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""

    @abstractmethod
    def read(self, reply: Any, seconds: float) -> Answer:
        """The answer out of what the wire gave, or `CallError`."""
