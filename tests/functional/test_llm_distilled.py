"""A model codes some postings; small models learn from it, code all of them, and gold corrects the shares of both."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rolescope.coders.trained import NAME
from tests.fake_provider.cues import Script
from tests.fake_provider.server import serving
from tests.functional.test_cli import rolescope
from tests.scripted_model import posting_of

POSTINGS = 100
CODEBOOK = """
codebook: charts
version: 1
role: chart engineer
variables:
  - {name: backend, kind: flag, by: model, definition: Builds back ends.}
"""
STUDY = """\
study: charts
question: What is a chart engineer?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, title: title, company: company, text: text}}]
codebook: book.yaml
"""
DUTIES = ("Build services, queues and databases for the harbour", "Write letters, plan tours and talk to pilots")


def is_backend(number: int) -> bool:
    return number % 3 == 0


@pytest.fixture(scope="module")
def distilled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a run by a model, models trained on it, and a run by these, both corrected with gold."""
    folder = tmp_path_factory.mktemp("distilled")
    with (folder / "postings.jsonl").open("w") as lines:
        for n in range(POSTINGS):
            text = f"What you will do\n- {DUTIES[not is_backend(n)]} of pier {n}, quay {n * 7} and dock {n * 13}"
            row = {"id": str(n), "title": f"Charter {n}", "company": f"Inkwell {n}", "text": text}
            lines.write(json.dumps(row) + "\n")
    sample = {"design": "simple random", "inclusion_prob": 0.5, "sample_id": "s"}
    gold = [{"job_id": str(n), "backend": is_backend(n), "sample": sample} for n in range(0, POSTINGS, 2)]
    (folder / "gold.jsonl").write_text("".join(json.dumps(one) + "\n" for one in gold))
    (folder / "book.yaml").write_text(CODEBOOK)
    (folder / "study.yaml").write_text(STUDY)
    (folder / "small.yaml").write_text(STUDY + "models: models\n")

    def reply(_: str, prompt: str) -> str:
        quote = next((duty for duty in DUTIES[:1] if duty in posting_of(prompt).text), None)
        return json.dumps({"backend": {"quotes": [quote] if quote else [], "value": quote is not None}})

    with serving(Script(reply)) as url:
        asked = ("--coder", "llm", "--model", "openai-compatible:served", "--base-url", f"{url}/v1")
        ran("run", folder / "study.yaml", "--out", folder / "llm", "--gold", folder / "gold.jsonl", *asked)
    taught = ("--from", "llm", "--run", folder / "llm", "--out", folder / "models")
    ran("train", folder / "small.yaml", *taught)
    ran("run", folder / "small.yaml", "--out", folder / "small", "--gold", folder / "gold.jsonl")
    return folder


def ran(*arguments: Any) -> None:
    result = rolescope(*arguments, "--workers", 1)
    assert result.exit_code == 0, result.output


def shares(folder: Path) -> dict[str, tuple[int, float]]:
    """Gold labels behind the share of back ends, and the share, by statistic."""
    with duckdb.connect() as sql:
        rows = sql.sql(
            f"select statistic, n_gold, share from '{folder}/estimates.parquet' where variable = 'backend' "
            "and value = 'true' and unit = 'posting' and target = 'corpus' and slice_by is null"
        ).fetchall()
    return {statistic: (n_gold, share) for statistic, n_gold, share in rows}


def test_the_small_models_learn_what_the_large_one_says(distilled: Path) -> None:
    told = json.loads((distilled / "models" / f"{NAME}.json").read_text())
    assert re.fullmatch(r"labels of the coder llm:openai-compatible:served:[0-9a-f]{8,}", told["trained_on"])
    assert told["agreement"]["backend"]["postings"] == POSTINGS


@pytest.mark.parametrize("run", ["llm", "small"])
def test_shares_of_the_large_model_and_of_the_small_ones_are_corrected_with_the_gold(distilled: Path, run: str) -> None:
    found = shares(distilled / run)
    assert found["corrected share"][0] == POSTINGS // 2
    assert found["corrected share"][1] == pytest.approx(1 / 3, abs=0.03)


def test_a_posting_that_trained_the_small_models_is_coded_out_of_fold(distilled: Path) -> None:
    with duckdb.connect() as sql:
        folds = sql.sql(f"select count(fold) from '{distilled}/small/assessments.parquet'").fetchall()
    assert folds == [(POSTINGS,)]
