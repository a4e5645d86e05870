"""How many calls are under way at once, found by trying: one more for each round that went well, half after a limit.

References
----------
Chiu and Jain (1989), Analysis of the increase and decrease algorithms for congestion avoidance in computer networks.
"""

from __future__ import annotations

import asyncio
import random
import time

from rolescope.llm.allowance import Allowance, Load
from rolescope.llm.breaker import Breaker
from rolescope.llm.errors import CallError
from rolescope.llm.request import Answer

_RETRIES = 6
_FIRST_WAIT, _LONGEST_WAIT = 0.5, 30.0
_REST_AFTER_LIMIT = 1.0
_LONGEST_ASKED = 600.0
"""A provider that asks to wait for longer than this, in seconds, is waited for by the user, not by a run."""


class Pace:
    """Lets calls through: as many a minute as the provider allows, fewer at once when it is asked too much.

    Parameters
    ----------
    most
        Most calls at once.
    begin
        Calls at once to begin with.
    seed
        Of the jitter of waits.
    breaker
        Stops all calls while none is answered.
    """

    def __init__(self, most: int = 64, begin: int = 16, seed: int = 20260205, breaker: Breaker | None = None) -> None:
        self._most = most
        self._room = float(min(begin, most))
        self._under_way = 0
        self._not_before = 0.0
        self._halved_at = -_REST_AFTER_LIMIT
        self._allowance = Allowance()
        self._breaker = breaker or Breaker()
        self._free = asyncio.Event()
        self._random = random.Random(seed)

    @property
    def room(self) -> int:
        """Calls that may be under way at once, as found so far."""
        return max(1, int(self._room))

    async def admit(self, load: Load) -> float | None:
        """Wait for a turn, which lasts until `leave`; gives the moment at which a call may be sent.

        None, and no turn, once none may be sent any more.
        """
        while self._under_way >= self.room:
            self._free.clear()
            await self._free.wait()
        self._under_way += 1
        sent = None
        try:
            await self._rest()
            if await self._breaker.admit():
                if wait := self._allowance.take(load):
                    await asyncio.sleep(wait)
                sent = time.monotonic()
            return sent
        finally:
            if sent is None:
                self.leave()

    def leave(self) -> None:
        """Leave the turn to another call."""
        self._under_way -= 1
        self._free.set()

    def went_well(self, load: Load, answer: Answer) -> None:
        """A call was answered: one more at once after a round of such."""
        self._breaker.succeeded()
        self._allowance.give_back(load, Load(answer.usage.input_tokens, answer.usage.output_tokens))
        self._allowance.told(answer.limits)
        self._room = min(float(self._most), self._room + 1 / self._room)

    def went_wrong(self, error: CallError, sent: float) -> None:
        """A call that was sent at a moment failed: half as many at once where it was a limit."""
        now = time.monotonic()
        self._allowance.told(error.limits)
        if (error.wait or 0.0) > _LONGEST_ASKED:
            self._breaker.give_up()
        elif not error.may_pass:
            self._breaker.succeeded()
        elif not error.is_limit or self.room == 1:
            self._breaker.failed(sent)
        if error.is_limit:
            self._not_before = max(self._not_before, now + min(_LONGEST_ASKED, error.wait or 0.0))
            if now - self._halved_at >= _REST_AFTER_LIMIT:
                self._room, self._halved_at = max(1.0, self._room / 2), now

    def wait_before(self, retry: int, error: CallError) -> float | None:
        """Seconds to wait before a call is tried again; None where it is not.

        Full jitter over a doubling bound, and never less than the provider asks for.

        References
        ----------
        Brooker (2015), Exponential backoff and jitter.
        """
        asked = error.wait or 0.0
        if not error.may_pass or retry >= _RETRIES or asked > _LONGEST_ASKED:
            return None
        drawn = self._random.uniform(0, min(_LONGEST_WAIT, _FIRST_WAIT * 2**retry))
        return max(drawn, asked)

    async def _rest(self) -> None:
        while not self._breaker.has_given_up and (left := self._not_before - time.monotonic()) > 0:
            await asyncio.sleep(left)
