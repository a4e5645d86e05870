from __future__ import annotations

from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.nesting import c_values


def test_c_values_by_hand() -> None:
    values = c_values({"tide": 6, "tide table": 4, "printed tide table": 2})
    # tide: 6 alone, 6 inside two longer ones of 3 on average: log2(2) (12 − 3)
    assert values["tide"] == pytest.approx(9)
    # tide table: 4 alone, 2 inside one longer one: log2(3) (6 − 2)
    assert values["tide table"] == pytest.approx(4 * log2(3))
    assert values["printed tide table"] == pytest.approx(2 * log2(4))


def test_a_piece_that_is_rare_alone_is_left_out() -> None:
    assert set(c_values({"tide": 1, "tide table": 4})) == {"tide table"}
    assert set(c_values({"tide": 2, "tide table": 4})) == {"tide", "tide table"}


def test_a_piece_is_whole_words() -> None:
    assert set(c_values({"tab": 1, "tide table": 9})) == {"tab", "tide table"}


@given(st.dictionaries(st.lists(st.sampled_from("abc"), min_size=1, max_size=3).map(" ".join), st.integers(1, 9)))
def test_the_longest_terms_stay_with_all_their_uses(uses: dict[str, int]) -> None:
    values = c_values(uses)
    longest = max((term.count(" ") for term in uses), default=0)
    for term in uses:
        if term.count(" ") == longest:
            assert values[term] == pytest.approx(log2(longest + 2) * uses[term])
    assert all(value > 0 for value in values.values())
