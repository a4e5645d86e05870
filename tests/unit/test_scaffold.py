from __future__ import annotations

from pathlib import Path

import pytest

from rolescope.collect.sources import collect
from rolescope.errors import RolescopeError
from rolescope.ledger import Ledger
from rolescope.scaffold import scaffold
from rolescope.studyfile import read_study


def test_the_scaffold_is_a_study_whose_postings_can_be_collected(tmp_path: Path) -> None:
    path = scaffold(tmp_path / "new" / "study")
    ledger = Ledger()
    batches = list(collect(read_study(path), ledger))
    assert sum(batch.num_rows for batch in batches) == 3
    assert not ledger
    assert "#" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("taken", ["study.yaml", "postings.jsonl"])
def test_nothing_that_is_there_is_overwritten(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(RolescopeError, match=f"{taken} is there already"):
        scaffold(tmp_path)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [(taken, "mine")]


def test_a_file_in_the_place_of_the_folder_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    with pytest.raises(RolescopeError):
        scaffold(tmp_path / "taken")
