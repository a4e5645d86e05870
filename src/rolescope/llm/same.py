"""Equal questions are asked once: others that ask the very same wait for the answer to the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rolescope.llm.request import Answer, Failure, Request


class Same:
    """Questions under way by their digests, and who else waits for the answer to each."""

    def __init__(self) -> None:
        self._waiting: dict[str, list[Request]] = {}

    def is_asked(self, request: Request, digest: str) -> bool:
        """Whether the same is asked already, so that the question waits; if not, it is asked from now on."""
        if digest in self._waiting:
            self._waiting[digest].append(request)
            return True
        self._waiting[digest] = []
        return False

    def of(self, request: Request, digest: str, reply: Answer | Failure) -> Iterator[tuple[Request, Answer | Failure]]:
        """The reply to a question, to all who asked it: to others than the first it comes free."""
        again = replace(reply, kept=True) if isinstance(reply, Answer) else reply
        others = self._waiting.pop(digest)
        yield request, reply
        for other in others:
            yield other, again
