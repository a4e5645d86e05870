from __future__ import annotations

from pathlib import Path

import pytest

from rolescope.estimate.must_groups import MustGroups, read_must_groups
from rolescope.estimate.units import open_units
from tests.unit.estimate.tables_by_hand import musts, write_run


def groups_of(folder: Path, *texts: tuple[str, list[str]]) -> MustGroups:
    postings = [{"employer_id": f"e{n}", "text": text} for n, (text, _) in enumerate(texts)]
    codes = [code for n, (text, skills) in enumerate(texts) for code in musts(n, text, *skills)]
    with open_units(write_run(folder, postings, codes), folder, "local") as units:
        return read_must_groups(units)


def named(groups: MustGroups) -> list[list[str]]:
    members: dict[int, list[str]] = {}
    for group, skill in zip(groups.group.tolist(), groups.skill.tolist(), strict=True):
        members.setdefault(group, []).append(groups.skills[skill])
    return sorted(sorted(names) for names in members.values())


@pytest.mark.parametrize(
    ("text", "skills", "groups"),
    [
        ("Python, Go or Rust", ["Python", "Go", "Rust"], [["Go", "Python", "Rust"]]),
        ("Python, Go and Rust", ["Python", "Go", "Rust"], [["Go"], ["Python"], ["Rust"]]),
        ("AWS/Azure", ["AWS", "Azure"], [["AWS", "Azure"]]),
        ("AWS\u00a0or\u202fAzure", ["AWS", "Azure"], [["AWS", "Azure"]]),
        ("Café: AWS OR Azure", ["AWS", "Azure"], [["AWS", "Azure"]]),
        ("Python. Go or SQL", ["Python", "Go", "SQL"], [["Go", "SQL"], ["Python"]]),
        ("Python\nor Go", ["Python", "Go"], [["Go"], ["Python"]]),
        ("Python with much patience for slow builds, or SQL", ["Python", "SQL"], [["Python"], ["SQL"]]),
    ],
)
def test_skills_joined_by_or_are_alternatives(
    tmp_path: Path, text: str, skills: list[str], groups: list[list[str]]
) -> None:
    assert named(groups_of(tmp_path, (text, skills))) == groups


def test_groups_know_their_family_and_its_employer(tmp_path: Path) -> None:
    found = groups_of(tmp_path, ("Go or C", ["Go", "C"]), ("-", []), ("Go, C", ["Go", "C"]))
    assert found.skills == ["C", "Go"]
    assert sorted(found.employer[found.family].tolist()) == [1, 3, 3]
    assert found.employer.tolist() == [1, 3]


def test_a_posting_is_read_once_however_many_are_read_at_a_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [("Go or C", ["Go", "C"]), ("Go", ["Go"]), ("C", ["C"])]
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    whole = groups_of(tmp_path / "a", *texts)
    monkeypatch.setattr("rolescope.estimate.must_groups._POSTINGS_AT_ONCE", 2)
    parts = groups_of(tmp_path / "b", *texts)
    assert named(parts) == named(whole) == [["C"], ["C", "Go"], ["Go"]]
