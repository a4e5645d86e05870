"""Which figures a report has, and the stored estimates that each of them draws."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from rolescope.report.bars import Bar, Limits
from rolescope.report.sections.differences import PER_SLICE, Slicing
from rolescope.report.sections.pay import Pay, Posted
from rolescope.report.view import View
from rolescope.report.words import counted, spoken

MOST = 25


class Mark(NamedTuple):
    """A figure in a row: what kind of figure it is, and its value with its limits, where it has any, on the axis."""

    kind: str
    value: float
    low: float | None = None
    high: float | None = None


class Axis(NamedTuple):
    """Where the axis of a figure starts and ends, and what is written along it; without ticks, round numbers."""

    start: float
    end: float
    ticks: tuple[float, ...] = ()


PERCENT = Axis(0, 100, (0, 25, 50, 75, 100))


@dataclass(frozen=True)
class Line:
    """One row of a figure, with at most one mark of a kind."""

    name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Figure:
    """A figure: the name of its file, a title, a caption that says what the numbers count, its rows and their axis."""

    name: str
    title: str
    caption: str
    lines: tuple[Line, ...]
    axis: Axis = PERCENT


def figures_of(view: View) -> Iterator[Figure]:
    """The figures that a view has something for, in the order of the page."""
    level = f"{100 * view.study.level:g} % intervals"
    base = f"% of {counted(view.base.n, 'posting')} (reposts counted once) of {counted(view.base.n_employers, 'employer')}; {level}"
    skills = sorted((bar for group in view.groups for bar in group.bars), key=lambda bar: (-bar.share, bar.value))
    wanted: list[tuple[str, str, Iterable[Line]]] = [
        ("kinds", "Kinds of job", _of(view.kinds[0].bars if view.kinds else ())),
        ("skills", "Skills asked for most", _of(skills[:MOST])),
        ("required", "Skills required most", (shares(p.value, p.must, p.must_corrected) for p in view.pairs)),
        ("duties", "Duties", _of(view.duties.bars if view.duties else ())),
        ("use-cases", "Use cases", _of(view.use_cases.bars if view.use_cases else ())),
    ]
    for name, title, lines in wanted:
        if drawn := tuple(lines):
            yield Figure(name, title, base, drawn)
    yield from (differing(slicing, level) for slicing in view.differences if slicing.groups)
    if view.pay:
        yield from paid(view.pay, level)
    if view.path:
        yield Figure(
            "learning-path",
            "Postings half of whose requirements are met, step by step",
            f"% of {counted(view.path[0]['n'], 'posting')} (reposts counted once); {level}",
            tuple(
                shares(f"{row['step']}. {row['value']}", (row["share"], row["low"], row["high"])) for row in view.path
            ),
        )
    if view.published:
        yield Figure(
            "published",
            "Published, observed, corrected" if view.published.n_gold else "Published and observed",
            f"{base}; published: % of {view.published.of:,} postings",
            tuple(shares(f.label, f.observed, f.corrected, f.published) for f in view.published.figures),
        )


def shares(name: str, observed: Limits | None, corrected: Limits | None = None, published: float | None = None) -> Line:
    """A row of shares in percent: as coded, corrected, and as it was published, each where it is there."""
    marks = [
        Mark(kind, *(100 * limit for limit in limits))
        for kind, limits in (("observed", observed), ("corrected", corrected))
        if limits
    ]
    return Line(name, (*marks, *([] if published is None else [Mark("published", 100 * published)])))


def _of(bars: Iterable[Bar]) -> Iterator[Line]:
    return (shares(bar.title, (bar.share, bar.low, bar.high), bar.corrected) for bar in bars)


def differing(slicing: Slicing, level: str) -> Figure:
    """The differences of one slicing that the page shows, in percentage points."""
    end = 100 * slicing.scale
    return Figure(
        f"differences-{_file_name(slicing.by)}",
        f"What differs by {slicing.by.lower()}",
        f"Share in the group less the share in all other postings, in percentage points; up to {PER_SLICE} a group at a "
        f"false discovery rate of 5 %; {level}, widened for having been picked",
        tuple(
            Line(
                f"{group.name}: {row.title}",
                (Mark("difference", *(100 * d for d in (row.difference, row.low, row.high))),),
            )
            for group in slicing.groups
            for row in group.rows
        ),
        Axis(-end, end, (-end, -end / 2, 0, end / 2, end)),
    )


def paid(pay: Pay, level: str) -> Iterator[Figure]:
    """How many state pay, and for each currency and period what."""
    groups = {(row.by, row.name): row for row in pay.rows}
    stating = [(row, row.stating) for row in groups.values() if row.stating.share is not None]
    if stating:
        yield Figure(
            "pay-stated",
            "Postings that state pay",
            f"% of the postings of each group (reposts counted once); {level}",
            tuple(shares(_group(row), (cell.share or 0.0, cell.low, cell.high)) for row, cell in stating),
        )
    for currency, period in dict.fromkeys((row.currency, row.period) for row in pay.rows if row.currency):
        rows = [row for row in pay.rows if (row.currency, row.period) == (currency, period)]
        yield Figure(
            f"pay-{_file_name(currency)}-{_file_name(period)}",
            f"Posted pay, {currency} a {period}",
            f"Medians over the postings of each group (reposts counted once) that give the end of the range; {level}",
            tuple(Line(_group(row), tuple(_ends(row))) for row in rows),
            Axis(0, pay.scale(rows[0])),
        )


def _ends(row: Posted) -> Iterator[Mark]:
    for kind, amount in (("lower end", row.minimum), ("upper end", row.maximum)):
        if amount:
            yield Mark(kind, amount.value, amount.low, amount.high)


def _group(row: Posted) -> str:
    return f"{spoken(row.by)}: {row.name}" if row.by else "All postings"


def _file_name(name: str) -> str:
    return re.sub(r"\W+", "-", name.lower())
