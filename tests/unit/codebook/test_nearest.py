from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rolescope.codebook.nearest import MIN_NEARNESS, MOST, Nearest


def test_nearest_wants_more_than_one_word_in_common_unless_there_is_only_one() -> None:
    nearest = Nearest(["data mining methods", "mining law", "law"])
    assert nearest.of(["data mining"]) == [("data mining methods", 0.8)]
    assert nearest.of(["law"]) == [("law", 1.0), ("mining law", 0.667)]


def test_the_nearest_come_first_and_not_too_many() -> None:
    labels = ["tide table", "tide table printing", "tide table reading", "tide table selling", "moon"]
    found = Nearest(labels).of(["tide table"])
    assert [label for label, _ in found] == labels[:MOST]
    assert found[0][1] == 1.0


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_labels_can_be_compared(label: str, name: str) -> None:
    assert all(MIN_NEARNESS <= nearness <= 1 for _, nearness in Nearest([label]).of([name]))
