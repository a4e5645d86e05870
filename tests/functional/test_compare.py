"""`rolescope compare` on two waves made of the example corpus."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml
from typer.testing import CliRunner, Result

from rolescope.cli.application import EXIT_ERROR, app

EXAMPLE = Path(__file__).resolve().parents[2] / "studies" / "example" / "postings.jsonl"
COLUMNS = {"source_id": "id", "title": "title", "company": "company", "text": "description", "place": "location"}
FIRST, SECOND = "2026-01-31", "2026-03-21"
SEARCHED = {"query": "q", "site": "s"}


def rolescope(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refused(*arguments: object) -> str:
    result = rolescope("compare", *arguments)
    assert result.exit_code == EXIT_ERROR, result.stdout
    (line,) = result.stderr.splitlines()
    return line


def write_waves(folder: Path) -> None:
    """The postings of January and February are open in the first wave; in the second those from February on."""
    folder.mkdir(exist_ok=True)
    postings = [json.loads(line) for line in EXAMPLE.read_text(encoding="utf-8").splitlines()]
    for name, months in (("first", ("2026-01", "2026-02")), ("second", ("2026-02", "2026-03"))):
        kept = [json.dumps(posting) for posting in postings if posting["date_posted"][:7] in months]
        (folder / f"{name}.jsonl").write_text("\n".join(kept), encoding="utf-8")
    (folder / "few.jsonl").write_text("\n".join(kept[:3]), encoding="utf-8")


def run(folder: Path, out: str, *sources: tuple[str, dict[str, Any]], **study: Any) -> Path:
    said = {
        "study": "waves", "question": "?", "frame": SEARCHED | {"collected": SECOND},
        "sources": [{"jsonl": f"{name}.jsonl", "columns": COLUMNS, "frame": frame} for name, frame in sources],
        "slices": ["wave"], "codebook": "skills",
    }  # fmt: skip
    (folder / f"{out}.yaml").write_text(yaml.safe_dump(said | study), encoding="utf-8")
    result = rolescope("run", folder / f"{out}.yaml", "--out", folder / out, "--workers", 1)
    assert result.exit_code == 0, result.stderr
    return folder / out


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("waves")
    write_waves(made)
    return made


@pytest.fixture(scope="module")
def waves(folder: Path) -> Path:
    """One run of both waves."""
    frames = (("first", SEARCHED | {"collected": FIRST}), ("second", SEARCHED | {"collected": SECOND}))
    return run(folder, "both", *frames)


@pytest.fixture(scope="module")
def elsewhere(folder: Path) -> Path:
    """A run of the second wave alone, searched on another site."""
    return run(folder, "elsewhere", ("second", SEARCHED | {"site": "another", "collected": SECOND}))


def stored(run: Path, slice_by: str | None = None, name: str | None = None) -> dict[tuple[str, str], float]:
    """Observed shares of postings that a run has stored."""
    return {
        (row["variable"], row["value"]): row["share"]
        for row in pq.read_table(run / "estimates.parquet").to_pylist()
        if (row["slice_by"], row["slice"], row["unit"], row["target"]) == (slice_by, name, "posting", "corpus")
        and row["section_rule"] in ("any but other", "stated")
    }


def check(table: Path, before: dict[tuple[str, str], float], after: dict[tuple[str, str], float]) -> None:
    """Differences are those of stored shares, and of the terms."""
    found = pq.read_table(table).to_pylist()
    assert len(found) > 40
    for row in found:
        key = (row["variable"], row["value"])
        assert row["share"] == pytest.approx(after.get(key, 0.0))
        assert row["share_against"] == pytest.approx(before.get(key, 0.0))
        assert row["within"] + row["between"] + row["entry"] - row["exit"] == pytest.approx(
            row["difference"], abs=1e-12
        )
        assert row["within_low"] <= row["within"] <= row["within_high"]


def test_two_waves_of_a_run_are_compared_by_its_stored_shares(waves: Path, tmp_path: Path) -> None:
    result = rolescope("compare", waves, "--waves", FIRST, SECOND, "--to", tmp_path / "found.parquet")
    assert result.exit_code == 0, result.stderr
    assert "What the largest changes are made of" in result.stdout
    check(tmp_path / "found.parquet", stored(waves, "wave", FIRST), stored(waves, "wave", SECOND))


def test_two_runs_are_compared_by_their_stored_shares(folder: Path, tmp_path: Path) -> None:
    before = run(folder, "january", ("first", SEARCHED | {"collected": FIRST}))
    after = run(folder, "march", ("second", SEARCHED | {"collected": SECOND}))
    assert rolescope("compare", before, after, "--to", tmp_path / "found.parquet").exit_code == 0
    check(tmp_path / "found.parquet", stored(before), stored(after))
    assert rolescope("compare", before, after, "--to", tmp_path / "found.csv").exit_code == 0
    header, first = (tmp_path / "found.csv").read_text().splitlines()[:2]
    assert header.split(",")[:2] == ['"statistic"', '"variable"'] and first.startswith('"share","seniority"')


def test_corrected_shares_are_compared_where_both_waves_have_gold(folder: Path, tmp_path: Path) -> None:
    runs = []
    for name, source, collected in (("j", "first", FIRST), ("m", "second", SECOND)):
        plain = run(folder, f"plain-{name}", (source, SEARCHED | {"collected": collected}))
        gold = labelled_as_coded(plain, tmp_path / f"{name}.jsonl")
        study = folder / f"plain-{name}.yaml"
        result = rolescope("run", study, "--out", tmp_path / name, "--workers", 1, "--gold", gold)
        assert result.exit_code == 0, result.stderr
        runs.append(tmp_path / name)
    result = rolescope("compare", *runs, "--to", tmp_path / "found.parquet")
    assert result.exit_code == 0, result.stderr
    assert "skills, corrected shares (gold: 40 in A, 40 in B; m = " in result.stdout
    rows = pq.read_table(tmp_path / "found.parquet").to_pylist()
    corrected = [row for row in rows if row["statistic"] == "corrected share"]
    assert "Python" in {row["value"] for row in corrected}
    shares = [
        {
            row["value"]: row["share"]
            for row in pq.read_table(one / "estimates.parquet").to_pylist()
            if (row["statistic"], row["target"], row["section_rule"]) == ("corrected share", "process", "any but other")
            and row["slice_by"] is None
        }
        for one in runs
    ]
    for row in corrected:
        assert (row["share_against"], row["share"]) == tuple(of[row["value"]] for of in shares)
        assert row["within"] is None


def labelled_as_coded(run: Path, gold: Path) -> Path:
    """Forty postings drawn from a run, labelled as its coder coded them."""
    assert rolescope("sample", run, "--n", 40, "--for", "skills.Python", "--out", gold).exit_code == 0
    sources = dict(
        zip(
            *pq.read_table(run / "postings.parquet", columns=["posting_id", "source_id"]).to_pydict().values(),
            strict=True,
        )
    )
    skills: dict[str, list[dict[str, str]]] = {}
    for code in pq.read_table(run / "codings.parquet").to_pylist():
        if code["section"] != "other":
            skills.setdefault(sources[code["posting_id"]], []).append({key: code[key] for key in ("quote", "section")})
    labels = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    said = [
        label | {"annotator": "a", "annotator_kind": "human", "skills": skills.get(label["job_id"], [])}
        for label in labels
    ]
    gold.write_text("".join(json.dumps(label) + "\n" for label in said), encoding="utf-8")
    return gold


def test_other_frames_are_refused_unless_asked_for_and_then_named(waves: Path, elsewhere: Path) -> None:
    said = refused(waves, elsewhere)
    assert "'q' on another" in said and "--across-frames" in said
    result = rolescope("compare", waves, elsewhere, "--across-frames")
    assert result.exit_code == 0
    assert "'q' on another" in result.stdout and "not searched alike" in result.stdout
    assert "made of" not in result.stdout


def test_another_codebook_or_coder_is_refused(folder: Path, waves: Path) -> None:
    other = run(folder, "other", ("few", SEARCHED | {"collected": SECOND}), codebook="data-engineer")
    assert "its codebook is data-engineer@" in refused(waves, other)
    facts = json.loads((other / "run.json").read_text())
    facts["coder"] = "llm:openai:gpt-5:abc"
    (other / "run.json").write_text(json.dumps(facts))
    assert "its coder is llm:openai:gpt-5:abc" in refused(waves, other)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "give DIR_B, or --waves A B"),
        (("--waves", FIRST, "2026-02-02"), "has no wave '2026-02-02'"),
        (("--waves", FIRST, FIRST), "would be compared with itself"),
        (("--slices", "nothing", "a", "b"), "cannot slice by 'nothing'"),
        (("--waves", FIRST, SECOND, "--to", "found.txt"), "ends in .csv or .parquet"),
    ],
)
def test_what_cannot_be_compared_is_named(waves: Path, arguments: tuple[str, ...], said: str) -> None:
    assert said in refused(waves, *arguments)


def test_a_folder_that_is_no_run_is_named(waves: Path, tmp_path: Path) -> None:
    assert "there is no postings.parquet" in refused(waves, tmp_path)
