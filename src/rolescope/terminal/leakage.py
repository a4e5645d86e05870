"""Unsupported codes of listed terms and of others."""

from __future__ import annotations

from rich.console import Console

from rolescope.estimate.bootstrap import Interval
from rolescope.evaluation.leakage import Leakage
from rolescope.terminal.plain import harmless, new_table

_TERMS = 15


def print_leakage(console: Console, leakage: Leakage) -> None:
    """Both comparisons, and the listed terms that are named most often without standing in the text."""
    table = new_table("Codes that the text does not support", "", "listed terms", "others", "difference in points")
    for one in leakage.contrasts:
        a, b, c, d = one.counts
        table.add_row(
            one.labels, f"{_percent(one.listed)}\n{a} of {b}", f"{_percent(one.others)}\n{c} of {d}",
            _points(one.difference),
        )  # fmt: skip
    console.print(table)
    worst = [term for term in leakage.terms if term.unsupported][:_TERMS]
    said = ", ".join(f"{term.term} {term.unsupported} of {term.postings}" for term in worst) or "none"
    console.print(f"listed terms that are not in the text: {harmless(said)}", highlight=False)
    console.print(
        "unsupported: the label stands nowhere in title and text, whole words, in any case. Labels of several words "
        "may be in other words there; intervals: bootstrap of employers",
        highlight=False,
    )


def _percent(found: Interval) -> str:
    if found.value is None:
        return f"none: {found.note}"
    limits = "" if found.low is None or found.high is None else f" ({100 * found.low:.1f}–{100 * found.high:.1f})"
    return f"{100 * found.value:.1f} %{limits}"


def _points(found: Interval) -> str:
    if found.value is None:
        return f"none: {found.note}"
    limits = "" if found.low is None or found.high is None else f" ({100 * found.low:+.1f} to {100 * found.high:+.1f})"
    return f"{100 * found.value:+.1f}{limits}"
