"""What a provider of batches is to the rest of the room."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Collection, Iterator, Mapping
from typing import Any, NamedTuple, Protocol

from rolescope.llm.errors import CallError
from rolescope.llm.model import Model
from rolescope.llm.providers.troubles import as_documented
from rolescope.llm.request import Answer, Request

NO_ANSWER = "the batch ended without an answer to this question"
CLOCKS_DIFFER = 3600.0
"""Seconds by which the provider's clock may differ from ours, where batches are looked for by their time."""


class BatchLimits(NamedTuple):
    """Most questions, and most bytes, that the provider takes in one batch."""

    questions: int
    size: int


class Batches(Protocol):
    """Has many questions answered within a day, at half the price.

    Attributes
    ----------
    model
        Which model is asked.
    parameters
        What goes with every question and decides its answer.
    limits
        What one batch may hold.
    """

    model: Model
    parameters: Mapping[str, Any]
    limits: BatchLimits

    def size(self, name: str, request: Request) -> int:
        """Bytes that a question takes in a batch."""
        ...

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


def json_line(said: Mapping[str, Any]) -> bytes:
    """A line of a file of questions."""
    return (json.dumps(said, ensure_ascii=False) + "\n").encode()


def outcome(read: Callable[[], Answer]) -> Answer | CallError:
    """What came of one question of a batch: its answer, or the trouble with it or with the form of its line."""
    try:
        with as_documented():
            return read()
    except CallError as error:
        return error


def lines_of(text: str) -> Iterator[dict[str, Any]]:
    r"""Lines of a file of answers, by the line feed alone: JSON may hold what else ends a line (U+2028).

    Examples
    --------
    >>> list(lines_of('{"custom_id": "a\u2028b"}\n{"custom_id": "c"}\nbroken'))
    [{'custom_id': 'a\u2028b'}, {'custom_id': 'c'}]
    """
    for line in text.split("\n"):
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if isinstance(said, dict) and isinstance(said.get("custom_id"), str):
            yield said
