from __future__ import annotations

from rolescope.llm.allowance import Allowance, Load
from rolescope.llm.limits import Limit


class Clock:
    """Stands still until it is moved."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_nobody_waits_before_a_limit_is_named() -> None:
    assert Allowance(Clock()).take(Load(10**9, 10**9)) == 0


def test_calls_wait_until_what_they_take_is_filled_up() -> None:
    clock = Clock()
    allowance = Allowance(clock)
    allowance.told({"tokens": Limit(6_000, 250), "requests": Limit(600, 600)})
    assert [allowance.take(Load(80, 20)) for _ in range(4)] == [0, 0, 0.5, 1.5]
    clock.now = 2.5
    assert allowance.take(Load(80, 20)) == 0


def test_the_scarcest_limit_decides_and_each_way_counts_its_own_tokens() -> None:
    allowance = Allowance(Clock())
    allowance.told({"input": Limit(6_000, 6_000), "output": Limit(600, 0)})
    assert allowance.take(Load(100, 20)) == 2


def test_what_an_answer_did_not_take_is_put_back() -> None:
    allowance = Allowance(Clock())
    allowance.told({"tokens": Limit(6_000, 1_000)})
    allowance.take(Load(500, 500))
    allowance.give_back(Load(500, 500), Load(500, 100))
    assert [allowance.take(Load(400, 0)), allowance.take(Load(100, 0))] == [0, 1]


def test_the_provider_is_believed_where_it_knows_of_less() -> None:
    allowance = Allowance(Clock())
    allowance.told({"requests": Limit(60, 60)})
    allowance.told({"requests": Limit(60, 0)})
    assert allowance.take(Load()) == 1


def test_a_limit_of_a_day_fills_in_a_day() -> None:
    allowance = Allowance(Clock())
    allowance.told({"requests": Limit(200, 0, 86_400)})
    assert allowance.take(Load()) == 432
