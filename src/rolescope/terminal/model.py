"""What is printed of foundation models: prompts compared, and what a run would take."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from rich.console import Console

from rolescope.by_model.costs import QUANTILES, Cost
from rolescope.by_model.dry_run import AT_ONCE, DryRun
from rolescope.by_model.prompt_eval import PromptComparison
from rolescope.estimate.bootstrap import Interval
from rolescope.llm.batch import MOST
from rolescope.terminal.plain import harmless, new_table

_REASONS = 5
"""Most reasons of failures that are printed of a model and day."""


def print_prompts(console: Console, found: PromptComparison) -> None:
    """Two prompts beside each other: who they are, what each takes, and the differences with their intervals."""
    took = new_table("What each takes", "prompt", "in", "cached", "out", "US dollars", "per 1,000 postings", "now")
    for name, variant in zip(("first", "second"), found.variants, strict=True):
        console.print(
            f"{name}: {harmless(variant.name)}, coder {harmless(variant.coder)}; {variant.uncoded} of {found.postings} "
            f"postings not coded in full; {variant.spent.asked:,} questions answered now, "
            f"{variant.spent.kept:,} answers from the journal",
            highlight=False,
        )
        usage, money = variant.usage, variant.money
        tokens = (f"{n:,}" for n in (usage.input_tokens, usage.cached_tokens, usage.output_tokens))
        each = None if money is None else money * 1000 / found.postings
        took.add_row(name, *tokens, _money(money), _money(each), _money(variant.spent.money))
    console.print(took)
    table = new_table(
        "Agreement with gold", "variable", "measure", "postings", "first", "second", "difference", "interval"
    )
    for pair in found.pairs:
        low, high = pair.difference.low, pair.difference.high
        limits = pair.difference.note or "" if low is None or high is None else f"{100 * low:+.1f} to {100 * high:+.1f}"
        table.add_row(
            pair.variable, pair.measure, str(pair.n), _points(pair.first), _points(pair.second),
            _points(pair.difference, "+"), limits,
        )  # fmt: skip
    console.print(table)


def _money(dollars: Decimal | float | None) -> str:
    """US dollars; an unknown price is no zero."""
    return "unknown" if dollars is None else f"{dollars:,.4f}"


def _points(found: Interval, sign: str = "") -> str:
    return "–" if found.value is None else f"{100 * found.value:{sign}.1f}"


def print_dry_run(console: Console, found: DryRun) -> None:
    """One prompt whole, then what the run would take."""
    for title, text in (("System", found.first.system), ("Prompt", found.first.prompt)):
        console.rule(title, align="left")
        console.print(harmless(text), highlight=False, soft_wrap=True)
    console.rule("What it would take", align="left")
    for line in _reckoned(found):
        console.print(harmless(line), highlight=False, soft_wrap=True)


def _reckoned(found: DryRun) -> Iterator[str]:
    yield f"coder {found.coder}: {found.questions:,} questions about {found.postings:,} postings"
    yield (
        f"tokens: at most {found.input_tokens:,} in ({found.shared_tokens:,} of each question are the same), "
        f"about {found.output_tokens:,} out"
    )
    if found.least is None or found.most is None:
        yield "money: unknown, nobody keeps a price of this model"
    else:
        part = ", half the price as a batch" if found.batches else ""
        each, most = found.least * 1000 / found.postings, found.most * 1000 / found.postings
        yield f"money: {_between(found.least, found.most)} US dollars{part}; {_between(each, most)} per 1,000 postings"
        if found.least != found.most:
            yield "the first where what is the same is always in the provider's cache, the second where it never is"
    if found.batches:
        yield f"time: at most {found.hours:,.0f} hours (batches: {found.batches:,}, {MOST} at once, each within a day)"
    else:
        minutes = found.hours * 60
        yield f"time: about {minutes:,.0f} minutes at {AT_ONCE} questions at a time; the limits of your account decide"
    if found.more:
        yield f"not reckoned: {', '.join(found.more)}"
    yield from _caps_said(found)
    yield "nothing was sent, nothing was written"


def _caps_said(found: DryRun) -> Iterator[str]:
    """What a cap means for the run, where it is less than the run can take."""
    caps, rest = found.caps, "the run would stop at it, and leave the rest uncoded"
    if caps.warning:
        yield f"warning: {caps.warning}"
    if caps.money is not None and found.most is not None and caps.money < found.most:
        yield f"the budget of {caps.money:,.2f} US dollars may be too little: {rest}"
    if caps.tokens is not None and caps.tokens < found.tokens:
        yield f"the budget of {caps.tokens:,} tokens may be too little: {rest}"


def _between(least: Decimal, most: Decimal) -> str:
    return f"{most:,.2f}" if least == most else f"{least:,.2f} to {most:,.2f}"


def print_costs(console: Console, costs: list[Cost]) -> None:
    """A row a model and day: calls and money, then tokens and seconds, then why calls failed."""
    calls = new_table("Calls of models", "model", "day", "answered", "failed", "lost", "retries", "US dollars")
    took = new_table(
        "Tokens and seconds", "model", "day", "in", "cached", "out", *(f"p{q:.0%}"[:-1] for q in QUANTILES)
    )
    for cost in costs:
        who = harmless(cost.model), cost.day
        calls.add_row(
            *who, *(f"{n:,}" for n in (cost.answered, cost.failed, cost.lost, cost.retries)), _money(cost.money)
        )
        seconds = [f"{one:.2f}" for one in cost.seconds] if cost.seconds else ["–"] * len(QUANTILES)
        tokens = (cost.input_tokens, cost.cached_tokens, cost.output_tokens)
        took.add_row(*who, *(f"{n:,}" for n in tokens), *seconds)
    console.print(calls)
    console.print(took)
    for cost in costs:
        for reason, number in cost.reasons[:_REASONS]:
            line = f"{cost.model} {cost.day}: {number:,} failed: {reason}"
            console.print(harmless(line), highlight=False, soft_wrap=True)
