"""What the server does with a question: answer it, or one of the ways in which providers fail."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

Reply = Callable[[str, str], str]
"""Answer to a system prompt and a prompt."""


@dataclass(frozen=True)
class Cue:
    """How one call is met; without any of these it is answered.

    Parameters
    ----------
    status
        HTTP status to fail with.
    headers
        Headers of that failure.
    drop
        Close the connection in the middle of the body.
    ending
        ``truncated``, ``refused`` or ``empty``.
    expired
        Of a question in a batch: it gets no answer within the day.
    text
        Answer this, whatever was asked.
    """

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    drop: bool = False
    ending: str = "complete"
    expired: bool = False
    text: str | None = None


ANSWER = Cue()


@dataclass
class Script:
    """What a server is to do, and what it was asked; both sides may look at it at any time.

    Parameters
    ----------
    reply
        Answers questions.
    cues
        For the next calls, in order; then all are answered.
    delay
        Seconds before each answer; of a batch, before its name is told and before it is over.
    submissions
        How the next batches are met when they are submitted: a dropped one was taken nevertheless.
    downloads
        How the next downloads of a batch's answers are met.
    refused
        Reasons for which the next batches of OpenAI fail after they were taken, by the provider's code.
    batches
        Questions of each batch that was taken.
    """

    reply: Reply
    cues: deque[Cue] = field(default_factory=deque)
    delay: float = 0.0
    submissions: deque[Cue] = field(default_factory=deque)
    downloads: deque[Cue] = field(default_factory=deque)
    refused: deque[str] = field(default_factory=deque)
    batches: list[int] = field(default_factory=list)
    bodies: list[dict[str, object]] = field(default_factory=list)
    prompts: Counter[str] = field(default_factory=Counter)
    under_way: int = 0
    most_under_way: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def then(self, cues: Iterable[Cue]) -> Script:
        """Add cues."""
        self.cues.extend(cues)
        return self

    def next_cue(self, body: dict[str, object], prompt: str) -> Cue:
        """Note what was asked; how to meet it."""
        with self._lock:
            self.bodies.append(body)
            self.prompts[prompt] += 1
            return self.cues.popleft() if self.cues else ANSWER
