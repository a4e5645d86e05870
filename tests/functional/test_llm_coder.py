"""Runs by a model through the command line, over loopback and the provider's own client."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner, Result

from rolescope.cli.application import EXIT_ERROR, app
from rolescope.llm.journal import FILE, Journal
from rolescope.llm.prices import dear_price
from tests.fake_provider.cues import Cue, Script
from tests.fake_provider.server import serving
from tests.scripted_model import posting_of, says

POSTINGS = 60
STUDY = """\
study: charts
question: What is a chart engineer?
frame: {query: q, site: s, collected: 2026-02-27}
sources: [{jsonl: postings.jsonl, columns: {source_id: id, title: title, company: company, text: text}}]
"""


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path, POSTINGS)


def write_study(folder: Path, postings: int) -> Path:
    with (folder / "postings.jsonl").open("w") as lines:
        for n in range(postings):
            text = f"What you will do\n- Draw chart {n} of harbour {n * 7} with Python and care\nRequirements\n- SQL and Rust"
            row = {"id": str(n), "title": f"Engineer {n}", "company": f"Inkwell {n}", "text": text}
            lines.write(json.dumps(row) + "\n")
    (folder / "study.yaml").write_text(STUDY)
    return folder / "study.yaml"


def careful(_: str, prompt: str) -> str:
    assert "Python" in posting_of(prompt).text
    return says(skills=["Python", "SQL", "Docker"], backend={"quotes": ["with Python"], "value": True})


def command(study: Path, url: str, *more: object) -> list[str]:
    out = str(study.parent / "out")
    asked = ["--coder", "llm", "--model", "openai-compatible:served", "--base-url", f"{url}/v1"]
    return ["run", str(study), "--out", out, "--workers", "1", *asked, *map(str, more)]


def rolescope(arguments: list[str], **environ: str) -> Result:
    return CliRunner().invoke(app, arguments, env=environ)


def told(result: Result) -> str:
    """What it said of itself, on one line."""
    return " ".join(result.stderr.split())


def rows(study: Path, table: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pq.read_table(study.parent / "out" / f"{table}.parquet").to_pylist()
    return found


def reasons(study: Path) -> list[str | None]:
    return [row["reason"] for row in rows(study, "assessments") if row["variable"] == "skills"]


def test_a_run_asks_once_about_each_posting_and_a_second_one_about_none(study: Path) -> None:
    script = Script(careful)
    with serving(script) as url:
        first = rolescope(command(study, url))
        tables = {name: rows(study, name) for name in ("codings", "assessments", "rejections")}
        second = rolescope(command(study, url))
    assert first.exit_code == second.exit_code == 0, first.output + second.output
    assert len(script.bodies) == POSTINGS
    assert {name: rows(study, name) for name in tables} == tables
    assert {row["value"] for row in tables["codings"] if row["variable"] == "skills"} == {"Python", "SQL"}
    assert (study.parent / "out" / "journal.sqlite").is_file()
    facts = json.loads((study.parent / "out" / "run.json").read_text())
    assert facts["questions"] == {"asked": 0, "kept": POSTINGS, "failed": 0}
    with closing(Journal(study.parent / "out" / FILE)) as journal:
        tokens = sum(call.input_tokens for call in journal.calls())
    costs = rolescope(["costs", str(study.parent / "out")], COLUMNS="160")
    assert costs.exit_code == 0
    assert f" {POSTINGS} " in costs.stdout and f" {tokens:,} " in costs.stdout and " unknown " in costs.stdout


def test_while_it_asks_it_tells_questions_tokens_money_and_calls_that_failed(study: Path) -> None:
    long = "\n\n".join(f"Duty {n}\n- Draw chart {n} with Python, care and ink" for n in range(900))
    with (study.parent / "postings.jsonl").open("a") as lines:
        lines.write(json.dumps({"id": "long", "title": "Long", "company": "Inkwell", "text": long}) + "\n")
        lines.write(json.dumps({"id": "short", "title": "Short", "company": "Nib", "text": "SQL wanted"}) + "\n")
    script = Script(careful).then([Cue(status=500)] * 3)
    with serving(script) as url:
        asked = command(study, url, "--model", "openai:gpt-5-mini")
        result = rolescope(asked, OPENAI_API_KEY="sk-none")
    assert result.exit_code == 0, result.output
    questions = len(script.prompts)
    assert questions > POSTINGS + 1, "the long one is asked about in parts, the short one not at all"
    last = [line for line in result.stderr.splitlines() if line.startswith("ask: ")][-1]
    assert re.match(
        rf"ask: {questions} of {questions} questions, [\d.]+/s; \d+ postings, [\d,]+ tokens, ([\d.]+) of about \1 US dollars, "
        "3 calls failed$",
        last,
    ), last


def test_costs_of_a_folder_in_which_no_model_was_asked_is_one_line(tmp_path: Path) -> None:
    result = rolescope(["costs", str(tmp_path)])
    assert result.exit_code == EXIT_ERROR
    assert f"{FILE}: there is no journal" in "".join(result.stderr.split("\n"))


def test_what_a_first_run_left_uncoded_a_second_one_asks(study: Path) -> None:
    script = Script(lambda system, prompt: Cue(status=400) if " 7 " in prompt else careful(system, prompt))
    with serving(script) as url:
        assert rolescope(command(study, url)).exit_code == 0
    assert [reason for reason in reasons(study) if reason] != []
    script = Script(careful)
    with serving(script) as url:
        assert rolescope(command(study, url)).exit_code == 0
    assert reasons(study) == [None] * POSTINGS
    assert 0 < len(script.bodies) < POSTINGS


def test_at_the_cap_the_run_ends_with_what_is_coded_and_says_what_is_missing(study: Path) -> None:
    script = Script(careful)
    with serving(script) as url:
        result = rolescope(command(study, url, "--budget-tokens", 40_000))
        assert result.exit_code == 0, result.output
        left_out = reasons(study).count("budget")
        assert 0 < left_out < POSTINGS
        assert f"{left_out} questions were not asked for want of budget" in told(result)
        assert f"{left_out} postings are not coded for it; what is missing would take about" in told(result)
        facts = json.loads((study.parent / "out" / "run.json").read_text())
        assert (facts["missing"]["postings"], facts["missing"]["questions"]) == (left_out, left_out)
        assert facts["missing"]["money"] is None and f"at most {facts['missing']['tokens']:,} tokens." in told(result)
        with closing(Journal(study.parent / "out" / FILE)) as journal:
            spent = journal.spent().tokens
        assert spent <= 40_000 and 40_000 - spent < 20_000, "what is left is less than one question can take"
        more = rolescope(command(study, url, "--budget-tokens", spent + 1))
        assert len(script.bodies) == POSTINGS - left_out, "what an earlier process spent counts"
        assert "at most" in more.stderr and "about" not in more.stderr
        assert rolescope(command(study, url)).exit_code == 0
    assert len(script.bodies) == POSTINGS
    assert reasons(study) == [None] * POSTINGS, "what the budget left out is not taken over as final"


def test_a_budget_in_money_for_a_model_without_a_price_is_one_in_tokens_with_a_warning(study: Path) -> None:
    script = Script(careful)
    with serving(script) as url:
        result = rolescope(command(study, url, "--budget", "5"))
        assert result.exit_code == 0, result.output
        said = told(result)
        cap = int(Decimal(5) / dear_price())
        assert said.startswith("warning: the price of openai-compatible:served is not known: the budget of 5.00")
        assert f"is kept as a cap of {cap:,} tokens" in said
        with closing(Journal(study.parent / "out" / FILE)) as journal:
            assert 0 < journal.spent().tokens <= cap
        assert 0 < reasons(study).count("budget") < POSTINGS
        more = rolescope(command(study, url, "--budget", "5", "--budget-tokens", 10_000_000))
    assert "is kept as a cap of 10,000,000 tokens" in told(more)
    assert reasons(study) == [None] * POSTINGS


def test_a_run_in_batches_codes_as_one_online(study: Path) -> None:
    script = Script(careful)
    with serving(script) as url:
        online = rolescope(command(study, url))
    codings = [{**row, "coder": ""} for row in rows(study, "codings")]
    (study.parent / "out" / "journal.sqlite").unlink()
    script = Script(careful)
    with serving(script) as url:
        asked = command(study, url, "--batch", "--model", "openai:gpt-5-mini")
        batched = rolescope(asked, OPENAI_API_KEY="sk-none")
    assert online.exit_code == batched.exit_code == 0, online.output + batched.output
    assert [{**row, "coder": ""} for row in rows(study, "codings")] == codings
    assert script.batches == [POSTINGS]
    assert "batches under way: 0" in batched.stderr


def test_a_run_online_is_refused_while_batches_are_under_way(study: Path) -> None:
    out = study.parent / "out"
    out.mkdir()
    with closing(Journal(out / FILE)) as journal:
        journal.intend("0123456789abcdef", "openai-compatible:served")
        journal.commit()
    script = Script(careful)
    with serving(script) as url:
        result = rolescope(command(study, url))
    assert result.exit_code == EXIT_ERROR
    assert "are under way" in result.stderr
    assert not script.prompts


def test_a_server_without_batches_is_one_line(study: Path) -> None:
    script = Script(careful)
    script.submissions.append(Cue(status=404))
    with serving(script) as url:
        result = rolescope(command(study, url, "--batch"))
    assert result.exit_code == EXIT_ERROR
    assert "a server without batches takes no --batch" in " ".join(result.stderr.split())
    assert not script.prompts


def test_a_missing_key_is_one_line(study: Path) -> None:
    no_key = rolescope(["run", str(study), "--coder", "llm", "--out", str(study.parent / "out")], OPENAI_API_KEY="")
    assert no_key.exit_code == EXIT_ERROR
    assert "set the environment variable OPENAI_API_KEY" in no_key.stderr


def test_a_dry_run_prints_a_prompt_and_sends_and_writes_nothing(study: Path) -> None:
    script = Script(careful)
    with serving(script) as url:
        result = rolescope(command(study, url, "--dry-run"))
    assert result.exit_code == 0, result.output
    assert "You code job postings by a codebook" in result.stdout
    assert "Title: Engineer " in result.stdout
    assert f"{POSTINGS} questions about {POSTINGS} postings" in result.stdout
    assert not script.prompts
    assert not (study.parent / "out").exists()


def test_a_dry_run_says_money_where_a_price_is_known_and_needs_no_key(study: Path) -> None:
    def dry(*more: str) -> str:
        result = rolescope(["run", str(study), "--coder", "llm", "--dry-run", *more], OPENAI_API_KEY="")
        assert result.exit_code == 0, result.output
        return result.stdout

    least, most, each, most_each = between(dry("--budget", "0.01"))
    assert 0 < least < most and each == pytest.approx(least * 1000 / POSTINGS, abs=0.2)
    assert "the budget of 0.01 US dollars may be too little" in dry("--budget", "0.01")
    assert "the budget of 5,000 tokens may be too little" in dry("--budget-tokens", "5000")
    in_batches = dry("--batch")
    assert "at most 24 hours (batches: 1, 4 at once, each within a day)" in in_batches
    _, _, half_each, half_most_each = between(in_batches)
    assert half_each == pytest.approx(each / 2, abs=0.01)
    assert half_most_each == pytest.approx(most_each / 2, abs=0.01)


def between(said: str) -> tuple[float, ...]:
    """Least and most money of a dry run, and of 1,000 postings."""
    found = re.search(
        r"money: ([\d.]+) to ([\d.]+) US dollars.*; ([\d.]+) to ([\d.]+) per 1,000 postings", " ".join(said.split())
    )
    assert found, said
    return tuple(float(figure) for figure in found.groups())


def test_a_dry_run_of_a_model_without_a_price_says_so_and_what_its_budget_becomes(study: Path) -> None:
    study.write_text(STUDY + "repeat: 10\n")
    result = rolescope(command(study, "http://127.0.0.1:1", "--dry-run", "--budget", 5))
    assert "not reckoned: 10 postings once more" in result.stdout
    assert "money: unknown" in result.stdout
    assert f"is kept as a cap of {int(Decimal(5) / dear_price()):,} tokens" in result.stdout


def test_a_cascade_and_second_readings_go_over_the_wire(study: Path) -> None:
    study.write_text(STUDY + "repeat: 10\n")
    script = Script(careful)
    with serving(script) as url:
        arguments = command(study, url)
        arguments[arguments.index("llm")] = "cascade"
        result = rolescope(arguments)
    assert result.exit_code == 0, result.output
    assert len(script.bodies) == POSTINGS + 10
    assert {row["measure"] for row in rows(study, "agreement")} >= {"accuracy", "f1"}
    assert len(rows(study, "gold")) == POSTINGS


@pytest.mark.parametrize("moment", [0.15, 0.5, 0.8])
def test_a_killed_run_pays_for_no_answer_twice(tmp_path: Path, moment: float) -> None:
    postings = 300
    study = write_study(tmp_path, postings)
    script = Script(careful, delay=0.02)
    with serving(script) as url:
        arguments = [sys.executable, "-m", "rolescope", *command(study, url)]
        process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            deadline = time.monotonic() + 60
            while len(script.bodies) < moment * postings and process.poll() is None and time.monotonic() < deadline:
                time.sleep(0.002)
            assert process.poll() is None, "the run ended before it could be killed"
            os.kill(process.pid, signal.SIGKILL)
        finally:
            process.kill()
            process.wait()
        assert not (study.parent / "out" / "run.json").exists()
        sent = len(script.bodies)
        assert rolescope(command(study, url)).exit_code == 0
    repeated = len(script.bodies) - postings
    assert 0 <= repeated <= 64, "no more than were under way"
    assert sent >= moment * postings
    assert len(script.prompts) == postings
    assert reasons(study) == [None] * postings
