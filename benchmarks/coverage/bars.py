"""What the default method is held to, and in which cells it misses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from scipy import stats

from benchmarks.coverage.cells import (
    ALONE,
    CLUSTERED,
    CODERS,
    CORPUS,
    DEFAULT,
    LEVEL,
    PROCESS,
    SIZES,
    Cell,
    Outcome,
    known_error,
)

Applies = Callable[[Cell, str], bool]
Found = Sequence[tuple[Cell, Outcome]]
COVERAGE, CROWDED = (0.93, 0.98), (0.92, 0.99)
NARROW, NARROW_CLUSTERED = 0.75, 0.85
NORMAL = float(stats.norm.ppf(1 - (1 - LEVEL) / 2))
BESIDE = {CORPUS: PROCESS, PROCESS: PROCESS, CLUSTERED: CLUSTERED}
"""Targets of the corrected share, and the target of the gold-only share that each is held against."""


@dataclass(frozen=True)
class Miss:
    """A cell beyond the bar: its figure, and that of an interval that knew the standard error of the corrected share."""

    cell: Cell
    target: str
    figure: float
    least: float | None = None
    is_out_of_reach: bool = False


@dataclass(frozen=True)
class Verdict:
    """A bar: what it asks, in how many cells it was looked at, and those that miss it."""

    bar: str
    cells: int
    misses: tuple[Miss, ...]

    @property
    def holds(self) -> bool:
        """Whether no cell misses that could be met."""
        return all(miss.is_out_of_reach for miss in self.misses)


def verdicts(found: Found) -> list[Verdict]:
    """Every bar of the default method.

    Parameters
    ----------
    found
        Outcomes of every cell.
    """
    better, (small, large) = CODERS[0], SIZES
    return [
        _coverage(found, "coverage .93 to .98", COVERAGE, is_crowded=False),
        _coverage(found, "coverage .92 to .99, more than half of a stratum labelled", CROWDED, is_crowded=True),
        _width(found, "corpus, .85/.985: width at most .75", NARROW, _of(CORPUS, SIZES, better)),
        _width(
            found, f"process, .85/.985, {large:,} postings: width at most .75", NARROW, _of(PROCESS, (large,), better)
        ),
        _width(found, f"employers, {large:,} postings: width at most .85", NARROW_CLUSTERED, _of(CLUSTERED, (large,))),
        _width(found, f"employers, {small:,} postings: width at most .85", NARROW_CLUSTERED, _of(CLUSTERED, (small,))),
    ]


def _of(target: str, sizes: Sequence[int], *coders: tuple[float, float]) -> Applies:
    """Cells of these sizes and coders (of every coder where none is named)."""
    return lambda cell, of: of == target and cell.size in sizes and cell.coder in (coders or CODERS)


def ratio(found: Found, cell: Cell, method: str, target: str) -> float:
    """Mean width of a method in a cell, where the gold only has 1."""
    widths = {(o.method, o.target): o.width for here, o in found if here == cell}
    return widths[method, target] / widths[ALONE, BESIDE[target]]


def _coverage(found: Found, bar: str, limits: tuple[float, float], *, is_crowded: bool) -> Verdict:
    here = [(cell, o) for cell, o in found if o.method == DEFAULT and (o.crowded > 0.5) == is_crowded]
    low, high = limits
    misses = (Miss(cell, o.target, o.coverage) for cell, o in here if not low <= o.coverage <= high)
    return Verdict(bar, len(here), tuple(misses))


def _width(found: Found, bar: str, most: float, applies: Applies) -> Verdict:
    here = [(cell, o) for cell, o in found if o.method == DEFAULT and applies(cell, o.target)]
    misses = []
    for cell, o in here:
        width, reach = ratio(found, cell, DEFAULT, o.target), 2 * NORMAL * known_error(cell)
        least = width * reach / o.width if o.target == CLUSTERED else 0.0
        if width > most:
            misses.append(Miss(cell, o.target, width, least or None, least > most))
    return Verdict(bar, len(here), tuple(misses))


def lines(found: Sequence[Verdict]) -> Iterator[str]:
    """Every bar with its verdict, and each cell that misses."""
    yield "| bar of the default method, in every cell | cells | verdict |"
    yield "|---|---|---|"
    for verdict in found:
        yield f"| {verdict.bar} | {verdict.cells} | {_said(verdict)} |"
    for verdict in found:
        if verdict.misses:
            yield from ("", f'Beyond "{verdict.bar}":', "")
        for miss in verdict.misses:
            cell = miss.cell
            beyond = f"; known {miss.least:.3f}" if miss.least else ""
            yield (
                f"- {miss.figure:.3f}: {miss.target}, share {cell.share:g}, {cell.gold} labels ({cell.design}), "
                f"coder {cell.sensitivity:g}/{cell.specificity:g}, {cell.size:,} postings{beyond}"
            )


def _said(verdict: Verdict) -> str:
    far = sum(miss.is_out_of_reach for miss in verdict.misses)
    near = len(verdict.misses) - far
    if not verdict.misses:
        return "met"
    beyond = f"beyond reach in {far}" if far else ""
    return ", ".join(filter(None, (f"missed in {near}" if near else f"met in {verdict.cells - far}", beyond)))
