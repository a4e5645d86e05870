"""Simulate every cell on all cores, and print docs/coverage.md; exit code 1 where the default method misses a bar."""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import product

import numpy as np

from benchmarks.coverage import bars
from benchmarks.coverage.cells import SIZES, Cell, Outcome, cells
from benchmarks.coverage.crossed import GOLD, Crossed, simulate_crossed
from benchmarks.coverage.page import Draws, page
from benchmarks.coverage.simulation import simulate, simulate_employers


def main() -> None:
    """Print the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=4000)
    parser.add_argument("--employer-draws", type=int, default=3000)
    parser.add_argument("--crossed-draws", type=int, default=400)
    parser.add_argument("--seed", type=int, default=20260205)
    draws = Draws(**vars(parser.parse_args()))
    grid, samples = list(cells()), list(product(SIZES, GOLD))
    seeds = np.random.SeedSequence(draws.seed).spawn(len(grid) + len(samples))
    with ProcessPoolExecutor() as pool:
        several = pool.map(partial(_several, draws=draws), samples, seeds[len(grid) :])
        found = list(pool.map(partial(_cell, draws=draws), grid, seeds))
    outcomes = [(cell, one) for cell, of_cell in zip(grid, found, strict=True) for one in of_cell]
    for line in page(outcomes, dict(zip(samples, several, strict=True)), draws):
        print(line)
    missed = [verdict.bar for verdict in bars.verdicts(outcomes) if not verdict.holds]
    sys.exit("\n".join(f"missed: {bar}" for bar in missed) or 0)


def _cell(cell: Cell, seed: np.random.SeedSequence, draws: Draws) -> list[Outcome]:
    rng = np.random.default_rng(seed)
    return simulate(cell, draws.draws, rng) + simulate_employers(cell, draws.employer_draws, rng)


def _several(sample: tuple[int, int], seed: np.random.SeedSequence, draws: Draws) -> list[Crossed]:
    return simulate_crossed(*sample, draws.crossed_draws, np.random.default_rng(seed))


if __name__ == "__main__":
    main()
