from __future__ import annotations

from typing import Any

import pytest

from rolescope.coders.labels import PostingLabels
from rolescope.evaluation.coded import CodedPosting
from rolescope.evaluation.facts import pay_part, years_part
from rolescope.evaluation.figure import Chance
from tests.unit.evaluation.run_by_hand import right_of

TEXT = "We pay $10 to $20 an hour, and $5 for lunch."


def coded(
    source_id: str, years: int | None = None, pay: str | None = None, source: str | None = "employer text"
) -> CodedPosting:
    return CodedPosting(source_id, source_id, f"e-{source_id}", "", TEXT, "remote", years, pay, source if pay else None)


def label(**said: Any) -> PostingLabels:
    return PostingLabels.model_validate({"job_id": "x"} | said)


def test_years_are_right_where_they_are_the_same_or_both_none() -> None:
    labelled = [
        (label(years_min=3), coded("a", 3)),
        (label(years_min=None), coded("b", None)),
        (label(years_min=None), coded("c", 2)),
        (label(years_min=3), coded("d", None)),
        (label(), coded("e", 9)),
    ]
    part = years_part(labelled, Chance(1))
    assert right_of(part.figures, "years_min.accuracy") == (2, 4)
    assert [(miss.source_id, miss.reference, miss.said) for miss in part.misses] == [
        ("c", "none", "2"),
        ("d", "3", "none"),
    ]


def test_pay_is_right_where_the_quotes_overlap() -> None:
    labelled = [
        (label(salary="$10 to $20"), coded("a", pay="$20 an hour")),
        (label(salary="$10 to $20"), coded("b", pay="$5")),
        (label(salary="$10 to $20"), coded("c")),
        (label(salary=None), coded("d", pay="$5")),
        (label(salary=None), coded("e")),
        (label(), coded("f", pay="$5")),
    ]
    part = pay_part(labelled, Chance(1))
    assert right_of(part.figures, "pay.recall") == (1, 3)
    assert right_of(part.figures, "pay.precision") == (1, 3)
    assert [miss.source_id for miss in part.misses] == ["b", "c", "d"]


def test_pay_of_the_listing_is_no_answer() -> None:
    part = pay_part([(label(salary="$10 to $20"), coded("a", pay="$10 to $20", source="listing"))], Chance(1))
    assert right_of(part.figures, "pay.recall") == (0, 1)
    precision = next(figure for figure in part.figures if figure.measure == "precision")
    assert (precision.interval.value, precision.interval.note) == (None, "nothing to compare")


@pytest.mark.parametrize("part", [years_part, pay_part])
def test_without_labels_there_is_no_figure(part: Any) -> None:
    assert part([(label(), coded("a"))], Chance(1)).figures == []
    assert part([], Chance(1)).figures == []
