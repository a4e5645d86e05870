from __future__ import annotations

from decimal import Decimal

import pytest

from rolescope.llm.allowance import Load
from rolescope.llm.budget import Budget
from rolescope.llm.model import Model
from rolescope.llm.prices import price_of
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.request import Usage

HAIKU, MINI = Model("anthropic", "claude-haiku-4-5"), Model("openai", "gpt-5-mini")
REPLY = {
    "content": [{"type": "text", "text": "{}"}],
    "stop_reason": "end_turn",
    "model": "claude-haiku-4-5",
    "usage": {
        "input_tokens": 100,
        "output_tokens": 10,
        "cache_read_input_tokens": 1_000,
        "cache_creation_input_tokens": 4_000,
    },
}


def test_what_is_written_into_the_cache_costs_more_and_what_is_read_from_it_less(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-none")
    usage = AnthropicProvider(HAIKU).read(REPLY, 0.0).usage
    assert usage == Usage(5_100, 10, 1_000, 4_000)
    # a million of input costs 1, read .1, written 1.25, of output 5
    assert price_of(HAIKU, usage) == Decimal("0.000100") + Decimal("0.0001") + Decimal("0.005") + Decimal("0.00005")


def test_the_most_that_a_call_can_cost_counts_all_of_it_as_written() -> None:
    assert Budget(HAIKU).take(Load(1_000_000, 0)) == (Decimal("1.25"), 1_000_000)
    assert Budget(MINI).take(Load(1_000_000, 0)) == (Decimal("0.25"), 1_000_000)
