"""What is simulated: the cells of the grid, their postings, and the gold that is drawn from these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.two_phase import Corrected

SHARES = (0.02, 0.05, 0.1, 0.3, 0.5)
GOLD = (100, 200, 500)
CODERS = ((0.85, 0.985), (0.9, 0.95))
SIZES = (895, 10_000)
EQUAL = "simple random"
DESIGNS = (EQUAL, "planned")
CORRELATION = 0.3
LEVEL = 0.95
LEAST_A_STRATUM = 20
GUESS = np.array([0.05, 0.85])
"""What a planner takes for the part of postings that have a code where the coder says no, and yes."""
EMPLOYERS = {1: 452, 2: 81, 3: 27, 4: 11, 5: 6, 6: 3, 7: 5, 10: 3, 15: 1, 28: 1}
"""Employers by number of postings, as in a real corpus of 895 postings."""
DEFAULT, PPI, ALONE = "corrected", "PPI++", "gold only"
CORPUS, PROCESS, CLUSTERED = "corpus", "process", "process, employers"
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

    @property
    def coder(self) -> tuple[float, float]:
        """Its sensitivity and specificity."""
        return self.sensitivity, self.specificity


@dataclass(frozen=True)
class Outcome:
    """Coverage and mean width of a method for a target.

    Parameters
    ----------
    method, target
        Which.
    coverage, width
        Part of the draws whose interval holds the truth; mean width of the intervals.
    crowded
        Part of the draws in which more than half of a stratum has gold.
    """

    method: str
    target: str
    coverage: float
    width: float
    crowded: float


def cells() -> Iterator[Cell]:
    """Every cell."""
    for share, gold, (sensitivity, specificity), size, design in product(SHARES, GOLD, CODERS, SIZES, DESIGNS):
        yield Cell(share, gold, sensitivity, specificity, size, design)


def gold_sizes(cell: Cell, size: Ints, rng: np.random.Generator) -> Ints:
    """Gold postings a stratum: as they fall, or by Neyman's allocation with a least number a stratum.

    Parameters
    ----------
    cell
        How much gold, and by which design.
    size
        Postings that the coder says no and yes of: one row a draw.
    rng
        Where chance comes from.
    """
    if cell.design == EQUAL:
        yes = rng.hypergeometric(size[:, 1], size[:, 0], cell.gold)
        return np.stack([cell.gold - yes, yes], axis=1)
    return _planned(cell.gold, size)


def _planned(gold: int, size: Ints) -> Ints:
    spread = size * np.sqrt(GUESS * (1 - GUESS))
    yes = np.round(gold * spread[:, 1] / spread.sum(axis=1)).astype(np.int64)
    yes = np.clip(yes, np.minimum(LEAST_A_STRATUM, size[:, 1]), np.minimum(size[:, 1], gold - LEAST_A_STRATUM))
    return np.stack([gold - yes, yes], axis=1)


def known_error(cell: Cell) -> float:
    """Standard error of a corrected share of the process with employers, at least: that of gold without clusters.

    √(p (1 − p) d1 / N + Σ W_h² (1 − n_h / N_h) p_h (1 − p_h) / n_h), at the sizes that are expected.
    """
    p, part = cell.share, cell.share * cell.sensitivity + (1 - cell.share) * (1 - cell.specificity)
    weight = np.array([1 - part, part])
    true = np.array([p * (1 - cell.sensitivity), p * cell.sensitivity]) / weight
    size = cell.size * weight
    gold = cell.gold * weight if cell.design == EQUAL else _planned(cell.gold, np.round(size).astype(np.int64)[None])[0]
    squares, count = (sum(k * m**power for m, k in EMPLOYERS.items()) for power in (2, 1))
    deff = 1 + (squares / count - 1) * CORRELATION
    within = weight**2 * np.maximum(1 - gold / size, 0) * true * (1 - true) / gold
    return float(np.sqrt(p * (1 - p) * deff / cell.size + within.sum()))


def employers(size: int, rng: np.random.Generator) -> Ints:
    """Employer of each posting, with real numbers of postings an employer."""
    kinds = np.repeat(list(EMPLOYERS), list(EMPLOYERS.values()))
    sizes = rng.choice(kinds, size)
    return np.repeat(np.arange(size), sizes)[:size]


def outcome(method: str, target: str, found: Corrected, truth: Floats | float, crowded: float) -> Outcome:
    """Coverage and mean width of the intervals of many draws."""
    holds = (found.low <= truth + 1e-12) & (truth - 1e-12 <= found.high)
    return Outcome(method, target, float(holds.mean()), float((found.high - found.low).mean()), crowded)


def crowded_part(gold: Ints, size: Ints) -> float:
    """Part of the draws in which more than half of a stratum has gold."""
    return float((2 * gold > size).any(axis=-1).mean())
