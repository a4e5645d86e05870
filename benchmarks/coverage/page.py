"""The page that the simulation prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np

from benchmarks.coverage import bars
from benchmarks.coverage.bars import BESIDE, Found, ratio
from benchmarks.coverage.cells import CODERS, DEFAULT, PPI, SIZES
from benchmarks.coverage.crossed import Crossed


@dataclass(frozen=True)
class Draws:
    """How many draws a cell without employers, with them, and of one sample for several shares; the seed."""

    draws: int
    employer_draws: int
    crossed_draws: int
    seed: int


_HEAD = """# Coverage of corrected shares

How often the intervals of [corrected shares](method.md#corrected-shares) hold the truth, and how wide they are, by simulation: {draws} draws a
cell without employers, {employer_draws} with them (intra-employer correlation .3, postings an employer as in a real corpus), seed {seed}. `make coverage`
prints this page again, and fails where a bar below is missed. Nominal level: .95; of {employer_draws} draws that hold the truth 95 times in 100 a coverage between
{low:.3f} and {high:.3f} is seen.

A coder of sensitivity .85 and specificity .985 errs about as the local one does on skills. Gold only is Wilson's interval of a simple random
sample as large, without the coder. Planned samples are Neyman allocations that guess .85 and .05. "Corrected" is the default, MOVER on Jeffreys limits;
PPI++ (`correction: ppi`) is for simple random samples. Widths below are relative to gold only.
A bar of width is beyond reach where an interval that knew the standard error of the corrected share were too wide for it (the figure "known"): with 500
labels on 895 postings of clustered employers most of the uncertainty is in which employers posted, and no coder takes that away.
"""


def page(found: Found, several: Mapping[tuple[int, int], Sequence[Crossed]], draws: Draws) -> Iterator[str]:
    """Its lines.

    Parameters
    ----------
    found
        Outcomes of every cell.
    several
        Those of one sample for several shares, by postings and labels.
    draws
        How they were made.
    """
    reach = 1.96 * np.sqrt(0.95 * 0.05 / draws.employer_draws)
    yield _HEAD.format(**vars(draws), low=0.95 - reach, high=0.95 + reach)
    yield from bars.lines(bars.verdicts(found))
    yield from ("", "## By target, coder and postings", "")
    yield from _summary(found)
    yield from ("", "## One sample for several shares", "")
    yield from _several(several, draws.crossed_draws)
    yield from ("", "## Every cell", "")
    yield from _detail(found)


def _summary(found: Found) -> Iterator[str]:
    yield "| method | target | coder | postings | coverage, least to most | width of gold only = 1: mean | most |"
    yield "|---|---|---|---|---|---|---|"
    for method, target, coder, size in product((DEFAULT, PPI), BESIDE, CODERS, SIZES):
        here = [
            (cell, o)
            for cell, o in found
            if (o.method, o.target, cell.coder, cell.size) == (method, target, coder, size)
        ]
        if here:
            coverage = np.array([o.coverage for _, o in here])
            widths = np.array([ratio(found, cell, method, target) for cell, _ in here])
            yield (
                f"| {method} | {target} | {coder[0]:g}/{coder[1]:g} | {size:,} | "
                f"{coverage.min():.3f} to {coverage.max():.3f} | {widths.mean():.2f} | {widths.max():.2f} |"
            )


def _several(several: Mapping[tuple[int, int], Sequence[Crossed]], draws: int) -> Iterator[str]:
    yield f"Samples as `rolescope sample` draws them for six codes at once, up to 20 strata; {draws} draws, no employers, coder of .85/.985."
    yield ""
    yield "| postings | gold | target | share | coverage | width |"
    yield "|---|---|---|---|---|---|"
    for (size, gold), outcomes in several.items():
        for o in outcomes:
            yield f"| {size:,} | {gold} | {o.target} | {o.share:g} | {o.coverage:.3f} | {o.width:.4f} |"


def _detail(found: Found) -> Iterator[str]:
    yield "| share | gold | coder | postings | design | method | target | coverage | width |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for cell, o in found:
        yield (
            f"| {cell.share:g} | {cell.gold} | {cell.sensitivity:g}/{cell.specificity:g} | {cell.size:,} | "
            f"{cell.design} | {o.method} | {o.target} | {o.coverage:.3f} | {o.width:.4f} |"
        )
