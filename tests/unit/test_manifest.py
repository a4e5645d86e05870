from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.codebook.taxonomy import taxonomy_digest
from rolescope.manifest import Manifest
from rolescope.scaffold import scaffold
from rolescope.study import run
from rolescope.studyfile import read_study

BAD = """\
{not json
{"id": "5", "description": "  "}
{"id": "6", "company": "Sample & Sons", "description": "<p> </p>"}
{"id": "7", "company": "Inkwell", "date_posted": "2025-12-31", "description": "Python and maps."}
{"id": "7", "company": "Inkwell", "date_posted": "2025-12-31", "description": "Python and maps."}
"""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("study")
    path = scaffold(folder)
    with (folder / "postings.jsonl").open("a") as lines:
        lines.write("\n" + BAD)
    run(read_study(path), folder / "out", workers=1)
    said: dict[str, Any] = json.loads((folder / "out" / "run.json").read_text(encoding="utf-8"))
    return said


def test_what_came_in_is_what_was_kept_and_what_was_dropped(facts: dict[str, Any]) -> None:
    # 3 scaffolded + 5 bad lines; dropped: no JSON, blank, markup alone, repeated
    assert facts["postings"]["came_in"] == 8
    assert facts["postings"]["kept"] == 4
    assert facts["input"]["dropped"] == {"empty text": 2, "malformed record": 1, "repeated record": 1}
    assert {e["place"] for e in facts["input"]["examples"]["empty text"]} == {
        "postings.jsonl:6",
        "postings.jsonl:7",
    }


def test_postings_employers_and_days_are_counted(facts: dict[str, Any]) -> None:
    postings = facts["postings"]
    assert (postings["employers"], postings["families"]) == (3, 4)  # Sample & Sons, Placeholder, Inkwell
    assert (postings["first_posted"], postings["last_posted"]) == ("2025-12-31", "2026-02-25")


def test_reposts_and_ages_are_counted(facts: dict[str, Any]) -> None:
    # no two are alike; collected on 2026-02-27
    assert facts["postings"]["reposts"] == {"reposted": 0, "redundant": 0, "rate": 0.0, "largest": 1}
    ages = facts["postings"]["ages"]
    assert ages["n"] + ages["n_unknown"] + ages["n_future"] == 4
    assert ages["quantiles"]["0.9"] <= 58  # of 2025-12-31, the oldest


def test_the_frame_is_told_with_its_postings(facts: dict[str, Any]) -> None:
    (frame,) = facts["frames"]
    assert (frame["query"], frame["places"], frame["collected"]) == (
        "AI Engineer",
        ["Berlin", "London"],
        "2026-02-27",
    )
    assert frame["postings"] == 4


def test_each_stage_has_its_seconds_and_memory(facts: dict[str, Any]) -> None:
    assert {"clean", "code", "estimate"} <= set(facts["stages"])
    assert all(stage["seconds"] >= 0 and stage["peak_megabytes"] > 1 for stage in facts["stages"].values())


def test_coded_postings_and_mentions_are_counted(facts: dict[str, Any]) -> None:
    coded = [row for row in facts["coding"] if row["variable"] == "skills"]
    assert sum(row["postings"] for row in coded) == 4
    assert facts["mentions"]["skills"] > 4


def test_what_is_not_known_of_money_and_tokens_is_null_not_zero(facts: dict[str, Any]) -> None:
    assert facts["money"] is None
    assert facts["tokens"] is None


def test_versions_and_hashes_are_told(facts: dict[str, Any]) -> None:
    assert {"rolescope", "python", "pyarrow", "duckdb"} <= set(facts["versions"])
    assert facts["taxonomy_hash"] == taxonomy_digest()
    assert len({facts[key] for key in ("study_hash", "codebook_hash", "taxonomy_hash")}) == 3


def test_a_stage_that_fails_is_not_told_as_done(tmp_path: Path) -> None:
    manifest = Manifest(read_study(scaffold(tmp_path)), shipped_codebook("ai-engineer"))
    with pytest.raises(ValueError, match="half way"), manifest.stage("clean"):
        raise ValueError("half way")
    with manifest.stage("code"):
        pass
    assert list(manifest.facts()["stages"]) == ["code"]


def test_every_frame_of_the_study_is_told(tmp_path: Path) -> None:
    path = scaffold(tmp_path)
    second = (
        "\n  - jsonl: more.jsonl\n    columns: {text: t}\n"
        "    frame: {query: x, site: y, collected: 2026-03-01}\n\ncodebook:"
    )
    path.write_text(path.read_text().replace("\ncodebook:", second))
    manifest = Manifest(read_study(path), shipped_codebook("ai-engineer"))
    assert [frame["query"] for frame in manifest.facts()["frames"]] == ["AI Engineer", "x"]
