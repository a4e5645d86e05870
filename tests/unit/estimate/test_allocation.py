from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.estimate.allocation import neyman, optimal_sizes

strata = st.lists(st.tuples(st.integers(1, 60), st.floats(0, 50)), min_size=1, max_size=6)


@given(strata, st.integers(1, 8), st.floats(0, 1))
def test_an_allocation_sums_to_n_within_its_bounds(parts: list[tuple[int, float]], least: int, part: float) -> None:
    size, spread = (np.array(column) for column in zip(*parts, strict=True))
    fewest = int(np.minimum(size, least).sum())
    n = fewest + int(part * (size.sum() - fewest))
    found = neyman(size, spread, n, least)
    assert found.sum() == n
    assert (found >= np.minimum(size, least)).all() and (found <= size).all()


@pytest.mark.parametrize(("n", "spread"), [(9, (4, 2, 1)), (14, (1, 1, 9)), (6, (0, 3, 3))])
def test_no_allocation_in_whole_numbers_has_less_variance(n: int, spread: tuple[int, int, int]) -> None:
    size = (5, 8, 9)

    def variance(sizes: tuple[int, ...]) -> float:
        return sum(s**2 / m for s, m in zip(spread, sizes, strict=True))

    every = [m for m in product(*(range(2, top + 1) for top in size)) if sum(m) == n]
    found = tuple(neyman(size, spread, n, 2).tolist())
    assert variance(found) == pytest.approx(min(variance(m) for m in every))


@pytest.mark.parametrize("n", [3, 31])
def test_labels_that_do_not_fit_are_refused(n: int) -> None:
    with pytest.raises(ValueError, match=f"{n} labels"):
        neyman([10, 20], [1, 1], n, 2)


def test_one_stratum_and_strata_of_one_posting() -> None:
    assert neyman([7], [0.0], 3, 1).tolist() == [3]
    assert neyman([1, 1, 9], [1, 1, 1], 7).tolist() == [1, 1, 5]


def test_a_stratum_that_would_get_more_than_it_has_is_taken_whole() -> None:
    # 10 of the second; the other 50 by 1 : 3
    assert optimal_sizes([100, 10, 100], [1, 50, 3], 60) == pytest.approx([12.5, 10, 37.5])
