"""What a model is asked, and what comes back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rolescope.llm.limits import Limits

Ending = Literal["complete", "truncated", "refused", "empty"]
"""How an answer ended; only a complete one can be read."""


@dataclass(frozen=True)
class Turn:
    """An answer that could not be used, and what was said of it."""

    answer: str
    complaint: str


@dataclass(frozen=True)
class Request:
    """One question to a model.

    Parameters
    ----------
    key
        The asker's own name of the question, unique within a run; no part of the question.
    system
        What every question of a run begins with, so that providers cache it.
    prompt
        What is this question's own.
    schema
        JSON schema of the answer.
    schema_name
        What the schema is called to the provider: letters, digits and underscores.
    max_tokens
        Most tokens of the answer.
    earlier
        Turns before this one, oldest first: a corrective turn has one.
    """

    key: str
    system: str
    prompt: str
    schema: Mapping[str, Any]
    schema_name: str
    max_tokens: int = 4096
    earlier: tuple[Turn, ...] = ()

    def conversation(self) -> list[dict[str, str]]:
        """The prompt, and what was said of it since, as the messages that every provider takes."""
        messages = [{"role": "user", "content": self.prompt}]
        for turn in self.earlier:
            messages += [{"role": "assistant", "content": turn.answer}, {"role": "user", "content": turn.complaint}]
        return messages

    def digest(self, model: str, parameters: Mapping[str, Any]) -> str:
        """Hash of all that decides the answer: what is asked, of which model, with which parameters."""
        said = {
            "system": self.system,
            "prompt": self.prompt,
            "schema": self.schema,
            "max_tokens": self.max_tokens,
            "earlier": [[turn.answer, turn.complaint] for turn in self.earlier],
            "model": model,
            "parameters": parameters,
        }
        return hashlib.blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class Usage:
    """Tokens of one call; those read from the provider's cache, and those written into it, are part of the input."""

    input_tokens: int
    output_tokens: int
    cached_tokens: int = 0
    written_tokens: int = 0

    def __add__(self, other: Usage) -> Usage:
        """What two calls took."""
        return Usage(
            self.input_tokens + other.input_tokens,
            self.output_tokens + other.output_tokens,
            self.cached_tokens + other.cached_tokens,
            self.written_tokens + other.written_tokens,
        )


@dataclass(frozen=True)
class Answer:
    """What a model said, as it said it.

    Parameters
    ----------
    text
        The answer; JSON by the request's schema where `ending` is ``complete``.
    ending
        Whether it is whole.
    usage
        Tokens it took.
    model
        The model by its provider's own word, which may be narrower than what was asked for.
    seconds
        From the sending of the call that succeeded to its answer.
    retries
        Calls before that one which failed.
    kept
        Whether it came from the journal and cost nothing now.
    limits
        What the provider said of its limits beside it.
    """

    text: str
    ending: Ending
    usage: Usage
    model: str
    seconds: float = 0.0
    retries: int = 0
    kept: bool = field(default=False, compare=False)
    limits: Limits = field(default_factory=dict, compare=False)


@dataclass(frozen=True)
class Failure:
    """A question without an answer; `reason` is a line for a reader."""

    reason: str
    retries: int = 0
