from __future__ import annotations

from pathlib import Path

import pytest
from rich.console import Console

from rolescope.evaluation.agreement import measure_agreement
from rolescope.evaluation.bars import check_bars
from rolescope.evaluation.figure import Chance
from rolescope.terminal.agreement import print_agreement, print_bars, short
from tests.unit.evaluation.run_by_hand import code, make_run, posting, write_gold

TEXT = "Brew green tea. We pay $10. Python, \x1b[2J[bold]"
LABEL = {
    "kind": "green", "iced": True, "years_min": 3, "salary": "$10", "skills": [{"quote": "Python", "section": "must"}],
    "core_tasks": ["Brew green tea."], "passes": {"kind": ["green", "black"]}, "kind_sure": "clear",
}  # fmt: skip


@pytest.fixture
def run(tmp_path: Path) -> Path:
    codes = [code(TEXT, "skills", "Python"), code(TEXT, "responsibilities", "Brew green tea.", "brew")]
    codes.append(code(TEXT, "kind", "\x1b[2J[bold]", "black"))
    kinds = {"s1": "green", "s2": "black", "s3": "green"}
    return make_run(
        tmp_path / "run",
        [
            posting(key, TEXT, values={"kind": kind, "iced": "true"}, codes=codes, family_id="f", years_min=3)
            for key, kind in kinds.items()
        ],
    )


def printed(run: Path, errors: int = 0, **labels: object) -> str:
    gold = write_gold(run.parent, *({"job_id": key} | LABEL | labels for key in ("s1", "s2", "s3")))
    console = Console(record=True, width=100, emoji=False)
    print_agreement(console, measure_agreement(run, Chance(1), gold=gold), errors)
    return console.export_text()


def test_every_variable_has_its_lines(run: Path) -> None:
    said = printed(run)
    for line in (
        "kind",
        "· clear",
        "iced",
        "kappa",
        "macro-F1",
        "· green",
        "years: the same",
        "pay: found",
        "duties: gold",
    ):
        assert line in said
    for title in ("Choices and flags", "By value", "Skills: quotes", "Annotators with each other", "on duplicates"):
        assert title in said
    assert "not defined, only one value occurs: iced.cohen_kappa, iced.krippendorff_alpha" in said
    assert "missed" not in said


def test_errors_are_shown_with_both_sides_and_no_command_of_a_posting_reaches_the_terminal(run: Path) -> None:
    said = printed(run, errors=1)
    assert "kind s2, gold: green; the coder: black “[2J[bold]”" in said
    assert "\x1b" not in said


def test_bars_that_are_missed_are_said_once_more(run: Path) -> None:
    gold = write_gold(run.parent, {"job_id": "s1"} | LABEL, {"job_id": "s2"} | LABEL)
    agreement = measure_agreement(run, Chance(1), gold=gold)
    minima = {"kind.accuracy": 0.9, "years_min.accuracy": 0.9, "iced.cohen_kappa": 0.5}
    console = Console(record=True, width=100, emoji=False)
    print_bars(console, check_bars(minima, agreement.figures, "bars.yaml"))
    said = console.export_text()
    assert "missed: kind.accuracy is 0.500, minimum 0.9" in said
    assert "missed: iced.cohen_kappa is not defined (only one value occurs), minimum 0.5" in said
    assert "1 of 3 bars are met" in said


@pytest.mark.parametrize(("value", "shown"), [(0.0, ".00"), (0.999, "1.00"), (-0.5, "-.50"), (None, "none")])
def test_a_figure_is_short(value: float | None, shown: str) -> None:
    assert short(value) == shown
