"""The methods that correct shares, each as a function of the same things seen; a study names one (`correction`)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.gold_only import wilson
from rolescope.estimate.gold_sample import Bools, Gold
from rolescope.estimate.intervals import Floats
from rolescope.estimate.ppi import Predicted, ppi_corpus, ppi_process
from rolescope.estimate.two_phase import (
    Corrected,
    Strata,
    corrected_corpus,
    corrected_process,
    synthetic_process,
    true_deff,
)


class Seen(NamedTuple):
    """What a method may look at.

    Attributes
    ----------
    gold
        The labelled postings.
    strata
        Families that the coder says no of, says yes of, and could not code, with their gold.
    deff
        Design effect of employers on the true codes, one a value.
    """

    gold: Gold
    strata: Strata
    deff: Floats


class Correction(NamedTuple):
    """A method.

    Attributes
    ----------
    name
        What the column `method` of the estimates calls it.
    process, corpus
        Its shares for either target.
    synthetic
        Its shares of a slice by gold of the whole corpus; None where it has none.
    any_probabilities
        Whether the gold may have been drawn with unequal probabilities.
    """

    name: str
    process: Callable[[Seen, float], Corrected]
    corpus: Callable[[Seen, float], Corrected]
    synthetic: Callable[[Seen, float], Corrected] | None = None
    any_probabilities: bool = True


def see(gold: Gold, size: Floats, observed_deff: Floats, full_deff: float) -> Seen:
    """What there is to see of a slice.

    Parameters
    ----------
    gold
        Labelled postings.
    size
        For each value the families that the coder says no of, says yes of, and could not code.
    observed_deff, full_deff
        Design effects of employers on what the coder says, and of full correlation.
    """
    strata = _strata(gold, size)
    return Seen(gold, strata, true_deff(strata, observed_deff, full_deff))


def _strata(gold: Gold, size: Floats) -> Strata:
    """Strata no, yes and uncoded of every value; `gold` counts postings at their Kish effective number."""
    weight = gold.weight[:, None]
    within = [
        gold.coded[:, None] & ~gold.said,
        gold.coded[:, None] & gold.said,
        ~gold.coded[:, None] | np.zeros_like(gold.said),
    ]
    total = np.stack([(weight * mask).sum(axis=0) for mask in within], axis=1)
    squares = np.stack([(weight**2 * mask).sum(axis=0) for mask in within], axis=1)
    true = np.stack([(weight * (mask & gold.truth)).sum(axis=0) for mask in within], axis=1)
    some = total > 0
    count = np.where(some, total**2 / np.where(some, squares, 1), 0)
    return Strata(size, count, np.where(some, true / np.where(some, total, 1), 0))


def _left(seen: Seen) -> Floats:
    """What the strata leave unexplained of the gold."""
    stratum = np.where(seen.gold.coded[:, None], seen.gold.said.astype(int), 2)
    return np.asarray(seen.gold.truth - np.take_along_axis(seen.strata.share.T, stratum, axis=0))


def _gold_deff(gold: Gold, values: Floats | Bools) -> Floats:
    """Design effect of employers in the gold sample, by the correlation within employers of each column."""
    return np.array(
        [
            cluster_design_effect(gold.employer, intra_correlation(column.astype(float), gold.employer))
            for column in values.T
        ]
    )


def _mover_process(seen: Seen, level: float) -> Corrected:
    return corrected_process(seen.strata, seen.deff, _gold_deff(seen.gold, _left(seen)), level)


def _mover_corpus(seen: Seen, level: float) -> Corrected:
    return corrected_corpus(seen.strata, level)


def _mover_synthetic(seen: Seen, level: float) -> Corrected:
    return synthetic_process(seen.strata, seen.deff, _gold_deff(seen.gold, _left(seen)), level)


def _predicted(seen: Seen) -> Predicted:
    """The coder says no of what it could not code; a family counts once among those without gold."""
    gold = seen.gold
    _, first = np.unique(gold.family, return_index=True)
    size, yes = seen.strata.size.sum(axis=1), seen.strata.size[:, 1]
    others = float(size.max(initial=0)) - len(first)
    return Predicted(
        gold.truth.astype(float), gold.said.astype(float), gold.weight, max(others, 0.0), yes - gold.said[first].sum(axis=0)
    )  # fmt: skip


def _ppi_process(seen: Seen, level: float) -> Corrected:
    return ppi_process(_predicted(seen), seen.deff, _gold_deff(seen.gold, _left(seen)), level)


def _ppi_corpus(seen: Seen, level: float) -> Corrected:
    return ppi_corpus(_predicted(seen), level)


def _alone(seen: Seen) -> tuple[Floats, float]:
    """Share of every value among the gold, each posting at its weight, and Kish's effective number."""
    weight = seen.gold.weight
    total = float(weight.sum())
    if not total:
        return np.zeros(seen.gold.truth.shape[1]), 0.0
    return (weight[:, None] * seen.gold.truth).sum(axis=0) / total, total**2 / float((weight**2).sum())


def _gold_only_process(seen: Seen, level: float) -> Corrected:
    share, count = _alone(seen)
    return wilson(share, count / _gold_deff(seen.gold, seen.gold.truth), level)


def _gold_only_corpus(seen: Seen, level: float) -> Corrected:
    """With finite-population correction: labels of every family leave nothing to chance."""
    share, count = _alone(seen)
    unseen = 1 - np.minimum(count / np.maximum(seen.strata.size.sum(axis=1), 1), 1)
    return wilson(share, np.where(unseen > 0, count / np.where(unseen > 0, unseen, 1), np.inf), level)


CORRECTIONS = {
    "mover": Correction("two-phase, MOVER on Jeffreys limits", _mover_process, _mover_corpus, _mover_synthetic),
    "ppi": Correction("PPI++", _ppi_process, _ppi_corpus, any_probabilities=False),
    "gold-only": Correction("gold only, Wilson", _gold_only_process, _gold_only_corpus),
}
"""Methods by the name that a study gives them."""
