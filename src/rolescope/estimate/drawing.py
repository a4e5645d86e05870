"""Draw a simple random sample within strata, the same whatever the order of the postings.

Each posting has a number of its own, a hash of the seed and its id; of each stratum the postings with the smallest
numbers are drawn. A sample with more labels of each stratum, and the same seed and strata, holds the smaller one.

References
----------
Ohlsson (1995), Coordination of samples using permanent random numbers, in: Cox and others, Business Survey Methods.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def draw(ids: Sequence[str], stratum: NDArray[np.int64], n: NDArray[np.int64], seed: int) -> NDArray[np.int64]:
    """Positions of the postings drawn, in the order of their numbers.

    Parameters
    ----------
    ids
        Ids of the postings.
    stratum
        Number of the stratum of each.
    n
        How many of each stratum to draw, at most as many as it has.
    seed
        Another seed draws another sample.

    Examples
    --------
    >>> draw(["a", "b", "c", "d"], np.array([0, 0, 0, 1]), np.array([2, 1]), seed=1).tolist()
    [3, 0, 2]
    """
    numbers = np.array([_number(seed, one) for one in ids], dtype=np.uint64)
    order = np.lexsort((numbers, stratum))
    size = np.bincount(stratum, minlength=len(n))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(size) - size, size)
    drawn = order[rank < np.repeat(n, size)]
    return drawn[np.argsort(numbers[drawn])]


def _number(seed: int, id: str) -> int:
    return int.from_bytes(hashlib.blake2b(f"{seed}:{id}".encode(), digest_size=8).digest(), "big")
