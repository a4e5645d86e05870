"""What a provider of batches is to the rest of the room."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Mapping
from typing import Any, Protocol

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.request import Answer, Request

NO_ANSWER = "the batch ended without an answer to this question"


class Batches(Protocol):
    """Has many questions answered within a day, at half the price.

    Attributes
    ----------
    model
        Which model is asked.
    parameters
        What goes with every question and decides its answer.
    """

    model: Model
    parameters: Mapping[str, Any]

    async def submit(self, token: str, asked: Mapping[str, Request]) -> str:
        """Submit questions by their names; gives the provider's name of the batch."""
        ...

    async def find(self, token: str, names: Collection[str], since: float, known: Collection[str]) -> str | None:
        """The batch of a submission whose outcome is not known; None where the provider never took it.

        Parameters
        ----------
        token
            The submission's own name.
        names
            Names of its questions.
        since
            When it was about to be submitted, in seconds since 1970.
        known
            Batches that belong to other submissions.
        """
        ...

    async def is_over(self, batch: str) -> bool:
        """Whether all that will come of a batch is there."""
        ...

    def results(self, batch: str) -> AsyncIterator[tuple[str, Answer | CallError]]:
        """What came of each question, by its name; a question may be missing."""
        ...

    async def close(self) -> None:
        """Close the connections."""
        ...
