from __future__ import annotations

import numpy as np
import pytest

from rolescope.coders.surfaces import Surfaces
from rolescope.coders.words import read_words


@pytest.mark.parametrize(
    ("surface", "text", "stands"),
    [
        ("Go", "Go", True),
        ("Go", "go", False),
        ("Go", "Gos", False),
        (".NET", ".NET", True),
        (".NET", "(NET", False),
        ("Big Go", "Big Go", False),
        ("Caf\u00e9", "Caf\u00e9", False),
        ("C?", "C\u00e9", False),
    ],
)
def test_a_piece_stands_where_each_letter_is_that_of_a_surface_that_can_be_compared(
    surface: str, text: str, stands: bool
) -> None:
    words = read_words(["no", text])
    begin = words.begins[1:]
    assert Surfaces(["other", surface]).stand(words, np.array([1]), begin, begin + len(text)).tolist() == [stands]


def test_pieces_of_many_texts_are_told_apart() -> None:
    words = read_words(["Go, go", "R"])
    start = np.array([0, 4, 0]) + words.begins[[0, 0, 1]]
    said = Surfaces(["Go", "R"]).stand(words, np.array([0, 0, 1]), start, start + np.array([2, 2, 1]))
    assert said.tolist() == [True, False, True]
