from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from rolescope.evaluation.agreement import measure_agreement, write_agreement
from rolescope.evaluation.figure import Chance
from rolescope.tables import AGREEMENT
from tests.unit.evaluation.run_by_hand import make_run, posting, write_gold

CHANCE = Chance(1)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    return make_run(tmp_path / "a", [posting(key, values={"kind": "green"}, family_id="f") for key in ("s1", "s2")])


def rows(folder: Path) -> dict[str, dict[str, Any]]:
    table = pq.read_table(folder / "agreement.parquet")
    assert table.schema == AGREEMENT
    names = table["name"].to_pylist()
    assert names == sorted(set(names))
    return dict(zip(names, table.to_pylist(), strict=True))


def test_every_figure_is_a_row(run: Path) -> None:
    gold = write_gold(
        run.parent, {"job_id": "s1", "kind": "green", "annotator_kind": "people"}, {"job_id": "s2", "kind": "black"}
    )
    agreement = measure_agreement(run, CHANCE, gold=gold)
    write_agreement(run, agreement, 0.95)
    found = rows(run)
    assert len(found) == len(agreement.figures)
    row = found["kind.accuracy"]
    assert row | {"low": None, "high": None} == {
        "name": "kind.accuracy", "comparison": "gold", "reference": "gold.jsonl", "coder": "local", "codebook": "tea@1",
        "variable": "kind", "subset": None, "value": None, "measure": "accuracy", "n": 2, "n_employers": 2, "right": 1,
        "figure": 0.5, "low": None, "high": None, "level": 0.95, "annotator_kind": "people, unknown", "note": None,
    }  # fmt: skip
    assert (row["low"], row["high"]) == (0.0, 1.0)
    family = found["families.kind.agreement"]
    assert (family["reference"], family["annotator_kind"], family["figure"]) == (None, None, 1.0)


def test_what_an_earlier_evaluation_compared_stays_until_it_is_compared_again(run: Path, tmp_path: Path) -> None:
    other = make_run(tmp_path / "b", [posting(key, values={"kind": "black"}) for key in ("s1", "s2")], coder="imported")
    gold = write_gold(tmp_path, {"job_id": "s1", "kind": "green"})
    write_agreement(run, measure_agreement(run, CHANCE, gold=gold), 0.95)
    write_agreement(run, measure_agreement(run, CHANCE, against=other), 0.95)
    found = rows(run)
    assert found["kind.accuracy"]["figure"] == 1.0
    against = found["coders.kind.accuracy"]
    assert (against["figure"], against["reference"], against["coder"]) == (0.0, "local", "imported")
    write_agreement(
        run, measure_agreement(run, CHANCE, gold=write_gold(tmp_path, {"job_id": "s1", "kind": "black"})), 0.95
    )
    assert rows(run)["kind.accuracy"]["figure"] == 0.0


def test_without_gold_or_another_coder_duplicates_alone_are_compared(run: Path) -> None:
    agreement = measure_agreement(run, CHANCE)
    assert (agreement.gold, agreement.coders) == (None, None)
    assert {figure.topic.comparison for figure in agreement.figures} == {"families"}


LABEL = {
    "kind": "green", "iced": False, "work_mode": "remote", "years_min": 1, "salary": "Python", "core_tasks": ["SQL"],
    "skills": [{"quote": "Python", "section": "must"}], "kind_sure": "clear", "passes": {"kind": ["green", "green"]},
}  # fmt: skip
POORER = [
    {},
    {"skills": [], "core_tasks": [], "salary": None},
    {"kind": "no such kind", "skills": [{"quote": "not there", "section": "must"}]},
]


@pytest.mark.parametrize("employers", ["x", None])
@pytest.mark.parametrize("poorer", POORER)
@pytest.mark.parametrize("labelled", [1, 2, 3])
def test_every_figure_is_a_number_or_says_why_not(
    tmp_path: Path, employers: str | None, poorer: dict[str, Any], labelled: int
) -> None:
    """One employer or several, nothing to compare, one value throughout, all agree."""
    said = [
        posting(f"s{i}", employer=employers, values={"kind": "green", "iced": "false"}, family_id="f") for i in range(3)
    ]
    run = make_run(tmp_path / "run", said)
    gold = write_gold(tmp_path, *({"job_id": f"s{i}"} | LABEL | poorer for i in range(labelled)))
    write_agreement(run, measure_agreement(run, CHANCE, gold=gold), 0.95)
    for name, row in rows(run).items():
        numbers = [row[column] for column in ("figure", "low", "high") if row[column] is not None]
        assert all(math.isfinite(number) and number <= 1 for number in numbers), name
        assert len(numbers) == 3 or row["note"], name
