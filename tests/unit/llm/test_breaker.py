from __future__ import annotations

import asyncio

from rolescope.llm.breaker import Breaker


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def opened() -> tuple[Breaker, Time]:
    time = Time()
    breaker = Breaker(time.clock, time.sleep, rest=10)
    for _ in range(20):
        breaker.failed(0.0)
    return breaker, time


def test_it_opens_after_twenty_failures_in_a_row_and_closes_when_the_probe_is_answered() -> None:
    async def run() -> None:
        breaker, time = opened()
        assert await breaker.admit() and time.now == 10
        others = [asyncio.create_task(breaker.admit()) for _ in range(5)]
        await asyncio.sleep(0)
        assert not any(other.done() for other in others)
        breaker.succeeded()
        assert await asyncio.gather(*others) == [True] * 5
        assert time.now == 10

    asyncio.run(run())


def test_an_answer_in_between_keeps_it_closed() -> None:
    async def run() -> None:
        time = Time()
        breaker = Breaker(time.clock, time.sleep)
        for _ in range(5):
            for _ in range(19):
                breaker.failed(0.0)
            breaker.succeeded()
        assert await breaker.admit() and time.now == 0

    asyncio.run(run())


def test_each_probe_that_fails_opens_it_for_longer_and_in_the_end_it_gives_up() -> None:
    async def run() -> None:
        breaker, time = opened()
        moments = []
        while await breaker.admit():
            moments.append(time.now)
            breaker.failed(time.now)
        assert moments == [10, 30, 70, 150, 310]
        assert breaker.has_given_up

    asyncio.run(run())


def test_a_late_failure_from_before_it_opened_is_no_probe() -> None:
    async def run() -> None:
        breaker, time = opened()
        breaker.failed(0.0)
        assert await breaker.admit() and time.now == 10
        breaker.failed(9.0)
        breaker.succeeded()
        assert await breaker.admit() and time.now == 10

    asyncio.run(run())
