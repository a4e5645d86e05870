from __future__ import annotations

import json
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from rich.console import Console

from rolescope.coders.llm.votes import NO_EVIDENCE
from rolescope.errors import RolescopeError
from rolescope.llm.request import Failure
from rolescope.study import run
from rolescope.studyfile import Study, read_study
from rolescope.terminal.run import print_run
from tests.scripted_model import Reply, played, posting_of, says

STUDY = """\
study: charts
question: What is a chart engineer?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, title: title, company: company, text: text}}]
coder: llm
model: fake:one
"""
POSTINGS = 60


@pytest.fixture
def study(tmp_path: Path) -> Study:
    with (tmp_path / "postings.jsonl").open("w") as lines:
        for n in range(POSTINGS):
            text = f"What you will do\n- Draw chart {n} of harbour {n * 7} with Python and care\nRequirements\n- SQL and Rust"
            row = {"id": str(n), "title": f"Engineer {n}", "company": f"Inkwell {n}", "text": text}
            lines.write(json.dumps(row) + "\n")
        lines.write(json.dumps({"id": "short", "title": "Short", "company": "Nib", "text": "SQL wanted"}) + "\n")
    (tmp_path / "study.yaml").write_text(STUDY)
    return read_study(tmp_path / "study.yaml")


def ran(study: Study, reply: Reply, monkeypatch: pytest.MonkeyPatch, out: str = "out") -> tuple[Path, list[str]]:
    folder = study.folder / out
    with played(reply) as (room, prompts):
        monkeypatch.setattr("rolescope.by_model.stage.open_room", lambda *_: nullcontext(room))
        run(study, folder, workers=1)
    return folder, prompts


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(folder / f"{table}.parquet").to_pylist()
    return found


def careful(prompt: str) -> str:
    posting = posting_of(prompt)
    duty = next(line for line in posting.text.splitlines() if line.startswith("- Draw"))[2:]
    return says(
        skills=["Python", "SQL", "Docker"],
        responsibilities=[{"quote": duty, "theme": "ai-features"}],
        backend={"quotes": ["harbour"], "value": True},
        role_type={"quotes": ["a chart of nowhere"], "value": "ai-first"},
    )


