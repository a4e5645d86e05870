"""What all wire formats share: the question is posted through the maker's client, the answer read or called unusable."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from rolescope.llm.limits import limits_of
from rolescope.llm.model import Model
from rolescope.llm.providers.troubles import as_documented, call_errors
from rolescope.llm.request import Answer, Request
from rolescope.surrogates import writable

_RAW = {"headers": {"X-Stainless-Raw-Response": "true"}}
"""What `with_raw_response` of the clients' own methods sets: the answer comes with its headers."""


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
    """

    path: ClassVar[str]
    """Where questions are posted, below the client's address."""

    def __init__(self, model: Model, sdk: Any, client: Any) -> None:
        self.model = model
        self.parameters: Mapping[str, Any] = {}
        self.sdk = sdk
        self.client = client

    async def ask(self, request: Request) -> Answer:
        """Ask once."""
        begun = time.perf_counter()
        with call_errors(self.sdk):
            raw = await self.client.post(self.path, cast_to=object, body=self.body(request), options=_RAW)
            reply = raw.http_response.json()
        with as_documented():
            answer = _writable(self.read(reply, time.perf_counter() - begun))
        return replace(answer, limits=limits_of(dict(raw.headers.items())))

    def batched(self, reply: Mapping[str, Any]) -> Answer:
        """The answer out of a line of a batch."""
        with as_documented():
            return _writable(self.read(reply, 0.0))

    async def close(self) -> None:
        """Close the connections."""
        await self.client.close()

    @abstractmethod
    def body(self, request: Request) -> dict[str, Any]:
        """The question as the wire has it."""

    @abstractmethod
    def read(self, reply: Mapping[str, Any], seconds: float) -> Answer:
        """The answer out of the JSON that the wire gave, or `CallError`."""


def _writable(answer: Answer) -> Answer:
    """An answer that every file and database can hold."""
    return replace(answer, text=writable(answer.text), model=writable(answer.model))
