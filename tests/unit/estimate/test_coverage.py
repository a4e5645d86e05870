"""A small seeded piece of the simulation of `benchmarks/coverage`: intervals keep their promise."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.coverage.cells import Cell
from benchmarks.coverage.crossed import simulate_crossed
from benchmarks.coverage.simulation import simulate, simulate_employers


@pytest.mark.parametrize("share", [0.05, 0.3])
@pytest.mark.parametrize("design", ["simple random", "planned"])
def test_corrected_shares_cover_and_are_narrower_than_gold_alone(share: float, design: str) -> None:
    cell = Cell(share, 200, 0.85, 0.985, 10_000, design)
    corpus, process, alone = simulate(cell, 2000, np.random.default_rng(1))[:3]
    # 2,000 draws: a coverage of .95 is within .935 and .965 by chance
    assert 0.92 <= corpus.coverage <= 0.985
    assert 0.92 <= process.coverage <= 0.985
    assert max(corpus.width, process.width) <= 0.75 * alone.width


def test_with_employers_they_cover_too() -> None:
    corrected, alone = simulate_employers(Cell(0.3, 200, 0.85, 0.985, 895, "planned"), 150, np.random.default_rng(2))
    assert corrected.coverage >= 0.9
    assert corrected.width <= 0.85 * alone.width


def test_ppi_covers_where_a_code_is_frequent() -> None:
    found = simulate(Cell(0.3, 200, 0.85, 0.985, 10_000, "simple random"), 1000, np.random.default_rng(3))[3:]
    assert [outcome.method for outcome in found] == ["PPI++", "PPI++"]
    assert all(0.92 <= outcome.coverage <= 0.97 for outcome in found)


def test_samples_for_several_shares_at_once_cover_each_of_them() -> None:
    found = simulate_crossed(895, 150, 100, np.random.default_rng(1))
    assert len(found) == 12
    # 100 draws: a coverage of .95 is within .91 and .99 by chance; of twelve the mean is within .935 and .965
    assert all(one.coverage >= 0.88 for one in found)
    assert 0.93 <= np.mean([one.coverage for one in found]) <= 0.98
