"""PPI++ against ppi-python, the implementation of its authors."""

from __future__ import annotations

import numpy as np
import ppi_py
import pytest

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ppi import Predicted, ppi_corpus, ppi_process


def drawn(seed: int, n: int, size: int, flips: float) -> tuple[Floats, Floats, Floats]:
    """Gold labels, what the coder says of them, and what it says of the others."""
    rng = np.random.default_rng(seed)
    truth = (rng.random(n + size) < 0.3).astype(float)
    said = np.where(rng.random(n + size) < flips, 1 - truth, truth)
    return truth[:n], said[:n], said[n:]


@pytest.mark.parametrize("flips", [0.02, 0.1, 0.4, 0.6], ids=["good", "fair", "poor", "worse than chance"])
@pytest.mark.parametrize(("n", "size"), [(60, 800), (200, 300), (50, 20)])
def test_a_simple_random_sample_without_clusters_is_that_of_ppi_python(n: int, size: int, flips: float) -> None:
    truth, said, others = drawn(7, n, size, flips)
    given = Predicted(truth[:, None], said[:, None], np.ones(n), float(size), np.array([others.sum()]))
    found = ppi_process(given, level=0.9)
    low, high = ppi_py.ppi_mean_ci(truth, said, others, alpha=0.1)
    assert (found.low.item(), found.high.item()) == pytest.approx((low.item(), high.item()), abs=1e-9)


def test_weights_are_what_postings_stand_for() -> None:
    truth, said, others = drawn(3, 40, 400, 0.1)
    once = Predicted(truth[:, None], said[:, None], np.ones(40), 400.0, np.array([others.sum()]))
    same = once._replace(weight=np.full(40, 7.5))
    assert ppi_process(once).low == pytest.approx(ppi_process(same).low)
    weighted = ppi_corpus(once._replace(weight=np.where(truth > 0, 2.0, 1.0)))
    assert weighted.share.item() > ppi_corpus(once).share.item()


def test_employers_widen_the_interval() -> None:
    truth, said, others = drawn(3, 40, 400, 0.1)
    given = Predicted(truth[:, None], said[:, None], np.ones(40), 400.0, np.array([others.sum()]))
    plain, clustered = ppi_process(given), ppi_process(given, 2.0, 3.0)
    assert plain.share == clustered.share
    assert clustered.low < plain.low < plain.high < clustered.high


def test_for_the_corpus_labels_of_every_posting_leave_nothing_to_chance() -> None:
    truth, said, _ = drawn(3, 40, 0, 0.1)
    found = ppi_corpus(Predicted(truth[:, None], said[:, None], np.ones(40), 0.0, np.zeros(1)))
    assert found.low == found.share == found.high == pytest.approx(truth.mean())


@pytest.mark.parametrize("n", [0, 1, 30])
def test_where_nothing_is_known_of_errors_any_share_is_allowed(n: int) -> None:
    given = Predicted(np.ones((n, 1)), np.ones((n, 1)), np.ones(n), 100.0, np.array([80.0]))
    for found in (ppi_process(given), ppi_corpus(given)):
        assert (found.low.item(), found.high.item()) == (0.0, 1.0)
        assert 0 <= found.share.item() <= 1
