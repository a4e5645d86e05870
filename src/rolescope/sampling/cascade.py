"""The cascade: the local coder codes everything; a model a sample of it, and what the local coder is unsure of.

The sample is simple random, so that what the model says of it corrects the shares of all. Where the local coder is
unsure the model's codes replace its own, whether a posting was sampled or not: in the sample the local codes of the
others stay, else they would seem to agree with the model there alone.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

import numpy as np

from rolescope.estimate.drawing import draw

SAMPLE = 100
"""Postings of the sample, where there are as many."""
UNSURE_BELOW = 0.7


class Doubt(NamedTuple):
    """How sure the local coder is of a posting: of the variable that it is least sure of; 0 where it is uncoded."""

    posting_id: str
    confidence: float


class Chosen(NamedTuple):
    """Postings to ask a model about: the sample in random order, then the doubtful ones, least sure first."""

    sample: tuple[str, ...]
    unsure: tuple[str, ...]
    of: int

    @property
    def order(self) -> list[str]:
        """Every one, once; a budget that ends within the sample leaves a smaller random sample."""
        return list(dict.fromkeys([*self.sample, *self.unsure]))

    def inclusion(self, answered: Collection[str]) -> dict[str, float]:
        """Sampled postings that were answered, each with its probability of being so.

        Those not answered are taken to be missing at random.
        """
        there = [posting_id for posting_id in self.sample if posting_id in answered]
        return dict.fromkeys(there, len(there) / self.of)


def choose(doubts: Sequence[Doubt], seed: int, size: int = SAMPLE) -> Chosen:
    """Choose what to ask a model about.

    Parameters
    ----------
    doubts
        Every posting that can be asked about.
    seed
        Seed of the draw.
    size
        Postings of the sample.

    Examples
    --------
    >>> choose([Doubt("a", 0.9), Doubt("b", 0.6), Doubt("c", 0.2)], seed=1, size=2)
    Chosen(sample=('a', 'c'), unsure=('c', 'b'), of=3)
    """
    ids = [doubt.posting_id for doubt in doubts]
    drawn = draw(ids, np.zeros(len(ids), np.int64), np.array([min(size, len(ids))]), seed)
    unsure = sorted((d.confidence, d.posting_id) for d in doubts if d.confidence < UNSURE_BELOW)
    return Chosen(tuple(ids[place] for place in drawn), tuple(posting_id for _, posting_id in unsure), len(ids))
