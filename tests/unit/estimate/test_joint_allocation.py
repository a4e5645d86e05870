from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from rolescope.estimate.joint_allocation import joint_sizes


def losses(sizes: np.ndarray, size: np.ndarray, shares: np.ndarray, alone: np.ndarray) -> np.ndarray:
    spread = (size / size.sum()) ** 2 * shares * (1 - shares)
    return np.array((spread * (1 / sizes - 1 / size)).sum(axis=1) / alone)


def test_one_share_gets_neymans_allocation() -> None:
    # N S = 150, 100: 3 to 2
    found = joint_sizes(np.array([300.0, 250.0]), np.array([[0.5, 0.2]]), 50)
    assert found == pytest.approx([30, 20])


def test_every_label_where_there_are_no_more_postings() -> None:
    assert joint_sizes(np.array([3.0, 4.0]), np.array([[0.5, 0.2]]), 7).tolist() == [3, 4]


@pytest.mark.parametrize("seed", range(3))
def test_the_worst_loss_is_that_of_a_general_minimiser(seed: int) -> None:
    rng = np.random.default_rng(seed)
    size, shares, n = rng.integers(50, 400, 4).astype(float), rng.uniform(0.05, 0.95, (3, 4)), 60.0
    spread = (size / size.sum()) ** 2 * shares * (1 - shares)
    # Alone: Neyman's minimum, (Σ W S)² / n − Σ W² S² / N.
    alone = np.sqrt(spread).sum(axis=1) ** 2 / n - (spread / size).sum(axis=1)
    start = np.append(np.full(4, n / 4), 2.0)
    best: Any = minimize(  # type: ignore[call-overload]
        lambda x: x[-1],
        start,
        method="SLSQP",
        bounds=[*((1.0, top) for top in size), (1.0, 9.0)],
        constraints=[
            {"type": "eq", "fun": lambda x: x[:-1].sum() - n},
            {"type": "ineq", "fun": lambda x: x[-1] - losses(x[:-1], size, shares, alone)},
        ],
    )
    found = joint_sizes(size, shares, n)
    assert found.sum() == pytest.approx(n)
    assert losses(found, size, shares, alone).max() == pytest.approx(best.fun, rel=2e-3)
