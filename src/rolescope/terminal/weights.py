"""Which postings count and how much: margins before and after, and shares beside those that are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console

from rolescope.report.beside import Beside, read_beside
from rolescope.report.words import interval, percent, weights_said
from rolescope.terminal.plain import harmless, new_table


def print_weights(console: Console, folder: Path, facts: dict[str, Any]) -> None:
    """Margins, weighted shares and those of the stock; nothing where all postings count alike."""
    weights = facts.get("weights") or {}
    if raking := weights.get("raking"):
        table = new_table("Margins", "margin", "value", "before", "target", "after")
        for row in raking["margins"]:
            shares = (percent(row[name]) for name in ("before", "target", "after"))
            table.add_row(harmless(row["margin"]), harmless(row["value"]), *shares)
        console.print(table)
        _print_beside(console, "Shares with weights", "weighted", read_beside(folder, weighting="raked"))
    if weights.get("flow"):
        _print_beside(console, "Flow and stock", "of all postings", read_beside(folder, slice_by="flow"))
    if said := weights_said(facts):
        console.print(said, highlight=False, soft_wrap=True)


def _print_beside(console: Console, title: str, other: str, rows: Sequence[Beside]) -> None:
    table = new_table(title, "value", "variable", "share", "interval", other, "interval")
    for row in rows:
        figures = (text for s, *limits in (row.share, row.other) for text in (percent(s), interval(*limits)))
        table.add_row(harmless(row.value), row.variable, *figures)
    console.print(table)
