"""The figures that the published study gives of its corpus, and the rule that each was counted by."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True)
class Published:
    """A figure of the study, and the rule that it was counted by."""

    figure: str
    label: str
    percent: float
    denominator: int
    variable: str
    group: str
    entry: str
    canonical: str
    expected_count: int
    posting_count: int


def published_figures() -> list[Published]:
    """The published figures, as they come with rolescope."""
    entry = files("rolescope.published") / "ai-engineer-2026.csv"
    with entry.open(encoding="utf-8") as rows:
        return [
            Published(
                figure=row["figure"], label=row["label"], percent=float(row["published_percent"]),
                denominator=int(row["denominator"]), variable=row["variable"], group=row["group"], entry=row["entry"],
                canonical=row["canonical"], expected_count=int(row["expected_count"]),
                posting_count=int(row["posting_count"]),
            )
            for row in csv.DictReader(rows)
        ]  # fmt: skip


def listed_terms() -> list[str]:
    """Terms that the prompt of the study's coder lists as examples of skills."""
    entry = files("rolescope.published") / "ai-engineer-2026-listed.txt"
    return entry.read_text(encoding="utf-8").splitlines()
