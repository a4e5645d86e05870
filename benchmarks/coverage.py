"""Coverage and width of the intervals of corrected shares, by simulation: `make coverage` prints docs/coverage.md.

Every draw makes the postings of a frame anew, codes them with errors, draws gold labels, and looks whether the
interval holds the truth: for `process` the true share, for `corpus` that of the postings drawn. With employers,
these have shares of their own (beta-binomial with intra-employer correlation `CORRELATION`).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage_strata import simulate_crossed
from rolescope.estimate.clustered import shares_of
from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.gold_only import wilson
from rolescope.estimate.ppi import Predicted, ppi_corpus, ppi_process
from rolescope.estimate.two_phase import Corrected, Strata, corrected_corpus, corrected_process, true_deff

SHARES = (0.02, 0.05, 0.1, 0.3, 0.5)
GOLD = (100, 200, 500)
CROSSED_GOLD = (150, 300)
CODERS = ((0.85, 0.985), (0.9, 0.95))
SIZES = (895, 10_000)
EQUAL = "simple random"
DESIGNS = (EQUAL, "planned")
CORRELATION = 0.3
LEVEL = 0.95
LEAST_A_STRATUM = 20
GUESS = np.array([0.05, 0.85])
"""What a planner takes for the part of postings that have a code where the coder says no, and yes."""
EMPLOYERS = {1: 459, 2: 84, 3: 22, 4: 7, 5: 6, 6: 2, 7: 2, 9: 1, 11: 1, 15: 1, 28: 1}
"""Employers by number of advertisements, as in a real corpus of 816 advertisements."""
TARGETS = {"corpus": "process", "process": "process", "process, employers": "process, employers"}
"""Targets of the corrected share, and the target of the gold-only share that each is held against."""
METHODS = ("corrected", "PPI++")
_HEAD = """# Coverage of corrected shares

