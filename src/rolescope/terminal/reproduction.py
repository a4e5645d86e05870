"""The published figures beside what the postings say."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from rolescope.report.words import interval, percent
from rolescope.reproduce import Reproduced
from rolescope.terminal.plain import new_table


def print_reproduction(console: Console, figures: Sequence[Reproduced]) -> None:
    """Published against found."""
    table = new_table(
        "Published figures", "figure", "published", "labels", "postings", "ok",
        "label in text", "canonical, interval", "unsupported",
    )  # fmt: skip
    for f in figures:
        p = f.published
        share = (
            f"{percent(f.share)} {interval(f.low, f.high)}"
            if f.share is not None and f.low is not None and f.high is not None
            else ""
        )
        table.add_row(
            p.label, f"{p.percent} %", f"{f.count} ({p.expected_count})", f"{f.postings} ({p.posting_count})",
            "yes" if f.agrees else "NO", "" if f.stated is None else percent(f.stated / p.denominator), share,
            "" if f.unsupported is None else f"{f.unsupported} of {f.postings}",
        )  # fmt: skip
    console.print(table)
    agreed = sum(figure.agrees for figure in figures)
    console.print(f"{agreed} of {len(figures)} published figures come out at their counts", highlight=False)
    console.print(
        "labels, postings: entries and postings in the study's own labels (expected count in brackets).\n"
        "label in text: share of postings in which the label itself stands.\n"
        "canonical: the skill in any spelling outside the company blurb, by the local coder.\n"
        "unsupported: labelled postings whose text has neither the label nor any spelling of the skill.",
        highlight=False,
    )
