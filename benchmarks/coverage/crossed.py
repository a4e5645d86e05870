"""Coverage where one sample serves several shares, as `rolescope sample` draws it: strata crossed, many of them cut.

Every draw makes a frame of postings with several codes, codes them with errors, designs a sample for all codes at
once, draws it, and corrects each share by the labels, weighted by their inclusion probabilities.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from rolescope.estimate.corrections import CORRECTIONS, see
from rolescope.estimate.expected import WHERE_NO, WHERE_YES, expected_shares
from rolescope.estimate.gold_sample import Bools, Gold
from rolescope.estimate.intervals import Floats
from rolescope.estimate.sample_design import Aim, design_sample
from rolescope.estimate.strata import strata_of

GOLD = (150, 300)
SHARES = np.array([0.02, 0.05, 0.1, 0.3, 0.5, 0.5])
"""Shares of the codes, which a sample is drawn for: crossed they make up to 64 cells, and at most 20 strata."""
SENSITIVITY, SPECIFICITY = 0.85, 0.985
LEVEL = 0.95


class Crossed(NamedTuple):
    """Coverage and mean width of one share of a sample for several."""

    share: float
    target: str
    coverage: float
    width: float


def simulate_crossed(size: int, gold: int, draws: int, rng: np.random.Generator) -> list[Crossed]:
    """Coverage of every share for either target.

    Parameters
    ----------
    size, gold
        Postings of the frame, and labels.
    draws
        Frames drawn.
    rng
        Where chance comes from.
    """
    mover = CORRECTIONS["mover"]
    holds, width = np.zeros((2, len(SHARES))), np.zeros((2, len(SHARES)))
    for _ in range(draws):
        true = rng.random((size, len(SHARES))) < SHARES
        said = rng.random(true.shape) < np.where(true, SENSITIVITY, 1 - SPECIFICITY)
        sample = _sample(said, gold, rng)
        number = np.arange(size)
        drawn = Gold(number, number, sample.weight, np.ones(size, bool), true, said).of(sample.rows)
        yes = said.sum(axis=0)
        seen = see(drawn, np.stack([size - yes, yes, 0 * yes], axis=1).astype(float), np.ones(len(SHARES)), 1.0)
        for place, (found, truth) in enumerate(
            ((mover.process(seen, LEVEL), SHARES), (mover.corpus(seen, LEVEL), true.mean(axis=0)))
        ):
            holds[place] += (found.low <= truth + 1e-12) & (truth - 1e-12 <= found.high)
            width[place] += found.high - found.low
    return [
        Crossed(float(share), target, float(holds[place, k] / draws), float(width[place, k] / draws))
        for place, target in enumerate(("process", "corpus"))
        for k, share in enumerate(SHARES)
    ]


class _Drawn(NamedTuple):
    """Whether each row of the frame is labelled, and what it stands for if it is."""

    rows: Bools
    weight: Floats


def _sample(said: Bools, gold: int, rng: np.random.Generator) -> _Drawn:
    design = design_sample(list(_aims(said)), gold)
    numbers = rng.random(len(said))
    order = np.lexsort((numbers, design.of))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(design.size) - design.size, design.size)
    rows = np.zeros(len(said), np.bool_)
    rows[order[rank < np.repeat(design.n, design.size)]] = True
    return _Drawn(rows, 1 / design.inclusion)


def _aims(said: Bools) -> Iterator[Aim]:
    unknown = np.full(len(said), np.nan)
    for code, column in enumerate(said.T):
        partition = strata_of(["true" if one else "false" for one in column], unknown)
        yes = np.array([says == "true" for says in partition.says])
        guess = expected_shares(partition.size, yes, np.ones(len(yes), bool), partition.doubt, (1 - WHERE_YES, WHERE_NO))  # fmt: skip
        yield Aim(f"code {code}", partition, yes, guess)
