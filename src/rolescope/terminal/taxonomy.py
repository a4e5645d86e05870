"""Links of the taxonomy, and frequent terms that it lacks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from rolescope.codebook.links import LinkReport
from rolescope.terminal.plain import harmless
from rolescope.terms import Term


def print_terms(console: Console, terms: Sequence[Term]) -> None:
    """Terms that the taxonomy does not know, each with its quotes and where they stand."""
    for term in terms:
        nearest = f"; nearest: {', '.join(term.nearest)}" if term.nearest else ""
        console.print(
            f"[bold]{harmless(term.term)}[/]: {term.families} advertisements of {term.employers} employers, "
            f"{term.required} as a requirement{harmless(nearest)}",
            highlight=False,
        )
        for quote in term.quotes:
            place = f"{quote.posting_id} {quote.start_char}–{quote.end_char}"
            console.print(f"    {harmless(quote.quote)} ({harmless(place)})", highlight=False)
    console.print(f"{len(terms)} terms that no skill or alias stands for", highlight=False)


def print_links(console: Console, report: LinkReport, to: Path) -> None:
    """How many skills and roles were linked."""
    for name in report._fields:
        value = getattr(report, name)
        shown = len(value) if isinstance(value, (list, tuple)) else value
        console.print(f"{name.replace('_', ' ')}: {harmless(str(shown))}", highlight=False)
    for note in report.notes:
        console.print(f"note: {harmless(str(note))}", highlight=False)
    console.print(f"written to {harmless(str(to))}", highlight=False)
