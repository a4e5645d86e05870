"""The definition and the tables of a run."""

from __future__ import annotations

from pathlib import Path

from rich.console import Console
from rich.table import Table

from rolescope.report import stored_view
from rolescope.report.bars import Group, Limits
from rolescope.report.sections.crossed import Cell
from rolescope.report.sections.published import Published
from rolescope.report.sections.titles import Titles
from rolescope.report.sentences import published_said, tested_said
from rolescope.report.view import View
from rolescope.report.words import ages_said, counted, interval, percent, reposts_said
from rolescope.terminal.plain import harmless, new_table
from rolescope.terminal.weights import print_weights

_BAR, _NARROW = 24, 8
_TOP = 12


def print_findings(console: Console, folder: Path) -> None:
    """The definition and the leading skills: what a run prints when it ends."""
    view = stored_view(folder)
    _print_definition(console, view)
    leading = sorted((bar for group in view.groups for bar in group.bars), key=lambda bar: -bar.share)
    if leading:
        console.print(_table("Asked for most", Group("", tuple(leading[:_TOP]), 0)))
    print_weights(console, folder, view.facts)


def print_run(console: Console, folder: Path) -> None:
    """The definition and the main tables."""
    view = stored_view(folder)
    _print_definition(console, view)
    for group in (*view.kinds, *view.groups, *(g for g in (view.duties, view.use_cases) if g), *view.stated):
        console.print(_table(harmless(group.title), group))
    table = new_table("Required and nice to have", "skill", "required", "interval", "nice only", "interval")
    for pair in view.pairs:
        nice = (percent(pair.nice[0]), interval(pair.nice[1], pair.nice[2])) if pair.nice else ("none", "")
        table.add_row(harmless(pair.value), percent(pair.must[0]), interval(pair.must[1], pair.must[2]), *nice)
    console.print(table)
    if view.titles:
        console.print(_titles(view.titles))
    if view.published:
        console.print(_published(view.published))
        console.print(harmless(published_said(view.published)), highlight=False)
    for slicing in view.differences:
        console.print(f"by {harmless(slicing.by.lower())}: {tested_said(slicing)}", highlight=False)
    refused = [piece for piece in view.slices if piece.refusal]
    for piece in view.slices:
        if not piece.refusal:
            top = ", ".join(f"{one.key.value} {percent(one.share)}" for one in piece.top)
            console.print(f"{piece.by} = {harmless(piece.name)} ({piece.n} postings): {harmless(top)}", highlight=False)
    if refused:
        console.print(f"{len(refused)} of {len(view.slices)} slices are too thin for any share", highlight=False)
    for one in view.refused:
        most = ", ".join(f"{value} ({postings})" for value, postings in one.values)
        console.print(
            f"{one.variable}: {one.codes:,} codes refused, {one.kept:,} stand; refused most: {harmless(most)}",
            highlight=False,
        )
    print_weights(console, folder, view.facts)
    for said in (reposts_said(view.facts["postings"]), ages_said(view.facts["postings"])):
        console.print(said, highlight=False)


def _print_definition(console: Console, view: View) -> None:
    console.print()
    console.print(f"[bold]{harmless(view.study.question)}[/]")
    console.print(harmless("".join(clause.text for clause in view.definition)), highlight=False)
    console.print(
        f"{counted(view.base.n, 'advertisement')} ({counted(view.facts['postings']['kept'], 'posting')}) of "
        f"{counted(view.base.n_employers, 'employer')}; "
        f"{view.base.n_uncoded} could not be coded",
        highlight=False,
    )
    console.print()


def _table(title: str, group: Group) -> Table:
    corrected = any(bar.corrected for bar in group.bars)
    table = new_table(title, "", "postings", "share", "interval", *(["corrected"] if corrected else []), "")
    for bar in group.bars[:_TOP]:
        drawn = "█" * round(bar.share * (_NARROW if corrected else _BAR))
        table.add_row(
            harmless(bar.title),
            str(bar.count),
            percent(bar.share),
            interval(bar.low, bar.high),
            *([_limits(bar.corrected, "")] if corrected else []),
            f"[cyan]{drawn}[/]",
        )
    return table


def _titles(titles: Titles) -> Table:
    table = new_table("Titles and what they hide", "title", "postings", "spellings", *titles.options)
    for title in titles.shown:
        cells = ("too thin" if title.refusal else _figures(cell) for cell in title.cells)
        table.add_row(harmless(title.name), str(title.n), str(title.raw), *cells)
    return table


def _published(published: Published) -> Table:
    table = new_table("Published against found", "figure", "published", "observed", "corrected")
    for figure in published.figures:
        was = "" if figure.published is None else f"{100 * figure.published:.1f} %"
        table.add_row(harmless(figure.label), was, _limits(figure.observed, "none"), _limits(figure.corrected, ""))
    return table


def _limits(limits: Limits | None, none: str) -> str:
    return f"{percent(limits[0])} {interval(limits[1], limits[2])}" if limits else none


def _figures(cell: Cell) -> str:
    return cell.word if cell.share is None else f"{percent(cell.share)} {interval(cell.low, cell.high)}"
