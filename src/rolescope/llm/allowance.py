"""How many requests and tokens a minute may be sent, by what the provider says of its limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from rolescope.llm.limits import Limit, Limits

_MINUTE = 60.0


@dataclass(frozen=True)
class Load:
    """What one call counts for: tokens of the question, and of the answer at the most."""

    input: int = 0
    output: int = 0

    def of(self, kind: str) -> int:
        """How much of a kind of limit it takes."""
        return {"requests": 1, "tokens": self.input + self.output, "input": self.input, "output": self.output}[kind]


class Allowance:
    """A bucket for each limit: calls take out of it before they are sent, it fills again as time goes.

    Before the provider has named a limit there is no bucket, and nobody waits. A call may take more than there is; it
    then waits until that is filled up, and all that come after it wait longer: nobody is overtaken.

    Parameters
    ----------
    clock
        Seconds, as `time.monotonic` counts them.

    References
    ----------
    Turner (1986), New directions in communications: the leaky bucket.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}

    def take(self, load: Load) -> float:
        """Take a call out of all buckets; gives the seconds that it has to wait before it is sent."""
        now = self._clock()
        return max((bucket.take(load.of(kind), now) for kind, bucket in self._buckets.items()), default=0.0)

    def give_back(self, load: Load, used: Load) -> None:
        """Put back what an answered call took less than was taken out for it."""
        now = self._clock()
        for kind, bucket in self._buckets.items():
            bucket.take(used.of(kind) - load.of(kind), now)

    def told(self, limits: Limits) -> None:
        """Believe the provider where it knows of less than the bucket holds."""
        now = self._clock()
        for kind, limit in limits.items():
            if kind in self._buckets:
                self._buckets[kind].told(limit, now)
            else:
                self._buckets[kind] = _Bucket(limit, now)


class _Bucket:
    """What is left of a limit at a moment; below zero where calls wait."""

    def __init__(self, limit: Limit, now: float) -> None:
        self._holds = limit.limit
        self._left = limit.remaining
        self._a_second = _rate(limit)
        self._at = now

    def take(self, amount: float, now: float) -> float:
        self._fill(now)
        self._left = min(self._holds, self._left - amount)
        return max(0.0, -self._left / self._a_second)

    def told(self, limit: Limit, now: float) -> None:
        self._fill(now)
        self._holds, self._a_second = limit.limit, _rate(limit)
        self._left = min(self._left, limit.remaining)

    def _fill(self, now: float) -> None:
        self._left = min(self._holds, self._left + (now - self._at) * self._a_second)
        self._at = now


def _rate(limit: Limit) -> float:
    """How fast a limit fills: whole in a minute, or as slowly as the provider says, once it has to say it of a half."""
    used = limit.limit - limit.remaining
    if limit.reset and limit.reset > _MINUTE and used >= limit.limit / 2:
        return used / limit.reset
    return limit.limit / _MINUTE
