from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolescope.coders.labels import read_labels
from rolescope.errors import RolescopeError

GOOD = {"job_id": "a", "skills": [{"quote": "SQL", "section": "must"}], "role_type": "ignored"}


def write(folder: Path, *lines: str) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_labels_are_read_by_job_id_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    labels = read_labels(write(tmp_path, json.dumps(GOOD), "", json.dumps({"job_id": "b", "annotator_kind": "model"})))
    assert list(labels) == ["a", "b"]
    assert [(skill.quote, skill.section, skill.skill) for skill in labels["a"].skills] == [("SQL", "must", None)]
    assert (labels["a"].annotator_kind, labels["b"].annotator_kind, labels["b"].skills) == (
        "unknown",
        "model",
        (),
    )


@pytest.mark.parametrize(
    "bad",
    [
        "{not json",
        "[]",
        "3",
        '{"skills": []}',
        '{"job_id": "a", "skills": [{"quote": "SQL"}]}',
        '{"job_id": null}',
    ],
)
def test_a_line_that_is_no_label_is_named(tmp_path: Path, bad: str) -> None:
    with pytest.raises(RolescopeError) as error:
        read_labels(write(tmp_path, json.dumps(GOOD), bad))
    assert error.value.place.endswith("gold.jsonl:2")
    assert "\n" not in str(error.value) and error.value.remedy


def test_an_unknown_section_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match="section"):
        read_labels(write(tmp_path, json.dumps({"job_id": "a", "skills": [{"quote": "SQL", "section": "required"}]})))


@pytest.mark.parametrize("mark", ["\u2028", "\u0085"])
def test_a_line_ends_at_a_newline_and_nowhere_else(tmp_path: Path, mark: str) -> None:
    said = {"job_id": "a", "skills": [{"quote": f"big{mark}data", "section": "must"}]}
    path = write(tmp_path, json.dumps(said, ensure_ascii=False))
    assert read_labels(path)["a"].skills[0].quote == f"big{mark}data"


def test_a_missing_file_is_named_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(RolescopeError, match=r"nowhere\.jsonl.*no such file.*job_id"):
        read_labels(tmp_path / "nowhere.jsonl")


def test_broken_utf8_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_bytes(b'{"job_id": "\xff\xfe"}\n')
    with pytest.raises(RolescopeError, match=r"gold\.jsonl"):
        read_labels(path)
