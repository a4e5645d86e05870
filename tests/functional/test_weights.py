"""Runs with margins and with a flow."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import yaml

from rolescope.study import run
from rolescope.studyfile import read_study
from rolescope.tables import PUBLIC

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
MARGINS = {"country": {"DE": 0.2, "(other)": 0.8}}


def made(folder: Path, out: str, **more: Any) -> Path:
    said = {
        "study": "s", "question": "?", "frame": {"query": "q", "site": "s", "collected": "2026-03-21"},
        "sources": [{
            "jsonl": str(EXAMPLE),
            "columns": {"source_id": "id", "text": "description", "company": "company", "place": "location", "date_posted": "date_posted"},
        }],
        "codebook": "skills",
    }  # fmt: skip
    (folder / "study.yaml").write_text(yaml.safe_dump(said | more), encoding="utf-8")
    return run(read_study(folder / "study.yaml"), folder / out, workers=1).folder


def estimates(out: Path) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(out / "estimates.parquet").to_pylist()
    return rows


def test_a_run_with_margins_has_weighted_shares_beside_the_others_and_leaves_no_trace(tmp_path: Path) -> None:
    plain = made(tmp_path, "plain")
    raked = made(tmp_path, "again", margins=MARGINS)
    rows = estimates(raked)
    assert [row for row in rows if row["weighting"] == "none"] == estimates(plain)
    weighted = [row for row in rows if row["weighting"] == "raked"]
    assert {row["unit"] for row in weighted} == {"posting"} and "country" not in {row["variable"] for row in weighted}
    assert len({row["estimate_id"] for row in rows}) == len(rows)
    rest, german = json.loads((raked / "run.json").read_text())["weights"]["raking"]["margins"]
    assert (german["value"], german["after"], rest["after"]) == ("DE", 0.2, 0.8) and german["before"] < 0.2
    html = (raked / "report.html").read_text()
    assert "bring country to stated shares" in html
    made(tmp_path, "again")
    for name in PUBLIC:
        assert (tmp_path / "again" / f"{name}.parquet").read_bytes() == (plain / f"{name}.parquet").read_bytes(), name


def test_estimates_and_evidence_follow_the_flow(tmp_path: Path) -> None:
    out = made(tmp_path, "flow", flow=40)
    flow = json.loads((out / "run.json").read_text())["weights"]["flow"]
    old = {row["source_id"] for row in pq.read_table(out / "postings.parquet").to_pylist() if row["weight"] == 0}
    assert 0 < len(old) == flow["older"] + flow["undated"] + flow["future"] == 168 - flow["recent"]
    whole = {row["slice_by"]: row["n"] for row in estimates(out) if row["variable"] == "skills"}
    assert whole[None] < whole["flow"] < 168
    codes = pq.read_table(out / "codings.parquet").to_pylist()
    assert {row["posting_id"] for row in codes} & {
        row["posting_id"] for row in pq.read_table(out / "postings.parquet").to_pylist() if row["weight"] == 0
    }  # coded all the same
    assert f"{flow['older']} older ones are left out" in (out / "report.md").read_text()
