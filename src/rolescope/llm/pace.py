"""How many calls are under way at once, found by trying: one more for each round that went well, half after a limit.

References
----------
Chiu and Jain (1989), Analysis of the increase and decrease algorithms for congestion avoidance in computer networks.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from rolescope.llm.errors import CallError

_RETRIES = 6
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_REST_AFTER_LIMIT = 1.0
_OPENS_AFTER = 20
_OPEN_SECONDS = 15.0


class Pace:
    """Lets calls through, fewer at once when the provider says that it is asked too much.

    Parameters
    ----------
    most
        Most calls at once.
    begin
        Calls at once to begin with.
    seed
        Of the jitter of waits.
    """

    def __init__(self, most: int = 64, begin: int = 16, seed: int = 20260205) -> None:
        self._most = most
        self._room = float(min(begin, most))
        self._under_way = 0
        self._not_before = 0.0
        self._halved_at = -_REST_AFTER_LIMIT
        self._failed_in_a_row = 0
        self._turn = asyncio.Condition()
        self._random = random.Random(seed)

    @property
    def room(self) -> int:
        """Calls that may be under way at once, as found so far."""
        return max(1, int(self._room))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for room, and hold it."""
        async with self._turn:
            await self._turn.wait_for(lambda: self._under_way < self.room)
            self._under_way += 1
        try:
            await self._rest()
            yield
        finally:
            async with self._turn:
                self._under_way -= 1
                self._turn.notify_all()

    def went_well(self) -> None:
        """A call was answered: one more at once after a round of such."""
        self._failed_in_a_row = 0
        self._room = min(float(self._most), self._room + 1 / self._room)

    def went_wrong(self, error: CallError) -> None:
        """A call failed: half as many at once where it was a limit; a pause where nothing else comes back."""
        now = time.monotonic()
        self._failed_in_a_row += 1
        if error.is_limit:
            self._not_before = max(self._not_before, now + (error.wait or 0.0))
            if now - self._halved_at >= _REST_AFTER_LIMIT:
                self._room, self._halved_at = max(1.0, self._room / 2), now
        if self._failed_in_a_row >= _OPENS_AFTER:
            self._not_before, self._failed_in_a_row = now + _OPEN_SECONDS, _OPENS_AFTER - 1

    def wait_before(self, retry: int, error: CallError) -> float | None:
        """Seconds to wait before a call is tried again; None where it is not.

        Full jitter over a doubling bound, and never less than the provider asks for.

        References
        ----------
        Brooker (2015), Exponential backoff and jitter.
        """
        if not error.may_pass or retry >= _RETRIES:
            return None
        drawn = self._random.uniform(0, min(_LONGEST_WAIT, _FIRST_WAIT * 2**retry))
        return max(drawn, error.wait or 0.0)

    async def _rest(self) -> None:
        while (left := self._not_before - time.monotonic()) > 0:
            await asyncio.sleep(left)