How often the intervals of [corrected shares](method.md#corrected-shares) hold the truth, and how wide they are, by simulation: {draws} draws a
cell without employers, {employer_draws} with them (intra-employer correlation .3, advertisements an employer as in a real corpus), seed {seed}. `make coverage`
prints this page again. Nominal level: .95.

A coder of sensitivity .85 and specificity .985 errs about as the local one does on skills. Gold only is Wilson's interval of a simple random
sample as large, without the coder. Planned samples are Neyman allocations that guess .85 and .05; where more than half of a stratum has gold,
coverage of .92 to .99 is what was aimed at, elsewhere .93 to .98. "Corrected" is the default, MOVER on Jeffreys limits; PPI++ (`correction: ppi`), which is
for simple random samples, has no such aim.
"""
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Cell:
    """What is simulated."""

    share: float
    gold: int
    sensitivity: float
    specificity: float
    size: int
    design: str


@dataclass(frozen=True)
class Outcome:
    """Coverage and mean width of a method for a target."""

    method: str
    target: str
    coverage: float
    width: float


def cells() -> Iterator[Cell]:
    """Every cell."""
    for share, gold, (sensitivity, specificity), size, design in product(SHARES, GOLD, CODERS, SIZES, DESIGNS):
        yield Cell(share, gold, sensitivity, specificity, size, design)


def simulate(cell: Cell, draws: int, rng: np.random.Generator) -> list[Outcome]:
    """A cell without employers: every posting is its own."""
    positive = rng.binomial(cell.size, cell.share, draws)
    hits = rng.binomial(positive, cell.sensitivity)
    alarms = rng.binomial(cell.size - positive, 1 - cell.specificity)
    yes, held = hits + alarms, np.stack([positive - hits, hits], axis=1)
    size = np.stack([cell.size - yes, yes], axis=1)
    gold = _gold_sizes(cell, size, rng)
    found = rng.hypergeometric(held, size - held, gold)
    strata = Strata(size.astype(float), gold.astype(float), found / np.maximum(gold, 1))
    corpus = positive / cell.size
    alone = wilson(rng.hypergeometric(positive, cell.size - positive, cell.gold) / cell.gold, cell.gold, LEVEL)
    outcomes = [
        _outcome("corrected", "corpus", corrected_corpus(strata, LEVEL), corpus),
        _outcome("corrected", "process", corrected_process(strata, np.ones(draws), np.ones(draws), LEVEL), cell.share),
        _outcome("gold only", "process", alone, cell.share),
    ]
    if cell.design == EQUAL:
        drawn = [_predicted(*counts) for counts in zip(size, gold, found, strict=True)]
        within, beyond = [ppi_corpus(one, LEVEL) for one in drawn], [ppi_process(one, level=LEVEL) for one in drawn]
        outcomes.append(_outcome("PPI++", "corpus", _joined(within), corpus))
        outcomes.append(_outcome("PPI++", "process", _joined(beyond), cell.share))
    return outcomes


def _predicted(size: Ints, gold: Ints, found: Ints) -> Predicted:
    """One draw for PPI++, from counts where the coder says no, and yes."""
    said = np.repeat([0.0, 1.0], gold)
    truth = np.concatenate([np.arange(n) < true for n, true in zip(gold, found, strict=True)]).astype(float)
    left = (size - gold).astype(float)
    return Predicted(truth[:, None], said[:, None], np.ones(len(said)), float(left.sum()), left[1:])


def _joined(found: list[Corrected]) -> Corrected:
    """Shares of many draws as one."""
    return Corrected(*(np.concatenate(part) for part in zip(*found, strict=True)))


def simulate_employers(cell: Cell, draws: int, rng: np.random.Generator) -> list[Outcome]:
    """A cell with employers, for the process."""
    found = np.empty((3, draws, 3))
    for draw in range(draws):
        employer = _employers(cell.size, rng)
        concentration = (1 - CORRELATION) / CORRELATION
        own = rng.beta(cell.share * concentration, (1 - cell.share) * concentration, employer[-1] + 1)
        true = rng.random(cell.size) < own[employer]
        said = rng.random(cell.size) < np.where(true, cell.sensitivity, 1 - cell.specificity)
        size = np.array([[(~said).sum(), said.sum()]])
        gold = _gold_sizes(cell, size, rng)[0]
        chosen = np.concatenate(
            [rng.permutation(np.flatnonzero(said == answer))[: gold[int(answer)]] for answer in (False, True)]
        )
        found[:, draw] = _of_each_method(true, said, employer, chosen, size[0], gold, rng)
    methods = ("corrected", "gold only", "PPI++") if cell.design == EQUAL else ("corrected", "gold only")
    return [
        _outcome(method, "process, employers", Corrected(*limits.T), cell.share)
        for method, limits in zip(methods, found, strict=False)
    ]


def _of_each_method(
    true: NDArray[np.bool_],
    said: NDArray[np.bool_],
    employer: Ints,
    chosen: Ints,
    size: Ints,
    gold: Ints,
    rng: np.random.Generator,
) -> Floats:
    """Corrected share of one draw with employers, the share of a simple random gold sample as large, and PPI++'s."""
    y, stratum, who = true[chosen].astype(float), said[chosen].astype(int), employer[chosen]
    share = np.bincount(stratum, y, 2) / np.maximum(gold, 1)
    strata = Strata(*np.array([size, gold, share], float))
    observed = shares_of(said[None, :].astype(float), employer, LEVEL).deff[0]
    deff = true_deff(strata, observed, cluster_design_effect(employer, 1.0))
    gold_deff = cluster_design_effect(who, intra_correlation(y - share[stratum], who))
    found = corrected_process(strata, deff, gold_deff, LEVEL)
    right = np.bincount(stratum, y, 2).astype(np.int64)
    powered = ppi_process(_predicted(size, gold, right), deff, gold_deff, LEVEL)
    other = rng.permutation(len(true))[: len(chosen)]
    y, who = true[other].astype(float), employer[other]
    alone = wilson(y.mean(), len(y) / cluster_design_effect(who, intra_correlation(y, who)), LEVEL)
    return np.array([np.ravel(found), np.ravel(alone), np.ravel(powered)], float)


def _gold_sizes(cell: Cell, size: Ints, rng: np.random.Generator) -> Ints:
    """Gold postings a stratum: as they fall, or by Neyman's allocation with a least number a stratum."""
    if cell.design == EQUAL:
        yes = rng.hypergeometric(size[:, 1], size[:, 0], cell.gold)
        return np.stack([cell.gold - yes, yes], axis=1)
    spread = size * np.sqrt(GUESS * (1 - GUESS))
    yes = np.round(cell.gold * spread[:, 1] / spread.sum(axis=1)).astype(np.int64)
    yes = np.clip(yes, np.minimum(LEAST_A_STRATUM, size[:, 1]), np.minimum(size[:, 1], cell.gold - LEAST_A_STRATUM))
    return np.stack([cell.gold - yes, yes], axis=1)


def _employers(size: int, rng: np.random.Generator) -> Ints:
    """Employer of each posting, with real numbers of postings an employer."""
    kinds = np.repeat(list(EMPLOYERS), list(EMPLOYERS.values()))
    sizes = rng.choice(kinds, size)
    return np.repeat(np.arange(size), sizes)[:size]


def _outcome(method: str, target: str, found: Corrected, truth: Floats | float) -> Outcome:
    holds = (found.low <= truth + 1e-12) & (truth - 1e-12 <= found.high)
    return Outcome(method, target, float(holds.mean()), float((found.high - found.low).mean()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=4000)
    parser.add_argument("--employer-draws", type=int, default=800)
    parser.add_argument("--crossed-draws", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20260205)
    given = parser.parse_args()
    rng = np.random.default_rng(given.seed)
    found = [
        (cell, outcome)
        for cell in cells()
        for outcome in simulate(cell, given.draws, rng) + simulate_employers(cell, given.employer_draws, rng)
    ]
    print(_HEAD.format(draws=given.draws, employer_draws=given.employer_draws, seed=given.seed))
    crossed = list(_crossed(given.crossed_draws, rng))
    for line in (*_summary(found), "", *crossed, "", "## Every cell", "", *_detail(found)):
        print(line)


def _summary(found: list[tuple[Cell, Outcome]]) -> Iterator[str]:
    """Coverage and width of corrected shares beside those of the gold alone, by target, coder and postings."""
    yield "| method | target | coder | postings | coverage, least to most | width of gold only = 1: mean | most |"
    yield "|---|---|---|---|---|---|---|"
    widths = {(cell, o.target): o.width for cell, o in found if o.method == "gold only"}
    for method, target, (sensitivity, specificity), size in product(METHODS, TARGETS, CODERS, SIZES):
        here = [
            (o.coverage, o.width / widths[cell, TARGETS[target]])
            for cell, o in found
            if o.method == method and o.target == target and cell.size == size
            and (cell.sensitivity, cell.specificity) == (sensitivity, specificity)
        ]  # fmt: skip
        coverage, ratio = np.array(here).T
        yield (
            f"| {method} | {target} | {sensitivity:g}/{specificity:g} | {size:,} | {coverage.min():.3f} to {coverage.max():.3f} | "
            f"{ratio.mean():.2f} | {ratio.max():.2f} |"
        )


def _crossed(draws: int, rng: np.random.Generator) -> Iterator[str]:
    """Samples that serve several shares at once, by target and share."""
    yield "## One sample for several shares"
    yield ""
    yield f"Samples as `rolescope sample` draws them for six codes at once, up to 20 strata; {draws} draws, no employers, coder of .85/.985."
    yield ""
    yield "| postings | gold | target | share | coverage | width |"
    yield "|---|---|---|---|---|---|"
    for size, gold in product(SIZES, CROSSED_GOLD):
        for o in simulate_crossed(size, gold, draws, rng):
            yield f"| {size:,} | {gold} | {o.target} | {o.share:g} | {o.coverage:.3f} | {o.width:.4f} |"


def _detail(found: list[tuple[Cell, Outcome]]) -> Iterator[str]:
    yield "| share | gold | coder | postings | design | method | target | coverage | width |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for cell, o in found:
        yield (
            f"| {cell.share:g} | {cell.gold} | {cell.sensitivity:g}/{cell.specificity:g} | {cell.size:,} | "
            f"{cell.design} | {o.method} | {o.target} | {o.coverage:.3f} | {o.width:.4f} |"
        )


if __name__ == "__main__":
    main()
