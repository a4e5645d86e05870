"""Each wire, online and in batches, and each way in which a provider fails, through the command line."""

from __future__ import annotations

import json
from collections import Counter
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from rolescope.cli.application import EXIT_ERROR
from rolescope.llm.journal import FILE, Journal
from tests.fake_provider.cues import Cue, Script
from tests.fake_provider.server import serving
from tests.functional.test_llm_coder import careful, reasons, rolescope, rows, write_study
from tests.scripted_model import codes, says

POSTINGS = 6
OPENAI, ANTHROPIC, COMPATIBLE = "openai:gpt-5-mini", "anthropic:claude-haiku-4-5", "openai-compatible:qwen3"
MODELS = [OPENAI, ANTHROPIC, COMPATIBLE]
KEYS = {OPENAI: "OPENAI_API_KEY", ANTHROPIC: "ANTHROPIC_API_KEY", COMPATIBLE: "OPENAI_API_KEY"}
SECRET = "sk-secret-0123"


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in set(KEYS.values()):
        monkeypatch.setenv(name, SECRET)


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return write_study(tmp_path, POSTINGS)


def mending(system: str, prompt: str) -> str:
    """As `careful`; an answer that is complained of is given again, whole."""
    return says(skills=["Python", "SQL"]) if "not a JSON object" in prompt else careful(system, prompt)


def run(study: Path, script: Script, model: str, *more: str) -> Any:
    """Run with a model that is served by a script."""
    with serving(script) as url:
        where = url if model == ANTHROPIC else f"{url}/v1"
        asked = ["--coder", "llm", "--model", model, "--base-url", where]
        return rolescope(["run", str(study), "--out", str(study.parent / "out"), "--workers", "1", *asked, *more])


def values(study: Path) -> Counter[str]:
    """Values of skills."""
    return Counter(row["value"] for row in rows(study, "codings") if row["variable"] == "skills")


def money(study: Path) -> float:
    """What the journal counts as spent."""
    with closing(Journal(study.parent / "out" / FILE)) as journal:
        return float(journal.spent().money)


def _beginning(body: dict[str, Any]) -> str:
    """All but the posting."""
    return json.dumps({**body, "input": None, "messages": body.get("messages", [])[:-1]}, sort_keys=True)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("batch", [(), ("--batch",)])
def test_each_wire_codes_the_postings(study: Path, model: str, batch: tuple[str, ...]) -> None:
    script = Script(careful)
    result = run(study, script, model, *batch)
    assert result.exit_code == 0, result.output
    assert values(study) == {"Python": POSTINGS, "SQL": POSTINGS}
    assert {row["coder"].rsplit(":", 1)[0] for row in rows(study, "codings")} == {f"llm:{model}"}
    assert len(script.bodies) == POSTINGS
    assert len({_beginning(body) for body in script.bodies}) == 1, "so that providers cache it"
    assert script.batches == ([POSTINGS] if batch else [])
    assert (money(study) > 0) == (model != COMPATIBLE)


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("batch", [(), ("--batch",)])
def test_a_wrong_key_is_one_line_that_names_the_variable_and_costs_nothing(
    study: Path, model: str, batch: tuple[str, ...]
) -> None:
    script = Script(lambda *_: Cue(status=401))
    script.submissions.append(Cue(status=401))
    result = run(study, script, model, *batch)
    assert result.exit_code == EXIT_ERROR
    told = " ".join(result.stderr.split())
    assert f"{model}: the provider answered 401: cue 401 — see that the environment variable {KEYS[model]}" in told
    assert SECRET not in result.output
    assert money(study) == 0
    assert not (study.parent / "out" / "run.json").exists()


@pytest.mark.parametrize("model", [OPENAI, COMPATIBLE])
def test_a_key_without_money_ends_the_run_though_its_429_looks_like_a_limit(study: Path, model: str) -> None:
    script = Script(lambda *_: Cue(status=429, code="insufficient_quota", headers=(("retry-after", "1"),)))
    result = run(study, script, model)
    assert result.exit_code == EXIT_ERROR
    assert f"see to the credit of the key in the environment variable {KEYS[model]}" in " ".join(result.stderr.split())
    assert len(script.bodies) <= POSTINGS, "none is tried again"
    assert money(study) == 0


@pytest.mark.parametrize(
    "cue",
    [Cue(status=402), Cue(status=400, said="Your credit balance is too low to access the Anthropic API.")],
)
def test_a_key_of_anthropic_without_money_ends_the_run(study: Path, cue: Cue) -> None:
    script = Script(lambda *_: cue)
    result = run(study, script, ANTHROPIC)
    assert result.exit_code == EXIT_ERROR
    assert "see to the credit of the key in the environment variable ANTHROPIC_API_KEY" in " ".join(
        result.stderr.split()
    )
    assert len(script.bodies) <= POSTINGS


