"""The bars that `make coverage` holds the simulation to: which cells miss, and which no interval could meet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from benchmarks.coverage.bars import Found, lines, verdicts
from benchmarks.coverage.cells import ALONE, CLUSTERED, CORPUS, DEFAULT, PROCESS, Cell, Outcome, cells, known_error
from benchmarks.coverage.page import Draws, page

CELL = Cell(0.3, 200, 0.85, 0.985, 10_000, "planned")


def found(cell: Cell = CELL, coverage: float = 0.95, width: float = 0.05, crowded: float = 0.0) -> Found:
    """Outcomes of a cell, with a gold-only width of .1."""
    targets = (CORPUS, PROCESS, CLUSTERED)
    told = [(cell, Outcome(DEFAULT, target, coverage, width, crowded)) for target in targets]
    return [*told, *((cell, Outcome(ALONE, target, 0.95, 0.1, crowded)) for target in targets[1:])]


def missed(outcomes: Found) -> list[str]:
    return [verdict.bar.split(":")[0] for verdict in verdicts(outcomes) if not verdict.holds]


def test_the_grid_is_that_of_the_promise() -> None:
    grid = list(cells())
    assert len(grid) == len(set(grid)) == 5 * 3 * 2 * 2 * 2


def test_every_bar_is_met_or_missed_by_the_figures() -> None:
    assert missed(found()) == []
    assert missed(found(coverage=0.929)) == ["coverage .93 to .98"]
    assert missed(found(coverage=0.985)) == ["coverage .93 to .98"]
    assert missed(found(width=0.08)) == ["corpus, .85/.985", "process, .85/.985, 10,000 postings"]
    assert missed(found(width=0.09))[2:] == ["employers, 10,000 postings"]


def test_where_more_than_half_of_a_stratum_is_labelled_coverage_may_differ_more() -> None:
    assert missed(found(coverage=0.985, crowded=0.6)) == []
    assert missed(found(coverage=0.919, crowded=0.6)) == ["coverage .92 to .99, more than half of a stratum labelled"]


def test_a_worse_coder_has_a_bar_of_width_with_employers_alone() -> None:
    assert missed(found(replace(CELL, sensitivity=0.9, specificity=0.95), width=0.08)) == []
    assert missed(found(replace(CELL, size=895), width=0.08)) == ["corpus, .85/.985"]


def test_a_width_that_no_interval_can_have_is_told_and_is_no_failure() -> None:
    cell = replace(CELL, gold=500, size=895, sensitivity=0.9, specificity=0.95)
    # employers: d1 = 1 + (3007 / 895 − 1) × .3 = 1.708; of 273 yes and 622 no 209 and 291 are labelled:
    # .3 × .7 × 1.708 / 895 + .305² × (1 − 209/273) × .885 × .115 / 209 + .695² × (1 − 291/622) × .0432 × .9568 / 291
    assert known_error(cell) ** 2 == pytest.approx(4.007e-4 + 1.06e-5 + 3.65e-5, abs=2e-6)
    alone = Outcome(ALONE, CLUSTERED, 0.95, 0.095, 1.0)
    told = verdicts([(cell, Outcome(DEFAULT, CLUSTERED, 0.95, 0.083, 1.0)), (cell, alone)])
    assert all(verdict.holds for verdict in told)
    said = "\n".join(lines(told))
    assert "| employers, 895 postings: width at most .85 | 1 | met in 0, beyond reach in 1 |" in said
    assert (
        "- 0.874: process, employers, share 0.3, 500 labels (planned), coder 0.9/0.95, 895 postings; known 0.87" in said
    )


def test_the_page_has_every_cell_and_a_line_a_bar() -> None:
    told = "\n".join(page(found(), {}, Draws(100, 100, 10, 1)))
    assert "between\n0.907 and 0.993" in told
    assert told.count("| 0.3 | 200 | 0.85/0.985 | 10,000 | planned |") == 5
    assert told.count("| met |") == 6