def test_a_run_by_a_model_gives_the_tables_of_any_coder(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    out, prompts = ran(study, careful, monkeypatch)
    texts = {row["posting_id"]: row for row in rows(out, "postings")}
    codings, assessments = rows(out, "codings"), rows(out, "assessments")
    assert len(prompts) == POSTINGS
    (coder,) = {row["coder"] for row in codings + assessments}
    assert coder.startswith("llm:fake:one:")
    for row in codings:
        assert texts[row["posting_id"]][row["field"]][row["start_char"] : row["end_char"]] == row["quote"]
    assert sorted(codings, key=lambda r: (r["posting_id"], r["variable"], r["start_char"])) == codings
    assert {(row["value"], row["section"]) for row in codings if row["variable"] == "skills"} == {
        ("Python", "work"),
        ("SQL", "must"),
    }


def test_estimates_and_the_manifest_are_of_the_model(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = ran(study, careful, monkeypatch)
    facts = json.loads((out / "run.json").read_text())
    estimates = rows(out, "estimates")
    assert facts["coder"] == estimates[0]["coder"] == rows(out, "codings")[0]["coder"]
    assert facts["prompt"]["hash"] == facts["coder"].rsplit(":", 1)[1]
    assert "You code job postings" in facts["prompt"]["system"]
    (python,) = (
        row
        for row in estimates
        if row["value"] == "Python" and row["section_rule"] == "any but other"
        and (row["unit"], row["target"], row["statistic"], row["slice_by"]) == ("posting", "process", "share", None)
    )  # fmt: skip
    assert (python["count"], python["n"], python["n_uncoded"]) == (POSTINGS, POSTINGS, 1)
    assert facts["money"] is None, "the price of this model is not known"


def test_what_is_refused_is_counted_by_variable_value_and_coder(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    out, _ = ran(study, careful, monkeypatch)
    refused = {(r["variable"], r["value"], r["quote"]) for r in rows(out, "rejections")}
    assert refused == {("skills", "Docker", "Docker"), ("role_type", "ai-first", "a chart of nowhere")}
    assert len(rows(out, "rejections")) == 2 * POSTINGS
    uncoded = [r for r in rows(out, "assessments") if r["variable"] == "role_type" and r["reason"] == NO_EVIDENCE]
    assert len(uncoded) == POSTINGS


def test_failures_are_uncoded_with_their_reason(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(prompt: str) -> str | Failure:
        number = int(posting_of(prompt).title.split()[1])
        return Failure("budget") if number % 3 == 0 else "no JSON" if number % 3 == 1 else careful(prompt)

    out, prompts = ran(study, reply, monkeypatch)
    reasons = [r["reason"] for r in rows(out, "assessments") if r["variable"] == "skills"]
    assert {reason: reasons.count(reason) for reason in set(reasons)} == {
        None: POSTINGS // 3,
        "budget": POSTINGS // 3,
        "invalid JSON, also when asked again": POSTINGS // 3,
        "text shorter than 40 characters": 1,
    }
    assert len(prompts) == POSTINGS + POSTINGS // 3, "what was no JSON is asked about once more"


def test_the_same_answers_are_the_same_bytes_whatever_an_earlier_run_left(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, _ = ran(study, lambda prompt: Failure("budget"), monkeypatch)
    ran(study, careful, monkeypatch)
    fresh, _ = ran(study, careful, monkeypatch, "fresh")
    for name in ("codings", "assessments", "rejections", "estimates"):
        assert (out / f"{name}.parquet").read_bytes() == (fresh / f"{name}.parquet").read_bytes()


def test_a_change_of_prompt_or_codebook_is_another_coder(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = (Path(__file__).parents[3] / "src/rolescope/coders/llm/prompt.yaml").read_text()
    (study.folder / "mine.yaml").write_text(shipped.replace("version: 1", "version: 2"))
    (study.folder / "other.yaml").write_text(shipped.replace("careful annotator", "hasty annotator"))
    changes: list[dict[str, Any]] = [
        {},
        {"prompt": "mine.yaml"},
        {"prompt": "other.yaml"},
        {"codebook": "data-engineer"},
    ]
    names = []
    for n, change in enumerate(changes):
        out, _ = ran(study.changed("", **change), lambda _: Failure("none"), monkeypatch, f"out{n}")
        names.append(rows(out, "assessments")[0]["coder"])
    assert names[0] == names[1], "a version alone changes nothing of what is asked"
    assert len(set(names)) == 3


def test_a_prompt_that_is_missing_is_named(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(RolescopeError, match=r"nowhere\.yaml"):
        ran(study.changed("", prompt="nowhere.yaml"), careful, monkeypatch)


def test_a_cascade_asks_about_a_sample_and_where_the_local_coder_is_unsure(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, prompts = ran(study.changed("", coder="cascade"), careful, monkeypatch)
    assessments, gold = rows(out, "assessments"), rows(out, "gold")
    (coder,) = {row["coder"] for row in assessments + rows(out, "codings")}
    assert coder.startswith("cascade:fake:one:")
    assert len(prompts) == POSTINGS == len(gold), "all are fewer than a sample"
    assert {(row["inclusion_prob"], row["annotator_kind"], row["design"]) for row in gold} == {
        (1.0, "model", "simple random")
    }
    assert gold[0]["annotator"] == coder.replace("cascade:", "llm:")
    corrected = [row for row in rows(out, "estimates") if row["statistic"] == "share as the model codes"]
    rust = next(
        r for r in corrected if r["value"] == "Rust" and r["target"] == "corpus" and r["section_rule"] == "must"
    )
    assert rust["share"] == pytest.approx(0, abs=0.02), "the model, all of whose codes are known, never codes it"


def test_a_cascade_keeps_the_local_codes_where_the_model_does_not_answer(
    study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    cascade, _ = ran(study.changed("", coder="cascade"), lambda _: Failure("budget"), monkeypatch)
    local, _ = ran(study.changed("", coder="local"), careful, monkeypatch, "local")
    for name in ("codings", "assessments", "rejections"):
        without = [[{**row, "coder": ""} for row in rows(folder, name)] for folder in (cascade, local)]
        assert without[0] == without[1]
    assert rows(cascade, "gold") == []


def test_the_report_and_show_say_what_was_refused(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out, _ = ran(study, careful, monkeypatch)
    said = "Skill: 60 codes in 60 postings were refused, 120 stand. Refused most: Docker (60)."
    assert said in " ".join((out / "report.html").read_text().split())
    assert said in (out / "report.md").read_text()
    print_run(Console(width=200), out)
    assert "skills: 60 codes refused, 120 stand; refused most: Docker (60)" in capsys.readouterr().out


def test_second_readings_are_compared(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    def wavering(prompt: str) -> str:
        number = int(posting_of(prompt).title.split()[1])
        again = prompt.startswith("This is reading 2")
        return says(
            skills=["Python"] if again and number % 2 else ["Python", "SQL"],
            backend={"quotes": ["Draw"], "value": True},
        )

    out, prompts = ran(study.changed("", repeat=20, second_model="fake:two"), wavering, monkeypatch)
    figures = {row["name"]: row for row in rows(out, "agreement")}
    assert len([prompt for prompt in prompts if prompt.startswith("This is reading 2 of it.")]) == 20
    same = figures["repeat.backend.accuracy"]
    assert (same["figure"], same["n"], same["right"]) == (1.0, 20, 20)
    assert same["coder"].endswith(" reading 2") and same["reference"] + " reading 2" == same["coder"]
    assert figures["repeat.skills.Python.f1"]["figure"] == 1.0
    assert 0 < figures["repeat.skills.SQL.recall"]["figure"] < 1
    assert figures["models.skills.SQL.recall"]["figure"] == 1.0
    for report in ("report.html", "report.md"):
        assert "backend 100 %" in (out / report).read_text()
        assert "stand in its prompt too, 0 of 60 (0.0 %) were refused" in (out / report).read_text()
