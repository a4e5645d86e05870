from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rolescope.estimate.changes import compare_groups
from rolescope.estimate.comparisons import compare_slices
from rolescope.estimate.employer_counts import count_employers, join_counts
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import write_run

STAMP = {"variable": "skills", "slice_by": "wave", "slice": "b", "against": "a", "coder": "local"}


def drawn(seed: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """200 postings of up to 40 employers in two waves, some of one family; Go, Rust and a rare skill."""
    draw = np.random.default_rng(seed)
    postings = [
        {
            "employer_id": f"e{draw.integers(40):02}",
            "wave": "a" if draw.random() < 0.4 else "b",
            "family_id": f"f{n:03}",
        }
        for n in range(200)
    ]
    codes = [
        {"posting_id": f"p{n:03}", "value": skill}
        for skill, share in (("Go", 0.3), ("Rust", 0.1), ("Ada", 0.01))
        for n in np.flatnonzero(draw.random(200) < share)
    ]
    return postings, codes


def rows_of(folder: Path, postings: list[dict[str, Any]], codes: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """The change from wave a to b, and the comparison of slice b with the rest."""
    with open_units(write_run(folder, postings, codes), folder, "local") as units:
        counts = [count_employers(units, "skills", "mentions", "wave", wave) for wave in "ab"]
        changes = compare_groups(join_counts(*counts), STAMP, 0.95)
        slices = compare_slices(units, {"skills": "mentions"}, ["wave"], 0.95)
    return [changes.to_pylist(), [row for row in slices.to_pylist() if row["slice"] == "b"]]


@pytest.mark.parametrize("seed", range(5))
def test_a_change_between_all_waves_is_the_difference_of_one_from_the_rest(tmp_path: Path, seed: int) -> None:
    changes, slices = rows_of(tmp_path, *drawn(seed))
    assert [row["value"] for row in changes] == [row["value"] for row in slices] == ["Go", "Rust"]
    for change, piece in zip(changes, slices, strict=True):
        for figure in (
            "n",
            "n_against",
            "share",
            "share_against",
            "difference",
            "low",
            "high",
            "p_value",
            "detectable",
        ):
            assert change[figure] == pytest.approx(piece[figure], abs=1e-12), figure
        assert change["m"] == 2


def test_counts_are_of_families_that_could_be_coded(tmp_path: Path) -> None:
    postings = [{"employer_id": "e", "family_id": "f"}, {"employer_id": "e", "family_id": "f"}, {"employer_id": "g"}]
    codes = [{"posting_id": f"p00{n}", "value": "Go"} for n in (0, 1)]
    codes.append({"posting_id": "p002", "value": "Go", "section": "other"})
    with open_units(write_run(tmp_path, postings, codes), tmp_path, "local") as units:
        found = count_employers(units, "skills", "mentions")
    assert found.families.to_pylist() == [{"employer_id": "e", "m": 1}, {"employer_id": "g", "m": 1}]
    assert found.having.to_pylist() == [{"value": "Go", "employer_id": "e", "y": 1}]
    assert (found.base.n, found.base.employers, found.base.largest) == (2, 2, 1)


def test_groups_without_a_common_value_or_employer_are_joined(tmp_path: Path) -> None:
    postings = [{"employer_id": "e", "wave": "a"}, {"employer_id": "g", "wave": "b"}]
    codes = [{"posting_id": "p000", "value": "Go"}, {"posting_id": "p001", "value": "Ada"}]
    with open_units(write_run(tmp_path, postings, codes), tmp_path, "local") as units:
        joint = join_counts(*(count_employers(units, "skills", "mentions", "wave", wave) for wave in "ab"))
    assert joint.values == ("Ada", "Go")
    assert joint.m.tolist() == [[1, 0], [0, 1]]
    assert joint.of(0).tolist() == [[0, 0], [0, 1]]
    assert joint.of(1).tolist() == [[1, 0], [0, 0]]
