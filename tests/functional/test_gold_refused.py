"""`rolescope run --gold`: what of the labels cannot be used is named with line and remedy, and corrects nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from tests.functional.test_cli import EXAMPLE, LABELS, refused, rolescope

SAMPLE = {"design": "simple random", "inclusion_prob": 0.5, "sample_id": "s1"}


def label(line: int, **said: Any) -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(LABELS.read_text().splitlines()[line])
    return whole | {"sample": SAMPLE} | said


def written(path: Path, *labels: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in labels))
    return path


def test_every_fault_is_named_with_its_line_and_remedy_and_none_is_used(tmp_path: Path) -> None:
    gold = written(
        tmp_path / "gold.jsonl",
        label(0, job_id="nowhere"),
        label(1, skills=[{"quote": "Zebra husbandry", "section": "must"}]),
        label(2, role_type="ai-frist"),
        label(3, sample="?"),
        label(4, used_for="tuning", sample=SAMPLE | {"sample_id": "s2"}),
    )
    result = rolescope("run", EXAMPLE, "--out", tmp_path / "out", "--workers", 1, "--gold", gold)
    assert result.exit_code == 0, result.stderr
    said = " ".join(result.stderr.split())
    for place, reason, remedy in (
        (":1", "gold label of no posting", "write the posting's source_id, or take the line out"),
        (":2", "gold: no such quote in the text", "copy the quote from the posting"),
        (":3", "gold: not in the codebook", "did you mean 'ai-first'?"),
        (":4", "gold label without a design", "draw the postings to label with `rolescope sample`"),
        (":5", "gold label that tuned the coder", "draw another sample"),
        ("", "gold labels that are too few to correct a share", "2 drawn by a design, at least 30 are needed"),
    ):
        assert f"{reason}: gold.jsonl{place} — " in said
        assert remedy in said
    with duckdb.connect() as sql:
        gold_rows = sql.sql(f"select inclusion_prob from '{tmp_path}/out/gold.parquet' order by all").fetchall()
        corrected = f"select count(*) from '{tmp_path}/out/estimates.parquet' where statistic = 'corrected share'"
        assert sql.sql(corrected).fetchall() == [(0,)]
    assert [probability for (probability,) in gold_rows] == [0.5, 0.5, None, None]


def test_an_annotator_who_labels_a_posting_twice_ends_the_run(tmp_path: Path) -> None:
    gold = written(tmp_path / "gold.jsonl", label(0), label(1), label(0))
    said = refused("run", EXAMPLE, "--out", tmp_path / "out", "--gold", gold)
    assert "gold.jsonl:3: the same annotator labels" in said and "first in line 1" in said and "keep one" in said
    assert not (tmp_path / "out" / "estimates.parquet").exists()


@pytest.mark.parametrize("command", ["run", "eval"])
def test_a_file_without_labels_is_named(command: str, tmp_path: Path) -> None:
    empty = tmp_path / "gold.jsonl"
    empty.write_text("\n")
    out = tmp_path / "out"
    if command == "eval":
        assert rolescope("run", EXAMPLE, "--out", out, "--workers", 1).exit_code == 0
    said = refused(command, *((EXAMPLE, "--out", out) if command == "run" else (out,)), "--gold", empty)
    assert "gold.jsonl: holds no label — give JSON Lines" in said
