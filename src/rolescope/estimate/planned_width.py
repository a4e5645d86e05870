"""How wide the interval of a corrected share will be, from a plan alone.

The intervals are those of `two_phase` and `gold_only`, on what a plan expects: of stratum h the gold share p_h, and an
effective number of labels N_h² / Σ 1/π_i over its postings, which is n_h where all have the same inclusion probability
π_i (Kish 1965, section 11.7). The gold's design effect is Kish's with E Σ g² = Σ_e (Σ π_i)² + Σ π_i (1 − π_i) and the
correlation within employers of the coder's codes.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.clustered import shares_of
from rolescope.estimate.clustering import cluster_design_effect, intra_correlation
from rolescope.estimate.gold_only import wilson
from rolescope.estimate.intervals import Floats
from rolescope.estimate.sample_design import Aim
from rolescope.estimate.two_phase import Corrected, Strata, corrected_corpus, corrected_process, true_deff


class HalfWidths(NamedTuple):
    """Half the width of each interval, as a share."""

    process: float
    corpus: float
    gold_only: float


class Expectation:
    """What is expected of one share.

    Parameters
    ----------
    aim
        The share.
    employers
        Number of the employer of each family; at least one family.
    level
        Confidence level.
    """

    def __init__(self, aim: Aim, employers: NDArray[np.integer], level: float = 0.95) -> None:
        self._aim, self._level = aim, level
        self._employer = np.unique(employers, return_inverse=True)[1]
        said = aim.yes[aim.partition.of].astype(float)
        self._observed = float(shares_of(said[None, :], employers, level).deff[0])
        self._most = cluster_design_effect(employers, 1.0)
        self._correlation = intra_correlation(said, employers)

    @property
    def share(self) -> float:
        """The share itself."""
        size = self._aim.partition.size
        return float(size @ self._aim.shares / size.sum())

    def half_widths(self, inclusion: Floats) -> HalfWidths:
        """Half-widths of the intervals with these inclusion probabilities, one a family.

        Gold-only is Wilson's interval of as many labels, drawn as a simple random sample, for the process.
        """
        aim = self._aim
        size = aim.partition.size
        gold = size**2 / np.bincount(aim.partition.of, 1 / inclusion, len(size))
        strata = Strata(size, gold, aim.shares)
        process = corrected_process(
            strata, true_deff(strata, self._observed, self._most), self._gold_deff(inclusion), self._level
        )
        n = float(inclusion.sum())
        random = np.full(len(inclusion), n / len(inclusion))
        return HalfWidths(
            _half(process),
            _half(corrected_corpus(strata, self._level)),
            _half(wilson(self.share, n / self._gold_deff(random), self._level)),
        )

    def _gold_deff(self, inclusion: Floats) -> float:
        of_employer = np.bincount(self._employer, inclusion)
        squares = float((of_employer**2).sum() + (inclusion * (1 - inclusion)).sum())
        return max(1.0 + (squares / float(inclusion.sum()) - 1.0) * self._correlation, 1.0)


def _half(found: Corrected) -> float:
    return float((found.high - found.low).item() / 2)
