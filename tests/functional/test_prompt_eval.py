from __future__ import annotations

import re
from contextlib import nullcontext
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rolescope.cli.application import app
from tests.scripted_model import played, posting_of, says

ROOT = Path(__file__).resolve().parents[2]
LABELS = ROOT / "studies" / "example" / "labels.jsonl"
WORDING = (ROOT / "src/rolescope/coders/llm/prompt.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("example") / "out"
    study = ROOT / "studies" / "example.yaml"
    assert CliRunner().invoke(app, ["run", str(study), "--out", str(out), "--workers", "1"]).exit_code == 0
    return out


def test_two_prompts_are_compared_on_gold_with_paired_intervals(
    ran: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.yaml").write_text(WORDING.replace("prompt: shipped", "prompt: plain"))
    (tmp_path / "b.yaml").write_text(WORDING.replace("prompt: shipped", "prompt: keen").replace("careful", "keen"))
    systems: list[str] = []

    def reply(prompt: str) -> str:
        keen = "keen annotator" in systems[-1]
        text = posting_of(prompt).text
        names = ("Python", "SQL", "Kubernetes", "AWS", "Docker") if keen else ("Python",)
        return says(skills=[name for name in names if name in text])

    with played(reply, systems=systems) as (room, prompts):
        monkeypatch.setenv("OPENAI_API_KEY", "sk-none")
        monkeypatch.setattr("rolescope.by_model.prompt_eval.open_room", lambda *_: nullcontext(room))
        variants = [str(tmp_path / "a.yaml"), str(tmp_path / "b.yaml")]
        before = {path.name for path in ran.iterdir()}
        result = CliRunner().invoke(
            app, ["prompt", "eval", str(ran), "--variants", *variants, "--gold", str(LABELS)], env={"COLUMNS": "160"}
        )
    assert result.exit_code == 0, result.output
    assert "first: plain@1 (a.yaml), coder llm:fake:one:" in result.stdout
    assert "second: keen@1 (b.yaml)" in result.stdout
    # an answer takes 100 tokens in and 10 out, of a million .25 and 2 US dollars: .045 for 1,000
    took = re.search(r"first +([\d,]+) +0 +([\d,]+) +([\d.]+) +0.0450 +unknown", result.stdout)
    assert took, result.stdout
    asked = len(prompts) // 2
    assert took.groups() == (f"{100 * asked:,}", f"{10 * asked:,}", f"{asked * 45e-6:.4f}")
    row = re.search(r"skills +f1 +(\d+) +([\d.]+) +([\d.]+) +\+([\d.]+) +\+([\d.]+) to \+([\d.]+)", result.stdout)
    assert row, result.stdout
    n, first, second, difference, low, high = (float(cell) for cell in row.groups())
    assert len(prompts) == 2 * n
    assert second > first and difference == pytest.approx(second - first, abs=0.11)
    assert low < difference < high
    assert {path.name for path in ran.iterdir()} == before, "no scratch is left"


def test_a_wording_that_is_not_there_is_one_line(ran: Path) -> None:
    result = CliRunner().invoke(
        app, ["prompt", "eval", str(ran), "--variants", "a.yaml", "b.yaml", "--gold", str(LABELS)]
    )
    assert result.exit_code == 1
    assert result.stderr.startswith("error: cannot be read (No such file or directory)") or "a.yaml" in result.stderr
