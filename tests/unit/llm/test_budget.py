from __future__ import annotations

from decimal import Decimal

import pytest

from rolescope.llm.allowance import Load
from rolescope.llm.budget import Budget, Caps, caps_of
from rolescope.llm.model import Model
from rolescope.llm.prices import dear_price, price_of
from rolescope.llm.request import Usage

PRICED, UNPRICED = Model("openai", "gpt-5-mini"), Model("openai", "a-model-of-tomorrow")


def test_a_dear_token_is_dearer_than_those_of_nearly_all_models_and_no_outlier() -> None:
    names = ["gpt-5-mini", "gpt-5", "gpt-4o", "o3"]
    prices = [price_of(Model("openai", name), Usage(0, 1)) for name in names]
    dearest = price_of(Model("openai", "o1-pro"), Usage(0, 1))
    assert dearest is not None
    assert all(price is not None and price < dear_price() < dearest for price in prices)


def test_a_cap_in_money_without_a_price_is_one_in_tokens_at_a_dear_price(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolescope.llm.budget.dear_price", lambda: Decimal("0.00008"))
    caps = caps_of(UNPRICED, 5, None)
    assert (caps.money, caps.tokens) == (None, 62_500)  # 5 / 0.00008
    assert caps.warning is not None
    assert "the price of openai:a-model-of-tomorrow is not known" in caps.warning
    assert "62,500 tokens, as if a million cost 80.00" in caps.warning


def test_a_cap_in_tokens_that_is_given_outweighs_the_one_made_of_money() -> None:
    caps = caps_of(UNPRICED, 5, 1_000)
    assert (caps.money, caps.tokens) == (None, 1_000)
    assert caps.warning is not None and "1,000 tokens" in caps.warning


def test_caps_that_can_be_kept_warn_of_nothing() -> None:
    assert caps_of(PRICED, 5, 1_000).warning is None
    assert caps_of(PRICED, 5, 1_000) == Caps(Decimal(5), 1_000)
    assert caps_of(UNPRICED, None, 1_000) == caps_of(PRICED, None, 1_000)


def test_what_is_under_way_counts_until_it_is_settled() -> None:
    budget = Budget(UNPRICED, tokens=250)
    first, second = budget.take(Load(60, 40)), budget.take(Load(60, 40))
    assert first == second == (None, 100)
    assert budget.take(Load(60, 40)) is None
    assert first is not None
    budget.settle(first, Usage(30, 10))
    assert budget.spent_tokens == 140
    assert budget.take(Load(60, 40)) is not None
    budget.leave_out(Load(60, 40))
    assert (budget.missing, budget.missing_tokens, budget.missing_money) == (1, 100, None)
