from __future__ import annotations

import numpy as np
from scipy.stats import binom

from rolescope.estimate.drawing import draw

IDS = [f"p{i}" for i in range(12)]
STRATUM = np.array([0] * 8 + [1] * 4)


def test_every_posting_is_drawn_as_often_as_its_inclusion_probability_says() -> None:
    n, draws = np.array([2, 3]), 2000
    counts = np.zeros(12)
    for seed in range(draws):
        chosen = draw(IDS, STRATUM, n, seed)
        assert np.bincount(STRATUM[chosen]).tolist() == [2, 3]
        counts[chosen] += 1
    pi = (n / np.bincount(STRATUM))[STRATUM]
    assert (counts >= binom.ppf(1e-6, draws, pi)).all() and (counts <= binom.ppf(1 - 1e-6, draws, pi)).all()


def test_a_draw_does_not_hang_on_the_order_of_the_postings() -> None:
    order = np.random.default_rng(1).permutation(12)
    n = np.array([3, 2])
    shuffled = draw([IDS[i] for i in order], STRATUM[order], n, 7)
    assert [IDS[order[i]] for i in shuffled] == [IDS[i] for i in draw(IDS, STRATUM, n, 7)]


def test_a_larger_sample_holds_the_smaller() -> None:
    few, many = (set(draw(IDS, STRATUM, np.array(n), 3).tolist()) for n in ([2, 1], [4, 3]))
    assert few < many
