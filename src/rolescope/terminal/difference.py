"""What moved between two runs."""

from __future__ import annotations

from rich.console import Console

from rolescope.difference import Difference
from rolescope.report.words import percent
from rolescope.terminal.plain import harmless, new_table

_MOST_MOVED = 25


def print_difference(console: Console, difference: Difference) -> None:
    """What moved between two runs."""
    codes = new_table("Codes that moved", "value", "variable", "gained", "lost", "quotes")
    for code in difference.codes[:_MOST_MOVED]:
        quotes = [f"+ {quote}" for quote in code.gained_quotes] + [f"- {quote}" for quote in code.lost_quotes]
        shown = harmless("; ".join(quote[:60] for quote in quotes))
        codes.add_row(harmless(code.value), code.variable, str(code.gained), str(code.lost), shown)
    console.print(codes)
    for change in difference.sections:
        console.print(
            f"section {change.before or 'none'} to {change.after or 'none'}: {change.count} quotes, such as "
            + harmless("; ".join(quote[:60] for quote in change.quotes)),
            highlight=False,
        )
    for variable, old, new, count in difference.choices[:_MOST_MOVED]:
        console.print(
            f"{variable}: {harmless(old or 'none')} to {harmless(new or 'none')} in {count} postings", highlight=False
        )
    figures = new_table("Shares that moved", "value", "variable", "rule", "before", "after")
    for figure in difference.figures[:_MOST_MOVED]:
        shares = ("none" if share is None else percent(share) for share in (figure.before, figure.after))
        figures.add_row(harmless(figure.value or ""), figure.variable, figure.section_rule or "", *shares)
    console.print(figures)
    console.print(f"{len(difference.codes)} values and {len(difference.figures)} shares moved", highlight=False)
