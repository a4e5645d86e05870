from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from rolescope.errors import RolescopeError
from rolescope.studyfile import Study
from rolescope.weighing import weigh_postings
from tests.unit.estimate.tables_by_hand import write_run

COLLECTED = dt.date(2026, 2, 5)
POSTINGS = [
    {"employer_id": f"e{n}", "family_id": family, "source": source, "first_seen": COLLECTED, "date_posted": posted}
    for n, (family, source, posted) in enumerate(
        [
            ("f", "a", dt.date(2026, 2, 1)),
            ("f", "b", dt.date(2025, 12, 1)),
            ("g", "a", dt.date(2026, 1, 26)),
            ("h", "b", COLLECTED),
            ("i", "b", None),
            ("j", "b", dt.date(2026, 2, 6)),
        ]
    )
]


def study(**more: Any) -> Study:
    return Study.model_validate(
        {
            "study": "s", "question": "?", "frame": {"query": "q", "site": "s", "collected": "2026-02-05"},
            "sources": [{"html": "pages"}],
        }
        | more
    )  # fmt: skip


def weights(folder: Path) -> list[float]:
    held: list[float] = pq.read_table(folder / "postings.parquet").column("weight").to_pylist()
    return held


def test_postings_outside_the_flow_weigh_nothing(tmp_path: Path) -> None:
    said = weigh_postings(write_run(tmp_path, POSTINGS), tmp_path, study(flow=10))
    assert weights(tmp_path) == [1, 0, 1, 1, 0, 0]
    assert said == {"flow": {"days": 10, "recent": 3, "older": 1, "undated": 1, "future": 1}, "raking": None}


def test_all_postings_of_a_family_have_one_weight(tmp_path: Path) -> None:
    weigh_postings(write_run(tmp_path, POSTINGS), tmp_path, study(margins={"source": {"a": 0.5, "b": 0.5}}))
    assert weights(tmp_path) == pytest.approx([1.25, 1.25, 1.25] + [5 / 6] * 3, abs=1e-6)


def test_margins_are_of_what_is_in_the_flow(tmp_path: Path) -> None:
    margins = {"source": {"a": 0.5, "b": 0.5}}
    weigh_postings(write_run(tmp_path, POSTINGS), tmp_path, study(flow=10, margins=margins))
    assert weights(tmp_path) == [0.75, 0, 0.75, 1.5, 0, 0]


def test_weights_of_an_earlier_run_are_undone(tmp_path: Path) -> None:
    write_run(tmp_path, POSTINGS)
    weigh_postings(tmp_path, tmp_path, study())
    plain = (tmp_path / "postings.parquet").read_bytes()
    weigh_postings(tmp_path, tmp_path, study(flow=10))
    assert (tmp_path / "postings.parquet").read_bytes() != plain
    assert weigh_postings(tmp_path, tmp_path, study()) == {"flow": None, "raking": None}
    assert (tmp_path / "postings.parquet").read_bytes() == plain


def test_a_flow_without_postings_is_named(tmp_path: Path) -> None:
    undated = [{"employer_id": "e", "first_seen": COLLECTED}]
    with pytest.raises(RolescopeError, match=r"flow: no posting is dated within 10 days .*\(1 have no date\)"):
        weigh_postings(write_run(tmp_path, undated), tmp_path, study(flow=10))
