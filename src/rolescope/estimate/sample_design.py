"""A stratified sample for several shares: its strata, and how many labels each gets.

Families on which the coder says the same of every target, as surely, are a cell; each cell has a best inclusion
probability (`joint_allocation`). There no share counts as further from one half than `FURTHEST`: Jeffreys limits on a few
labels are wider than the variance of a very small share says. Few cells are the strata themselves. Many are collapsed: in the order of their
probabilities they are cut into strata that get about as many labels each, so that what is in one stratum should be drawn
with nearly the same probability anyway. Within a stratum the sample is simple random: every inclusion probability is
n_h / N_h, exactly.

References
----------
Cochran (1977), Sampling Techniques, sections 5.5 and 5A.7: few strata are nearly as good as many, and strata that get
equal samples are nearly the best.
Särndal, Swensson and Wretman (1992), Model Assisted Survey Sampling, section 3.7.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.allocation import LEAST_A_STRATUM, neyman
from rolescope.estimate.intervals import Floats
from rolescope.estimate.joint_allocation import joint_sizes
from rolescope.estimate.strata import Partition

MOST_STRATA = 20
FURTHEST = 0.45
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Aim:
    """One share that a sample is drawn for.

    Parameters
    ----------
    name
        As ``role_type = ai-first``.
    partition
        Families by what the coder says of it.
    yes
        Whether the coder says in each stratum that its families have the code.
    shares
        Expected gold share of each stratum, strictly between 0 and 1.
    """

    name: str
    partition: Partition
    yes: NDArray[np.bool_]
    shares: Floats


@dataclass(frozen=True)
class SampleDesign:
    """Strata of a sample and their labels.

    Parameters
    ----------
    names
        Names of the strata.
    of
        Number of the stratum of each family.
    size, n
        Families of each stratum, and how many of them are drawn, at least 1.
    """

    names: tuple[str, ...]
    of: Ints
    size: Ints
    n: Ints

    @property
    def inclusion(self) -> Floats:
        """Inclusion probability of each family."""
        return (self.n / self.size)[self.of]


def design_sample(aims: Sequence[Aim], n: int, most: int = MOST_STRATA, least: int = LEAST_A_STRATUM) -> SampleDesign:
    """The design of a sample of `n` families.

    Parameters
    ----------
    aims
        At least one share; all are of the same families.
    n
        Labels in all, at least 1 and at most as many as there are families.
    most
        Most strata.
    least
        Labels that a stratum gets at least, if it has as many families.
    """
    partitions = list({id(aim.partition): aim.partition for aim in aims}.values())
    cells, cell = np.unique(np.stack([part.of for part in partitions], axis=1), axis=0, return_inverse=True)
    cell = cell.reshape(-1)
    size = np.bincount(cell, minlength=len(cells))
    place = {id(part): column for column, part in enumerate(partitions)}
    shares = np.array([aim.shares[cells[:, place[id(aim.partition)]]] for aim in aims])
    wanted = joint_sizes(size.astype(float), np.clip(shares, 0.5 - FURTHEST, 0.5 + FURTHEST), n)
    room = max(min(most, n // least), 1)
    if len(cells) <= room:
        names = ["; ".join(part.names[k] for part, k in zip(partitions, row, strict=True)) for row in cells]
        stratum = np.arange(len(cells))
    else:
        stratum = _collapsed(wanted, size, room)
        names = [f"{k + 1} of {stratum.max() + 1} by probability" for k in range(stratum.max() + 1)]
    sizes = np.bincount(stratum, size).astype(np.int64)
    labels = neyman(sizes, np.bincount(stratum, wanted), n, min(least, n))
    return SampleDesign(tuple(names), stratum[cell], sizes, labels)


def _collapsed(wanted: Floats, size: Ints, room: int) -> Ints:
    """Number of the stratum of each cell: cells in the order of their probabilities, cut at equal numbers of labels."""
    order = np.argsort(wanted / size, kind="stable")
    middle = np.cumsum(wanted[order]) - wanted[order] / 2
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.minimum((middle / wanted.sum() * room).astype(np.int64), room - 1)
    return np.unique(group, return_inverse=True)[1].astype(np.int64)
