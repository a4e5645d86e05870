"""`rolescope train` on the labels of the example, and a study that codes by the models."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from rolescope.codebook.model import load_codebook
from rolescope.coders.trained import NAME
from rolescope.earlier import stage_keys
from rolescope.studyfile import read_study
from tests.functional.test_cli import EXAMPLE, LABELS, refused, rolescope

CODEBOOK = """
codebook: mine
version: 1
role: AI engineer
variables:
  - {name: backend, kind: flag, by: model, definition: Builds back ends.}
  - name: role_type
    kind: choice
    by: model
    definition: What the person works on.
    options:
      - {key: ai-first, definition: on AI}
      - {key: ai-support, definition: near it}
      - {key: ml-first, definition: on models}
"""


def write_study(folder: Path) -> Path:
    folder.mkdir()
    (folder / "book.yaml").write_text(CODEBOOK)
    path = folder / "study.yaml"
    said = EXAMPLE.read_text().replace("example/postings.jsonl", str(EXAMPLE.parent / "example" / "postings.jsonl"))
    kept = [line for line in said.splitlines() if not line.startswith(("codebook", "slices"))]
    path.write_text("\n".join([*kept, "codebook: book.yaml", "models: models", ""]))
    return path


def labels_of_some(folder: Path) -> Path:
    """Labels of the postings of every fourth employer left out."""
    postings = map(json.loads, (EXAMPLE.parent / "example" / "postings.jsonl").read_text().splitlines())
    employers = {str(one["id"]): one["company"] for one in postings}
    left_out = sorted(set(employers.values()))[::4]
    lines = [line for line in LABELS.read_text().splitlines() if employers[json.loads(line)["job_id"]] not in left_out]
    path = folder / "labels.jsonl"
    path.write_text("\n".join(lines))
    return path


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the study, its models, and a run by them."""
    folder = tmp_path_factory.mktemp("train") / "study"
    study = write_study(folder)
    labels = labels_of_some(folder)
    arguments = ("train", study, "--from", "gold", "--gold", labels, "--out", folder / "models", "--workers", 1)
    refusal = refused(*arguments)
    assert "the present model of 'role_type' agrees better: kappa 0." in refusal
    assert "on the same 124 postings" in refusal
    assert not (folder / "models").exists()
    said = rolescope(*arguments, "--force")
    assert said.exit_code == 0, said.stderr
    assert "Held-out agreement" in said.stdout
    assert rolescope("run", study, "--out", folder / "out", "--workers", 1).exit_code == 0
    return folder


def test_postings_that_trained_the_models_are_coded_out_of_fold(trained: Path) -> None:
    told = json.loads((trained / "models" / f"{NAME}.json").read_text())
    labels = {json.loads(line)["job_id"]: json.loads(line) for line in (trained / "labels.jsonl").read_text().splitlines()}  # fmt: skip
    with duckdb.connect() as sql:
        rows = sql.execute(
            f"""
            select source_id, value, fold from '{trained}/out/assessments.parquet'
            join '{trained}/out/postings.parquet' using (posting_id) where variable = 'backend'
            """
        ).fetchall()
    assert {source_id for source_id, _, fold in rows if fold is not None} == labels.keys()
    right = [value == str(labels[source_id]["backend"]).lower() for source_id, value, fold in rows if fold is not None]
    assert sum(right) / len(right) == pytest.approx(told["agreement"]["backend"]["accuracy"]["value"])


def test_no_employer_is_in_two_folds(trained: Path) -> None:
    told = json.loads((trained / "models" / f"{NAME}.json").read_text())
    fold = {row["source_id"]: row["fold"] for row in told["training"]}
    table = pq.read_table(trained / "out" / "postings.parquet").to_pylist()
    pairs = {(row["employer_id"], fold[row["source_id"]]) for row in table if row["source_id"] in fold}
    assert len(pairs) == len({employer for employer, _ in pairs})
    assert {number for _, number in pairs} == {0, 1, 2, 3, 4}


def test_codes_of_a_run_are_labels_too(trained: Path, tmp_path: Path) -> None:
    shutil.copytree(trained / "out", tmp_path / "run")
    path = tmp_path / "run" / "assessments.parquet"
    table = pq.read_table(path)
    place = table.schema.get_field_index("coder")
    pq.write_table(
        table.set_column(place, "coder", pa.array(["llm:openai:gpt-5-mini:0a1b2c3d"] * table.num_rows)), path
    )
    arguments = ("train", trained / "study.yaml", "--from", "llm", "--run", tmp_path / "run", "--for", "backend")
    assert rolescope(*arguments, "--out", tmp_path / "m").exit_code == 0
    told = json.loads((tmp_path / "m" / f"{NAME}.json").read_text())
    assert (told["trained_on"], told["agreement"]["backend"]["postings"]) == (
        "labels of the coder llm:openai:gpt-5-mini:0a1b2c3d",
        168,
    )


def test_a_run_that_the_coder_has_no_codes_in_teaches_nothing(trained: Path, tmp_path: Path) -> None:
    said = refused("train", trained / "study.yaml", "--from", "llm", "--run", trained / "out", "--out", tmp_path / "m")
    assert "'llm' labels nothing that could be learnt" in said


def test_models_that_code_fewer_variables_replace_nothing(trained: Path) -> None:
    before = (trained / "models" / f"{NAME}.npz").read_bytes()
    study, labels = trained / "study.yaml", trained / "labels.jsonl"
    arguments = ("train", study, "--from", "gold", "--gold", labels, "--out", trained / "models", "--for", "backend")
    assert "the present models code 'role_type' too" in refused(*arguments, "--workers", 1)
    assert (trained / "models" / f"{NAME}.npz").read_bytes() == before


def test_other_models_code_anew_what_models_code(trained: Path) -> None:
    study = read_study(trained / "study.yaml")
    codebook = load_codebook("ai-engineer", trained)
    one, other = (stage_keys(study, codebook, None, models).variables for models in ("one", "other"))
    assert {name for name in one if one[name] != other[name]} == {"role_type", "customer_facing"}


def test_another_codebooks_models_are_refused_by_name(trained: Path, tmp_path: Path) -> None:
    study = write_study(tmp_path / "other")
    (study.parent / "models").symlink_to(trained / "models")
    book = study.parent / "book.yaml"
    book.write_text(CODEBOOK.replace("codebook: mine", "codebook: theirs").replace("Builds back", "Designs back"))
    said = refused("run", study, "--out", tmp_path / "out")
    assert "the models are of codebook mine@1, and theirs@1 defines 'backend' otherwise" in said


def test_a_study_without_the_models_that_it_names_is_an_error_with_the_command(tmp_path: Path) -> None:
    assert "rolescope train" in refused("run", write_study(tmp_path / "s"), "--out", tmp_path / "out")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--from", "oracle"), "one of imported, gold, llm"),
        (("--from", "llm"), "name it with --run DIR"),
        (("--from", "gold"), "give the file with --gold FILE"),
        (("--from", "gold", "--for", "salary"), "there is no choice or flag 'salary'"),
    ],
)
def test_what_cannot_be_trained_is_one_clear_error(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused("train", write_study(tmp_path / "s"), *arguments, "--out", tmp_path / "m")
