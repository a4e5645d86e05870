"""What `rolescope train` prints: held-out agreement of each model, beside that of the present one."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console

from rolescope.evaluation.figure import Figure
from rolescope.terminal.plain import harmless, new_table
from rolescope.training.train import Training


def print_training(console: Console, training: Training) -> None:
    """A row a variable, and of which nothing could be learnt."""
    table = new_table(
        "Held-out agreement with the labels (folds by employer)", "variable", "postings", "employers", "accuracy",
        "kappa", "present model, kappa",
    )  # fmt: skip
    for one in training.learned:
        present = "none" if one.present is None else _figure(one.present, "cohen_kappa")
        table.add_row(
            harmless(one.variable), str(one.postings), str(one.employers), _figure(one.agreement, "accuracy"),
            _figure(one.agreement, "cohen_kappa"), present,
        )  # fmt: skip
    console.print(table)
    for name, why in training.skipped.items():
        console.print(f"not learnt: {harmless(name)}: {why}", highlight=False)


def _figure(figures: Mapping[str, Figure], measure: str) -> str:
    found = figures[measure].interval
    if found.value is None:
        return f"none: {found.note}"
    limits = "" if found.low is None or found.high is None else f" ({found.low:.2f}–{found.high:.2f})"
    return f"{found.value:.2f}{limits}"
