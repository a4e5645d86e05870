from __future__ import annotations

from typing import Any

import pytest

from rolescope.coders.labels import PostingLabels
from rolescope.evaluation.annotators import annotator_figures
from rolescope.evaluation.figure import Chance
from tests.unit.evaluation.run_by_hand import BOOK, named


def label(source_id: str, **said: Any) -> PostingLabels:
    return PostingLabels.model_validate({"job_id": source_id} | said)


EMPLOYERS = {"a": "x", "b": "y", "c": "z"}


def test_readings_of_one_line_are_compared_by_hand() -> None:
    labels = [
        label("a", passes={"kind": ["green", "green"], "iced": [True, False]}),
        label("b", passes={"kind": ["green", "black"]}),
        label("c", kind="green"),
        label("elsewhere", passes={"kind": ["green", "black"]}),
    ]
    figures = named(annotator_figures(labels, EMPLOYERS, BOOK, Chance(1)))
    kind = figures["annotators.kind.agreement"]
    assert (kind.interval.value, kind.n, kind.n_employers) == (0.5, 2, 2)
    # 4 readings: 3 green, 1 black; 1 − 3 · 2 / (16 − 10)
    assert figures["annotators.kind.krippendorff_alpha"].interval.value == pytest.approx(0.0)
    assert figures["annotators.iced.agreement"].interval.value == 0.0


def test_several_annotators_are_compared_and_the_adjudicated_label_is_none_of_them() -> None:
    labels = [
        label("a", annotator="Bo", kind="green"),
        label("a", annotator="Zoe", kind="black"),
        label("a", annotator="board", kind="black", adjudicated=True),
        label("b", annotator="Bo", kind="green"),
        label("b", annotator="Kim", kind="green"),
        label("b", annotator="Zoe", kind="green"),
    ]
    figures = named(annotator_figures(labels, EMPLOYERS, BOOK, Chance(1)))
    # pairs weigh 1 / (m − 1): posting a 2 of which none agrees, posting b 3 of which all do
    assert figures["annotators.kind.agreement"].interval.value == pytest.approx(3 / 5)


def test_one_reading_is_nothing_to_compare() -> None:
    assert annotator_figures([label("a", kind="green")], EMPLOYERS, BOOK, Chance(1)) == []
    assert annotator_figures([], {}, BOOK, Chance(1)) == []
