"""A circuit breaker: a provider that only fails is left alone for a while, then tried with one call, at last given up."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

GIVEN_UP = "the provider gave no answer for a long time"
"""Reason of questions that are not asked any more."""

_OPENS_AFTER = 20
_FIRST_REST, _RESTS = 15.0, 5


class Breaker:
    """Closed, calls pass. Open, they wait. Half open, one passes: its outcome closes the breaker, or opens it for longer.

    Parameters
    ----------
    clock, sleep
        What tells and what passes time.
    rest
        Seconds for which it opens first; twice as long each time after.

    References
    ----------
    Nygard (2018), Release It!, 2nd edition, chapter 5.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        rest: float = _FIRST_REST,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._rest = rest
        self._failed_in_a_row = 0
        self._openings = 0
        self._until = 0.0
        self._probe: asyncio.Event | None = None
        self.has_given_up = False

    async def admit(self) -> bool:
        """Wait until a call may be sent; False once none may be sent any more."""
        while not self.has_given_up:
            if not self._openings:
                return True
            if self._probe is not None:
                await self._probe.wait()
            elif (left := self._until - self._clock()) > 0:
                await self._sleep(left)
            else:
                self._probe = asyncio.Event()
                return True
        return False

    def succeeded(self) -> None:
        """A call was answered: the breaker is closed."""
        self._failed_in_a_row = self._openings = 0
        self._end_probe()

    def failed(self, sent: float) -> None:
        """A call that was sent at a moment got no answer; one from before the breaker opened says nothing new."""
        if self._openings and sent < self._until:
            return
        self._failed_in_a_row += 1
        if self._openings or self._failed_in_a_row >= _OPENS_AFTER:
            self._open()

    def give_up(self) -> None:
        """Send nothing any more."""
        self.has_given_up = True
        self._end_probe()

    def _open(self) -> None:
        if self._openings >= _RESTS:
            self.give_up()
            return
        self._until = self._clock() + self._rest * 2**self._openings
        self._openings += 1
        self._end_probe()

    def _end_probe(self) -> None:
        if self._probe is not None:
            self._probe.set()
            self._probe = None
