from __future__ import annotations

import asyncio

from rolescope.llm.allowance import Load
from rolescope.llm.breaker import Breaker
from rolescope.llm.pace import Pace
from rolescope.llm.request import Answer, Usage

ANSWER = Answer("{}", "complete", Usage(1, 1), "m")


async def _turns(pace: Pace, tasks: list[asyncio.Task[float | None]]) -> int:
    """How many have a turn, once nothing moves any more."""
    for _ in range(10):
        await asyncio.sleep(0)
    return sum(task.done() for task in tasks)


def test_no_more_are_let_through_than_there_is_room_for() -> None:
    async def run() -> list[int]:
        pace = Pace(most=10, begin=2)
        tasks = [asyncio.create_task(pace.admit(Load())) for _ in range(8)]
        counts = [await _turns(pace, tasks)]
        pace.leave()
        counts.append(await _turns(pace, tasks))
        pace.leave()
        for _ in range(2):
            pace.went_well(Load(), ANSWER)
        counts.append(await _turns(pace, tasks))
        for task in tasks:
            task.cancel()
        return counts

    assert asyncio.run(run()) == [2, 3, 4]


def test_one_that_waits_no_longer_leaves_its_turn() -> None:
    async def run() -> int:
        pace = Pace(most=1, begin=1)
        assert await pace.admit(Load()) is not None
        tasks = [asyncio.create_task(pace.admit(Load())) for _ in range(2)]
        await _turns(pace, tasks)
        tasks[0].cancel()
        pace.leave()
        return await _turns(pace, tasks[1:])

    assert asyncio.run(run()) == 1


def test_once_it_has_given_up_nobody_has_a_turn() -> None:
    async def run() -> list[float | None]:
        breaker = Breaker()
        breaker.give_up()
        pace = Pace(most=1, begin=1, breaker=breaker)
        return [await pace.admit(Load()) for _ in range(3)]

    assert asyncio.run(run()) == [None] * 3
