"""Where questions are asked: what the coder needs of the LLM room, in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from rolescope.coders.llm.answers import Ask
from rolescope.studyfile import Study


@dataclass(frozen=True)
class Spending:
    """What the questions of a run took; money is in US dollars, None where a price is not known.

    Parameters
    ----------
    asked, kept, failed
        Questions that were sent, that the journal had answered, that have no answer.
    input_tokens, cached_tokens, output_tokens
        Tokens of what was sent and came back now; cached ones are part of the input.
    money
        What that cost.
    missing, missing_money
        Questions left out for want of budget, and what they would cost.
    """

    asked: int = 0
    kept: int = 0
    failed: int = 0
    input_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    money: float | None = 0.0
    missing: int = 0
    missing_money: float | None = 0.0


@dataclass(frozen=True)
class Room:
    """A model that can be asked.

    Parameters
    ----------
    model
        Its name with its provider's, as ``openai:gpt-5-mini``.
    ask
        Asks it.
    spending
        What was spent so far.
    """

    model: str
    ask: Ask
    spending: Callable[[], Spending]


Tell = Callable[[str, int, int | None], None]


@contextmanager
def open_room(study: Study, out: Path, tell: Tell) -> Iterator[Room]:
    """The model of a study, with the journal of its answers in an output folder."""
    raise NotImplementedError
    yield
