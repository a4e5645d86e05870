"""What the server does with a question: answer it, or one of the ways in which providers fail."""

from __future__ import annotations

import threading
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cue:
    """How one call is met; without any of these it is answered.

    Parameters
    ----------
    status
        HTTP status to fail with.
    headers
        Headers of the answer or the failure.
    said, code
        Message of the failure, and OpenAI's code of it.
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
    said: str | None = None
    code: str | None = None
    drop: bool = False
    ending: str = "complete"
    expired: bool = False
    text: str | None = None


ANSWER = Cue()
Reply = Callable[[str, str], str | Cue]
"""Answer to a system prompt and a prompt, or how such a call is met instead."""


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
    unlisted
        How often the list of batches is told without any.
    batches
        Questions of each batch that was taken.
    """

    reply: Reply
    cues: deque[Cue] = field(default_factory=deque)
    delay: float = 0.0
    submissions: deque[Cue] = field(default_factory=deque)
    downloads: deque[Cue] = field(default_factory=deque)
    refused: deque[str] = field(default_factory=deque)
    unlisted: int = 0
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

    def meet(self, body: dict[str, object], system: str, prompt: str) -> tuple[Cue, str]:
        """Note what was asked; how to meet it, and the text of an answer."""
        with self._lock:
            self.bodies.append(body)
            self.prompts[prompt] += 1
            cue = self.cues.popleft() if self.cues else ANSWER
        said = self.reply(system, prompt)
        if isinstance(said, Cue):
            cue, said = (said if cue is ANSWER else cue), ""
        text = said if cue.text is None else cue.text
        return cue, "" if cue.ending == "empty" else text
