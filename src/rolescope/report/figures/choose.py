"""Which figures a report has, and the stored estimates that each of them draws."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rolescope.report.bars import Bar, Limits
from rolescope.report.view import View
from rolescope.report.words import counted

MOST = 25


@dataclass(frozen=True)
class Line:
    """One row of a figure: as coded, corrected, and as it was published, each where it is there."""

    name: str
    observed: Limits | None
    corrected: Limits | None = None
    published: float | None = None


@dataclass(frozen=True)
class Figure:
    """A figure: the name of its file, a title, a caption that says what the numbers count, and its rows."""

    name: str
    title: str
    caption: str
    lines: tuple[Line, ...]


def figures_of(view: View) -> Iterator[Figure]:
    """The figures that a view has something for, in the order of the page."""
    base = (
        f"% of {counted(view.base.n, 'posting')} (reposts counted once) of {counted(view.base.n_employers, 'employer')}; "
        f"{100 * view.study.level:g} % intervals"
    )
    skills = sorted((bar for group in view.groups for bar in group.bars), key=lambda bar: (-bar.share, bar.value))
    wanted: list[tuple[str, str, Iterable[Line]]] = [
        ("kinds", "Kinds of job", _of(view.kinds[0].bars if view.kinds else ())),
        ("skills", "Skills asked for most", _of(skills[:MOST])),
        ("required", "Skills required most", (Line(p.value, p.must, p.must_corrected) for p in view.pairs)),
        ("duties", "Duties", _of(view.duties.bars if view.duties else ())),
        ("use-cases", "Use cases", _of(view.use_cases.bars if view.use_cases else ())),
    ]
    for name, title, lines in wanted:
        if drawn := tuple(lines):
            yield Figure(name, title, base, drawn)
    if view.path:
        yield Figure(
            "learning-path",
            "Postings half of whose requirements are met, step by step",
            f"% of {counted(view.path[0]['n'], 'posting')} (reposts counted once); {100 * view.study.level:g} % intervals",
            tuple(Line(f"{row['step']}. {row['value']}", (row["share"], row["low"], row["high"])) for row in view.path),
        )
    if view.published:
        yield Figure(
            "published",
            "Published, observed, corrected" if view.published.n_gold else "Published and observed",
            f"{base}; published: % of {view.published.of:,} postings",
            tuple(Line(f.label, f.observed, f.corrected, f.published) for f in view.published.figures),
        )


def _of(bars: Iterable[Bar]) -> Iterator[Line]:
    return (Line(bar.title, (bar.share, bar.low, bar.high), bar.corrected) for bar in bars)
