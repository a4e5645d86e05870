"""What is printed of foundation models: prompts compared."""

from __future__ import annotations

from rich.console import Console

from rolescope.estimate.bootstrap import Interval
from rolescope.prompt_eval import PromptComparison
from rolescope.terminal.plain import harmless, new_table


def print_prompts(console: Console, found: PromptComparison) -> None:
    """Two prompts beside each other, the difference with its interval, and what each took."""
    for name, variant in zip(("first", "second"), found.variants, strict=True):
        spent = variant.spent
        console.print(
            f"{name}: {harmless(variant.name)}, coder {harmless(variant.coder)}; {variant.uncoded} of {found.postings} "
            f"postings not coded in full; {money(spent.money)}, {spent.asked:,} questions sent, {spent.kept:,} from the journal",
            highlight=False,
        )
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


def money(dollars: float | None) -> str:
    """US dollars as said; an unknown price is no zero."""
    return "an unknown price" if dollars is None else f"{dollars:,.4f} US dollars"


def _points(found: Interval, sign: str = "") -> str:
    return "–" if found.value is None else f"{100 * found.value:{sign}.1f}"
