from __future__ import annotations

import numpy as np
import pytest

from rolescope.coders.finds import Finds


def finds(*texts: str) -> Finds:
    """Capital letters as finds, their alias the place in the alphabet."""
    places = [
        (n, ord(c) - ord("A"), i, i + 1) for n, text in enumerate(texts) for i, c in enumerate(text) if c.isupper()
    ]
    return Finds(texts, *np.array(places, np.int64).reshape(-1, 4).T)


def test_finds_have_the_bounds_of_their_texts() -> None:
    found = finds("", "A, B", "x", "C")
    assert found.bounds == [0, 0, 2, 2, 3]
    assert found.surfaces() == ["A", "B", "C"]
    assert found.span(1) == ("A, B", 3, 4)
    assert list(found.rows(np.array([0, 2]))) == [(0, "A, B", 0, 1), (2, "C", 0, 1)]
    assert found.at(np.array([2])).surfaces() == ["C"]


@pytest.mark.parametrize(
    ("texts", "listed"),
    [
        (["A, B and C far D"], [True, True, True, False]),
        (["A/B or", "C"], [True, True, False]),
        (["A", "B"], [False, False]),
        (["A, and", "/B"], [False, False]),
        (["A,              B"], [False, False]),
        (["A"], [False]),
    ],
)
def test_finds_of_one_text_stand_in_a_list_with_only_its_signs_between(texts: list[str], listed: list[bool]) -> None:
    found = finds(*texts)
    assert [found.stands_in_list(place) for place in range(len(found.alias))] == listed
