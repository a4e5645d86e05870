"""What moved between two runs."""

from __future__ import annotations

from rich.console import Console

from rolescope.difference import Difference
from rolescope.report.words import percent
from rolescope.terminal.plain import harmless, new_table

_MOST_MOVED = 25
_LONGEST_QUOTE = 90


def print_difference(console: Console, difference: Difference) -> None:
    """What moved between two runs."""
    for code in difference.codes[:_MOST_MOVED]:
        _say(console, f"{code.variable}, {code.value}: {code.gained} quotes gained, {code.lost} lost")
        for sign, quotes in (("+", code.gained_quotes), ("-", code.lost_quotes)):
            for quote in quotes:
                _say(console, f"  {sign} {_shortened(quote)}")
    for change in difference.sections:
        _say(console, f"section {change.before or 'none'} to {change.after or 'none'}: {change.count} quotes, such as")
        for quote in change.quotes:
            _say(console, f"  {_shortened(quote)}")
    for variable, old, new, count in difference.choices[:_MOST_MOVED]:
        _say(console, f"{variable}: {old or 'none'} to {new or 'none'} in {count} postings")
    if difference.figures:
        figures = new_table("Shares that moved", "value", "variable", "rule", "before", "after")
        for figure in difference.figures[:_MOST_MOVED]:
            shares = ("none" if share is None else percent(share) for share in (figure.before, figure.after))
            figures.add_row(harmless(figure.value or ""), figure.variable, figure.section_rule or "", *shares)
        console.print(figures)
    _say(console, f"{len(difference.codes)} values and {len(difference.figures)} shares moved")


def _say(console: Console, line: str) -> None:
    """A line of text as it is."""
    console.print(harmless(line), highlight=False, soft_wrap=True)


def _shortened(quote: str) -> str:
    line = " ".join(quote.split())
    return line if len(line) <= _LONGEST_QUOTE else line[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
