from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.signs import Signs

SIGNS = Signs(("not ", "no "))


def test_signs_are_found_where_they_begin() -> None:
    assert SIGNS.starts(b"no, not a no one") == [4, 10]


def test_a_sign_stands_in_a_stretch_that_it_begins_in() -> None:
    begin, end = np.array([0, 0, 3, 4, 5, 11]), np.array([4, 5, 6, 10, 10, 16])
    assert SIGNS.stand(b"no, not a no one", begin, end).tolist() == [False, True, True, True, False, False]


@given(st.text("not ", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_stretches_hold_what_starts_between_their_ends(text: str, begin: int, end: int) -> None:
    lower = text.encode()
    between = [start for start in SIGNS.starts(lower) if begin <= start < end]
    assert SIGNS.stand(lower, np.array([begin]), np.array([end])).tolist() == [bool(between)]
