from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.errors import RolescopeError
from rolescope.gold import TOO_FEW, make_gold
from rolescope.ledger import Problem
from rolescope.scaffold import scaffold
from rolescope.study import run
from rolescope.studyfile import read_study

LABEL: dict[str, Any] = {"job_id": "example-1", "role_type": "ai-first", "skills": [], "annotator_kind": "people"}
SAMPLE = {"design": "simple random", "inclusion_prob": 0.5, "sample_id": "s1"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold")
    run(read_study(scaffold(path)), path / "out", workers=1)
    return path


def ids(folder: Path) -> list[str]:
    found: list[str] = pq.read_table(folder / "out" / "postings.parquet").column("source_id").to_pylist()
    return found


def made(folder: Path, to: Path, *labels: dict[str, Any], tuned: tuple[Path, ...] = ()) -> list[Problem]:
    """What is told of labels, besides that they are few."""
    (to / "gold.jsonl").write_text("\n".join(map(json.dumps, labels)))
    to.joinpath("made").mkdir()
    to.joinpath("made", "postings.parquet").write_bytes((folder / "out" / "postings.parquet").read_bytes())
    told = make_gold(to / "gold.jsonl", shipped_codebook("ai-engineer"), to / "made", to / "coded", tuned)
    return [problem for problem in told if problem.reason != TOO_FEW]


def test_labels_with_a_design_are_kept_with_their_probability(folder: Path, tmp_path: Path) -> None:
    assert made(folder, tmp_path, LABEL | {"job_id": ids(folder)[0], "sample": SAMPLE}) == []
    (row,) = pq.read_table(tmp_path / "made" / "gold.parquet").to_pylist()
    assert (row["sample_id"], row["design"], row["inclusion_prob"], row["annotator_kind"]) == (
        "s1",
        "simple random",
        0.5,
        "people",
    )
    coded = pq.read_table(tmp_path / "coded" / "assessments.parquet").to_pylist()
    assert {a["value"] for a in coded if a["variable"] == "role_type"} == {"ai-first"}


def test_what_cannot_be_used_is_named_with_its_line_and_remedy(folder: Path, tmp_path: Path) -> None:
    first, second, *_ = ids(folder)
    problems = made(
        folder,
        tmp_path,
        LABEL | {"job_id": first, "role_type": "ai-frist", "sample": SAMPLE},
        LABEL | {"job_id": "no such posting", "sample": SAMPLE},
        LABEL | {"job_id": second, "skills": [{"quote": "Fortran 2077", "section": "must"}]},
    )
    said = {(problem.place, problem.reason) for problem in problems}
    assert said == {
        ("gold.jsonl:1", "gold: not in the codebook"),
        ("gold.jsonl:2", "gold label of no posting"),
        ("gold.jsonl:3", "gold: no such quote in the text"),
        ("gold.jsonl:3", "gold label without a design"),
    }
    assert any("did you mean 'ai-first'?" in problem.remedy for problem in problems)
    assert any("rolescope sample" in problem.remedy for problem in problems)


@pytest.mark.parametrize("probability", [0, 1.5, "half"])
def test_an_impossible_probability_is_an_error_with_its_line(folder: Path, tmp_path: Path, probability: object) -> None:
    with pytest.raises(RolescopeError, match=r"gold\.jsonl:1.*sample\.inclusion_prob|sample\.inclusion_prob.*gold"):
        made(folder, tmp_path, LABEL | {"job_id": ids(folder)[0], "sample": SAMPLE | {"inclusion_prob": probability}})


def test_labels_of_another_corpus_are_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match="no labelled posting is in the run"):
        made(folder, tmp_path, LABEL | {"job_id": "elsewhere"})


def probabilities(to: Path) -> list[float | None]:
    found: list[float | None] = pq.read_table(to / "made" / "gold.parquet").column("inclusion_prob").to_pylist()
    return found


def test_a_sample_that_tuned_the_coder_corrects_nothing(folder: Path, tmp_path: Path) -> None:
    first, second, third, *_ = ids(folder)
    problems = made(
        folder,
        tmp_path,
        LABEL | {"job_id": first, "sample": SAMPLE, "used_for": "tuning"},
        LABEL | {"job_id": second, "sample": SAMPLE},
        LABEL | {"job_id": third, "sample": SAMPLE | {"sample_id": "s2"}},
    )
    assert [(p.place, p.reason) for p in problems] == [
        ("gold.jsonl:1", "gold label that tuned the coder"),
        ("gold.jsonl:2", "gold label that tuned the coder"),
    ]
    assert "used_for: tuning" in problems[0].remedy
    assert "sample 's1' tuned the coder in part" in problems[1].remedy
    assert sorted(probabilities(tmp_path), key=str) == [0.5, None, None]


def test_postings_of_files_that_the_study_was_tuned_on_correct_nothing(folder: Path, tmp_path: Path) -> None:
    first, second, *_ = ids(folder)
    tuned = tmp_path / "half-0.jsonl"
    tuned.write_text(json.dumps(LABEL | {"job_id": first}))
    drawn = LABEL | {"sample": SAMPLE}
    problems = made(folder, tmp_path, drawn | {"job_id": first}, drawn | {"job_id": second, "sample": SAMPLE | {"sample_id": "s2"}}, tuned=(tuned,))  # fmt: skip
    assert [(p.place, "half-0.jsonl" in p.remedy) for p in problems] == [("gold.jsonl:1", True)]
    assert sorted(probabilities(tmp_path), key=str) == [0.5, None]


def test_another_use_is_an_error_with_its_line(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"used_for.*tuning"):
        made(folder, tmp_path, LABEL | {"job_id": ids(folder)[0], "used_for": "tunning"})


def test_a_label_of_two_postings_is_named_and_not_used(folder: Path, tmp_path: Path) -> None:
    first, second, *_ = ids(folder)
    table = pq.read_table(folder / "out" / "postings.parquet")
    column = table.schema.get_field_index("source_id")
    renamed = [first if one == second else one for one in table.column("source_id").to_pylist()]
    other = tmp_path / "two" / "out"
    other.mkdir(parents=True)
    pq.write_table(table.set_column(column, "source_id", pa.array(renamed)), other / "postings.parquet")
    third = ids(folder)[2]
    drawn = LABEL | {"sample": SAMPLE}
    (problem,) = made(tmp_path / "two", tmp_path, drawn | {"job_id": first}, drawn | {"job_id": third})
    assert (problem.place, problem.reason) == ("gold.jsonl:1", "gold label of several postings")
    assert probabilities(tmp_path) == [0.5]


@pytest.mark.parametrize("missing", ["gold", "tuned"])
def test_labels_that_cannot_be_read_end_the_run_before_it_begins(folder: Path, tmp_path: Path, missing: str) -> None:
    study = read_study(folder / "study.yaml").model_copy(update={"tuned_on": (tmp_path / "tuned.jsonl",)})
    for name in {"gold", "tuned"} - {missing}:
        (tmp_path / f"{name}.jsonl").write_text(json.dumps(LABEL))
    told: list[str] = []
    with pytest.raises(RolescopeError, match=rf"{missing}\.jsonl: there is no such file of labels"):
        run(study, tmp_path / "out", gold=tmp_path / "gold.jsonl", progress=lambda stage, *_: told.append(stage))
    assert told == []