@pytest.mark.parametrize("model", MODELS)
def test_a_model_that_is_not_there_is_one_line(study: Path, model: str) -> None:
    result = run(study, Script(lambda *_: Cue(status=404)), model)
    assert result.exit_code == EXIT_ERROR
    assert "see that the name of the model and the address are right" in " ".join(result.stderr.split())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("batch", [(), ("--batch",)])
def test_an_answer_that_is_not_whole_leaves_its_posting_uncoded_with_the_reason(
    study: Path, model: str, batch: tuple[str, ...]
) -> None:
    script = Script(careful).then([Cue(ending="truncated"), Cue(ending="refused"), Cue(ending="empty")])
    assert run(study, script, model, *batch).exit_code == 0
    uncoded = {None: POSTINGS - 3, "answer cut off": 1, "the model refused": 1, "empty answer": 1}
    assert Counter(reasons(study)) == uncoded
    assert len(script.bodies) == POSTINGS


@pytest.mark.parametrize("model", MODELS)
def test_an_answer_not_of_the_schema_is_mended_in_one_turn(study: Path, model: str) -> None:
    wrong = {'{"skills": [': "Invalid JSON", json.dumps({**codes(), "skills": "SQL"}): "skills"}
    script = Script(mending).then(Cue(text=said) for said in wrong)
    assert run(study, script, model).exit_code == 0
    assert reasons(study) == [None] * POSTINGS
    assert len(script.bodies) == POSTINGS + 2
    for body in script.bodies[-2:]:
        turns: Any = body["input" if model == OPENAI else "messages"]
        assert [turn["role"] for turn in turns][-3:] == ["user", "assistant", "user"]
        assert wrong[turns[-2]["content"]] in turns[-1]["content"]


def test_an_answer_that_is_wrong_twice_leaves_its_posting_uncoded(study: Path) -> None:
    script = Script(lambda system, prompt: "[]" if "not a JSON object" in prompt else careful(system, prompt))
    assert run(study, script.then([Cue(text="{")]), OPENAI).exit_code == 0
    uncoded = {None: POSTINGS - 1, "not of the schema, also when asked again": 1}
    assert Counter(reasons(study)) == uncoded
    assert run(study, script, OPENAI).exit_code == 0
    assert Counter(reasons(study)) == uncoded
    assert len(script.bodies) == POSTINGS + 1, "such answers were paid for, and are kept"


def test_a_quote_with_one_word_changed_codes_nothing(study: Path) -> None:
    def careless(_: str, prompt: str) -> str:
        assert "with Python and care" in prompt
        changed = {"quotes": ["with Python and speed"], "value": True}
        return says(skills=["SQL", "Kubernetes"], backend=changed)

    assert run(study, Script(careless), OPENAI).exit_code == 0
    assert values(study) == {"SQL": POSTINGS}
    refused = Counter((row["variable"], row["quote"]) for row in rows(study, "rejections"))
    assert refused == {("skills", "Kubernetes"): POSTINGS, ("backend", "with Python and speed"): POSTINGS}
    backend = {(row["status"], row["value"]) for row in rows(study, "assessments") if row["variable"] == "backend"}
    assert backend == {("uncoded", None)}


@pytest.mark.parametrize("model", MODELS)
def test_a_connection_that_drops_in_the_middle_is_tried_again(study: Path, model: str) -> None:
    script = Script(careful).then([Cue(drop=True), Cue(status=429, headers=(("retry-after", "0.01"),)), Cue(drop=True)])
    assert run(study, script, model).exit_code == 0
    assert reasons(study) == [None] * POSTINGS
    assert len(script.bodies) == POSTINGS + 3


@pytest.mark.parametrize("model", [OPENAI, ANTHROPIC])
def test_what_of_a_batch_is_wrong_is_uncoded_and_the_rest_is_kept(study: Path, model: str) -> None:
    script = Script(lambda system, prompt: Cue(status=400) if " 3\n" in prompt else careful(system, prompt))
    assert run(study, script, model, "--batch").exit_code == 0
    assert Counter(reasons(study)) == {None: POSTINGS - 1, "the provider answered 400: cue 400": 1}
    script.reply = careful
    assert run(study, script, model, "--batch").exit_code == 0
    assert script.batches == [POSTINGS, 1]
    assert reasons(study) == [None] * POSTINGS
