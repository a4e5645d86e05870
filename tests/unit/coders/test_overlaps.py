from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rolescope.coders.overlaps import choose
from rolescope.coders.words import Bools, Ints

SPAN = st.tuples(st.integers(0, 30), st.integers(1, 8), st.booleans())


def chosen(spans: list[tuple[int, int, bool]]) -> list[int]:
    start, end, holds = np.array(spans, np.int64).reshape(-1, 3).T
    places: list[int] = choose(start, end, lambda places: holds[places] > 0).tolist()
    return places


def one_by_one(spans: list[tuple[int, int, bool]]) -> list[int]:
    taken, free_from = [], 0
    for place, (start, end, holds) in enumerate(spans):
        if start >= free_from and holds:
            taken.append(place)
            free_from = end
    return taken


def test_the_longest_that_holds_is_taken_and_what_it_overlaps_is_not() -> None:
    assert chosen([(0, 9, False), (0, 5, True), (0, 2, True), (4, 8, True), (5, 6, True), (8, 9, True)]) == [1, 4, 5]


def test_of_no_span_none_is_taken() -> None:
    assert chosen([]) == []


@given(st.lists(SPAN, max_size=14))
def test_spans_are_taken_as_if_looked_at_one_by_one(drawn: list[tuple[int, int, bool]]) -> None:
    spans = sorted(((at, at + length, holds) for at, length, holds in drawn), key=lambda span: (span[0], -span[1]))
    assert chosen(spans) == one_by_one(spans)


def test_only_spans_that_nothing_taken_overlaps_are_asked_about() -> None:
    asked: list[int] = []

    def hold(places: Ints) -> Bools:
        asked.extend(places.tolist())
        return np.ones(len(places), bool)

    choose(np.array([0, 1, 4]), np.array([4, 3, 6]), hold)
    assert asked == [0, 2]
