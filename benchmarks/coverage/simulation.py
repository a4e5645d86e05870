"""Draws of a cell: every draw makes the postings anew, codes them with errors, draws gold, and estimates by each method.

An interval is to hold the true share for `process`, and for `corpus` that of the postings drawn. With employers,
these have shares of their own (beta-binomial with intra-employer correlation `CORRELATION`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from benchmarks.coverage.cells import (
    ALONE,
    CLUSTERED,
    CORPUS,
    CORRELATION,
    DEFAULT,
    EQUAL,
    LEVEL,
    PPI,
    PROCESS,
    Cell,
    Floats,
    Ints,
    Outcome,
    crowded_part,
    employers,
    gold_sizes,
    outcome,
)
from rolescope.estimate.clustered import shares_of
from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.gold_only import wilson
from rolescope.estimate.ppi import Predicted, ppi_corpus, ppi_process
from rolescope.estimate.two_phase import Corrected, Strata, corrected_corpus, corrected_process, true_deff


def simulate(cell: Cell, draws: int, rng: np.random.Generator) -> list[Outcome]:
    """A cell without employers: every posting is its own.

    Parameters
    ----------
    cell
        What is simulated.
    draws
        Frames drawn.
    rng
        Where chance comes from.
    """
    positive = rng.binomial(cell.size, cell.share, draws)
    hits = rng.binomial(positive, cell.sensitivity)
    alarms = rng.binomial(cell.size - positive, 1 - cell.specificity)
    yes, held = hits + alarms, np.stack([positive - hits, hits], axis=1)
    size = np.stack([cell.size - yes, yes], axis=1)
    gold = gold_sizes(cell, size, rng)
    found = rng.hypergeometric(held, size - held, gold)
    strata = Strata(size.astype(float), gold.astype(float), found / np.maximum(gold, 1))
    corpus, crowded = positive / cell.size, crowded_part(gold, size)
    alone = wilson(rng.hypergeometric(positive, cell.size - positive, cell.gold) / cell.gold, cell.gold, LEVEL)
    process = corrected_process(strata, np.ones(draws), np.ones(draws), LEVEL)
    outcomes = [
        outcome(DEFAULT, CORPUS, corrected_corpus(strata, LEVEL), corpus, crowded),
        outcome(DEFAULT, PROCESS, process, cell.share, crowded),
        outcome(ALONE, PROCESS, alone, cell.share, crowded),
    ]
    if cell.design == EQUAL:
        drawn = [_predicted(*counts) for counts in zip(size, gold, found, strict=True)]
        within, beyond = [ppi_corpus(one, LEVEL) for one in drawn], [ppi_process(one, level=LEVEL) for one in drawn]
        outcomes.append(outcome(PPI, CORPUS, _joined(within), corpus, crowded))
        outcomes.append(outcome(PPI, PROCESS, _joined(beyond), cell.share, crowded))
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
    """A cell with employers, for the process; parameters as for `simulate`."""
    methods = (DEFAULT, ALONE, PPI) if cell.design == EQUAL else (DEFAULT, ALONE)
    found, sizes = np.empty((3, draws, 3)), np.empty((2, draws, 2), int)
    concentration = (1 - CORRELATION) / CORRELATION
    for draw in range(draws):
        employer = employers(cell.size, rng)
        own = rng.beta(cell.share * concentration, (1 - cell.share) * concentration, employer[-1] + 1)
        true = rng.random(cell.size) < own[employer]
        said = rng.random(cell.size) < np.where(true, cell.sensitivity, 1 - cell.specificity)
        size = np.array([(~said).sum(), said.sum()])
        gold = gold_sizes(cell, size[None], rng)[0]
        chosen = np.concatenate(
            [rng.permutation(np.flatnonzero(said == answer))[: gold[int(answer)]] for answer in (False, True)]
        )
        sizes[:, draw] = gold, size
        found[:, draw] = _of_each_method(true, said, employer, chosen, size, gold, rng)
    crowded = crowded_part(*sizes)
    return [
        outcome(method, CLUSTERED, Corrected(*limits.T), cell.share, crowded)
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
