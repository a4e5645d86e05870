from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from rolescope.study import run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
STUDY = """\
study: order
question: Does the order matter?
frame: {query: q, site: s, collected: 2026-02-27}
sources:
  - jsonl: postings.jsonl
    columns: {source_id: id, title: title, company: company, text: description, place: location,
      level: level, date_posted: date_posted, url: url}
slices: [company, level]
"""


def tables(folder: Path, lines: list[str], workers: int = 1) -> dict[str, bytes]:
    """Bytes of every public table of a run on these lines."""
    folder.mkdir()
    (folder / "study.yaml").write_text(STUDY)
    (folder / "postings.jsonl").write_text("\n".join(lines))
    run(read_study(folder / "study.yaml"), folder / "out", workers=workers)
    return {name: (folder / "out" / f"{name}.parquet").read_bytes() for name in PUBLIC}


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in PUBLIC if one[name] != other[name]]


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return EXAMPLE.read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def reference(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return tables(tmp_path_factory.mktemp("reference") / "r", lines)


def test_two_runs_give_the_same_bytes(lines: list[str], reference: dict[str, bytes], tmp_path: Path) -> None:
    assert differing(tables(tmp_path / "r", lines), reference) == []


def test_a_run_into_the_folder_of_another_gives_the_same_bytes(
    lines: list[str], reference: dict[str, bytes], tmp_path: Path
) -> None:
    tables(tmp_path / "r", lines[:5])
    (tmp_path / "r" / "postings.jsonl").write_text("\n".join(lines))
    run(read_study(tmp_path / "r" / "study.yaml"), tmp_path / "r" / "out", workers=1)
    found = {name: (tmp_path / "r" / "out" / f"{name}.parquet").read_bytes() for name in PUBLIC}
    assert differing(found, reference) == []


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_the_input_changes_no_byte(
    lines: list[str], reference: dict[str, bytes], tmp_path: Path, seed: int
) -> None:
    shuffled = random.Random(seed).sample(lines, len(lines))
    assert shuffled != lines
    assert differing(tables(tmp_path / "r", shuffled), reference) == []


@pytest.fixture(scope="module")
def many(lines: list[str]) -> list[str]:
    """Enough lines for more than two batches, so that a pool is made."""
    return [json.dumps(json.loads(line) | {"id": f"{copy}-{n}"}) for copy in range(5) for n, line in enumerate(lines)]


@pytest.fixture(scope="module")
def reference_of_many(many: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return tables(tmp_path_factory.mktemp("many") / "r", many)


@pytest.mark.parametrize("workers", [1, 2])
def test_neither_another_run_nor_more_processes_change_a_byte(
    many: list[str], reference_of_many: dict[str, bytes], tmp_path: Path, workers: int
) -> None:
    assert differing(tables(tmp_path / "r", many, workers), reference_of_many) == []


@pytest.mark.parametrize("order", [(5, 4, 3, 2, 1, 0), (0, 4, 2, 3, 1, 5), (2, 0, 1, 5, 3, 4)])
def test_postings_that_share_an_id_or_a_text_do_not_hang_on_their_order_either(
    tmp_path: Path, order: tuple[int, ...]
) -> None:
    posting = {
        "id": "1",
        "title": "Map maker",
        "company": "Inkwell",
        "description": "Required: Python.",
        "location": "Porto",
    }
    changes: list[dict[str, str]] = [
        {},
        {"location": "Faro"},
        {"url": "https://jobs.example/2"},
        {"id": "2"},
        {"id": "2", "level": "Senior"},
        {"id": ""},
    ]
    straight = [json.dumps(posting | change) for change in changes]
    assert differing(tables(tmp_path / "a", straight), tables(tmp_path / "b", [straight[n] for n in order])) == []
