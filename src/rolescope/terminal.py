"""What the command line prints: the definition, tables of figures, the reproduction, what moved."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from rolescope.codebook.links import LinkReport
from rolescope.codebook.model import Codebook
from rolescope.difference import Difference
from rolescope.report.crossed import Cell
from rolescope.report.titles import Titles
from rolescope.report.view import Group, View, read_view
from rolescope.report.words import ages_said, interval, percent, reposts_said
from rolescope.reproduce import Reproduced
from rolescope.storage import table_path
from rolescope.studyfile import Study
from rolescope.terms import Term

_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_BAR = 24
_TOP = 12
_MOST_MOVED = 25


def harmless(text: str) -> str:
    """Text of a posting or a file without terminal escapes, direction marks or markup."""
    return escape(_UNPRINTABLE.sub("", text))


def print_findings(console: Console, folder: Path) -> None:
    """The definition and the leading skills: what a run prints when it ends."""
    view = _view(folder)
    _print_definition(console, view)
    leading = sorted((bar for group in view.groups for bar in group.bars), key=lambda bar: -bar.share)
    console.print(_table("Asked for most", Group("", tuple(leading[:_TOP]), 0)))


def print_run(console: Console, folder: Path) -> None:
    """The definition and the main tables."""
    view = _view(folder)
    _print_definition(console, view)
    for group in (*view.kinds, *view.groups, *(g for g in (view.duties, view.use_cases) if g)):
        console.print(_table(harmless(group.title), group))
    table = new_table("Required and nice to have", "skill", "required", "interval", "nice only", "interval")
    for pair in view.pairs:
        nice = (percent(pair.nice[0]), interval(pair.nice[1], pair.nice[2])) if pair.nice else ("none", "")
        table.add_row(harmless(pair.value), percent(pair.must[0]), interval(pair.must[1], pair.must[2]), *nice)
    console.print(table)
    if view.titles:
        console.print(_titles(view.titles))
    refused = [piece for piece in view.slices if piece.refusal]
    for piece in view.slices:
        if not piece.refusal:
            top = ", ".join(f"{value} {percent(share)}" for value, share, _, _ in piece.top)
            console.print(f"{piece.by} = {harmless(piece.name)} ({piece.n} postings): {harmless(top)}", highlight=False)
    if refused:
        console.print(f"{len(refused)} of {len(view.slices)} slices are too thin to be a number", highlight=False)
    for said in (reposts_said(view.facts["postings"]), ages_said(view.facts["postings"])):
        console.print(said, highlight=False)


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


def _view(folder: Path) -> View:
    table_path(folder, "estimates")
    facts: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    study = Study.model_validate(facts["study"])
    return read_view(folder, study, Codebook.model_validate(facts["codebook_definition"]), facts)


def _print_definition(console: Console, view: View) -> None:
    console.print()
    console.print(f"[bold]{harmless(view.study.question)}[/]")
    console.print(harmless("".join(clause.text for clause in view.definition)), highlight=False)
    console.print(
        f"{view.n:,} advertisements ({view.facts['postings']['kept']:,} postings) of {view.n_employers:,} employers; "
        f"{view.n_uncoded} could not be coded",
        highlight=False,
    )
    console.print()


def _table(title: str, group: Group) -> Table:
    table = new_table(title, "", "postings", "share", "interval", "")
    for bar in group.bars[:_TOP]:
        drawn = "█" * round(bar.share * _BAR)
        table.add_row(
            harmless(bar.title),
            str(bar.count),
            percent(bar.share),
            interval(bar.low, bar.high),
            f"[cyan]{drawn}[/]",
        )
    return table


def _titles(titles: Titles) -> Table:
    table = new_table("Titles and what they hide", "title", "postings", "spellings", *titles.options)
    for title in titles.shown:
        cells = ("too thin" if title.refusal else _figures(cell) for cell in title.cells)
        table.add_row(harmless(title.name), str(title.n), str(title.raw), *cells)
    return table


def _figures(cell: Cell) -> str:
    return cell.word if cell.share is None else f"{percent(cell.share)} {interval(cell.low, cell.high)}"


def new_table(title: str, *columns: str) -> Table:
    """An empty table with a title; figures stand to the right."""
    table = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for number, column in enumerate(columns):
        table.add_column(column, justify="left" if number == 0 or column in ("", "of", "match") else "right")
    return table
