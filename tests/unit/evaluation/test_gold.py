from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rolescope.errors import RolescopeError
from rolescope.estimate.mention_agreement import Score
from rolescope.evaluate import evaluate, half_of
from rolescope.storage import write_table
from rolescope.tables import CODINGS, POSTINGS

TEXT = "Python, SQL and yak shaving"


def row(posting: str, value: str, section: str = "must", field: str = "text") -> dict[str, Any]:
    start = TEXT.index(value)
    place = {"field": field, "quote": value, "start_char": start, "end_char": start + len(value)}
    return {
        "posting_id": posting,
        "coder": "local",
        "variable": "skills",
        "value": value,
        "section": section,
    } | place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three postings of the same text; p3 has no codes, p1 has one in its title too."""
    postings = [{"posting_id": f"p{i}", "source_id": f"s{i}", "text": TEXT, "employer_id": f"e{i}"} for i in (1, 2, 3)]
    codings = [
        row("p1", "Python"),
        row("p1", "SQL", field="title"),
        row("p2", "Python", "nice"),
        row("p2", "SQL"),
    ]
    write_table(tmp_path / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(tmp_path / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))
    return tmp_path


def write_gold(folder: Path, *ids: str, kind: str = "model") -> Path:
    skills = [{"quote": "Python", "section": "must"}, {"quote": "yak shaving", "section": "work"}]
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps({"job_id": i, "skills": skills, "annotator_kind": kind}) + "\n" for i in ids))
    return path


def score(scores: list[Score], measure: str) -> tuple[int, int]:
    (found,) = [s for s in scores if (s.measure, s.match, s.kind) == (measure, "IoU ≥ .5", "all")]
    return found.right, found.of


def test_a_run_is_compared_with_gold_by_hand(folder: Path) -> None:
    result = evaluate(folder, write_gold(folder, "s1", "s2", "s3"), seed=1)
    # gold: 2 quotes in each of 3 postings; Python is found in p1 and p2; a code of the title is no answer
    assert score(result.scores, "recall") == (2, 6)
    # predicted in texts: p1 Python; p2 Python, SQL (wrong)
    assert score(result.scores, "precision") == (2, 3)
    assert score(result.scores, "section accuracy") == (1, 2)
    assert (result.postings, result.employers, result.coder, result.annotators) == (3, 3, "local", "model")
    assert result.not_found == []


def test_labelled_postings_that_the_run_lacks_are_named(folder: Path) -> None:
    result = evaluate(folder, write_gold(folder, "s9", "s1", "s8"), seed=1)
    assert (result.postings, result.not_found) == (1, ["s8", "s9"])


def test_gold_of_other_postings_is_an_error_with_the_remedy(folder: Path) -> None:
    with pytest.raises(RolescopeError, match=r"gold\.jsonl: no labelled posting is in the run.*source_id"):
        evaluate(folder, write_gold(folder, "s8"), seed=1)


def test_a_folder_without_a_run_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"there is no codings\.parquet.*rolescope run"):
        evaluate(tmp_path, write_gold(tmp_path, "s1"), seed=1)


def test_the_two_halves_split_the_employers_between_them(folder: Path) -> None:
    seed = next(s for s in range(100) if {half_of(f"e{i}", s) for i in (1, 2, 3)} == {0, 1})
    gold = write_gold(folder, "s1", "s2", "s3")
    halves = [evaluate(folder, gold, seed=seed, half=half) for half in (0, 1)]
    whole = evaluate(folder, gold, seed=seed)
    assert sum(half.postings for half in halves) == whole.postings == 3
    assert sum(score(half.scores, "recall")[1] for half in halves) == 6


def test_a_half_depends_on_employer_and_seed_and_is_about_a_half() -> None:
    halves = [half_of(f"employer {i}", 1) for i in range(1000)]
    assert set(halves) == {0, 1}
    assert 430 < sum(halves) < 570
    assert halves == [half_of(f"employer {i}", 1) for i in range(1000)]
    assert halves != [half_of(f"employer {i}", 2) for i in range(1000)]
