from __future__ import annotations

from pathlib import Path

import pytest

from rolescope.estimate.learning import Mention, learning_path, must_groups
from tests.unit.estimate.tables_by_hand import write_run


def spans(text: str, *skills: str) -> list[Mention]:
    return [(skill, text.index(skill), text.index(skill) + len(skill)) for skill in skills]


@pytest.mark.parametrize(
    ("text", "skills", "groups"),
    [
        ("Python, Go or Rust", ["Python", "Go", "Rust"], [{"Python", "Go", "Rust"}]),
        ("Python, Go and Rust", ["Python", "Go", "Rust"], [{"Python"}, {"Go"}, {"Rust"}]),
        ("AWS/Azure", ["AWS", "Azure"], [{"AWS", "Azure"}]),
        ("Python. Go or SQL", ["Python", "Go", "SQL"], [{"Python"}, {"Go", "SQL"}]),
        ("Python with much patience for slow builds, or SQL", ["Python", "SQL"], [{"Python"}, {"SQL"}]),
    ],
)
def test_skills_joined_by_or_are_alternatives(text: str, skills: list[str], groups: list[set[str]]) -> None:
    assert sorted(map(sorted, must_groups(text, spans(text, *skills)))) == sorted(map(sorted, groups))


def test_the_path_takes_what_meets_most_and_counts_the_postings_met(tmp_path: Path) -> None:
    # 30 postings ask for Python alone, 10 for Python and SQL, 5 for Rust alone: Python, SQL (10 halves), Rust (5).
    texts = ["Python"] * 30 + ["Python and SQL"] * 10 + ["Rust"] * 5
    postings = [{"employer_id": f"e{n}", "text": text} for n, text in enumerate(texts)]
    codes = [
        {"posting_id": f"p{n:03}", "value": skill, "start_char": start, "end_char": end}
        for n, text in enumerate(texts)
        for skill, start, end in spans(text, *[s for s in ("Python", "SQL", "Rust") if s in text])
    ]
    path = learning_path(write_run(tmp_path, postings, codes), tmp_path, "local", seed=1, level=0.95).to_pylist()
    half = [(row["value"], round(row["share"], 4)) for row in path if row["threshold"] == 0.5]
    most = [(row["value"], round(row["share"], 4)) for row in path if row["threshold"] == 0.9]
    assert half[0] == ("Python", round(40 / 45, 4))
    assert most[0] == ("Python", round(30 / 45, 4))
    assert [value for value, _ in most] in (["Python", "Rust", "SQL"], ["Python", "SQL", "Rust"])
    assert most[2][1] == 1.0
    assert all(row["low"] <= row["share"] <= row["high"] for row in path)
