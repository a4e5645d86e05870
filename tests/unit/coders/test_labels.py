from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolescope.coders.labels import PostingLabels, design_of, read_annotations, read_labels, that_count
from rolescope.errors import RolescopeError

GOOD = {"job_id": "a", "skills": [{"quote": "SQL", "section": "must"}], "role_type": "ai-first"}


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
        '{"job_id": "b", "work_mode": "office"}',
        '{"job_id": "b", "years_min": -1}',
        '{"job_id": "b", "years_min": "3"}',
        '{"job_id": "b", "core_tasks": [3]}',
        '{"job_id": "b", "salary": 3}',
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


def test_values_of_any_variable_are_as_the_codebook_writes_them() -> None:
    label = PostingLabels.model_validate({"job_id": "a", "role_type": "ai-first", "backend": True, "own": None})
    assert [label.value(name) for name in ("role_type", "backend", "own", "frontend")] == [
        "ai-first",
        "true",
        None,
        None,
    ]


def test_null_is_a_label_where_the_key_is_there() -> None:
    said = PostingLabels.model_validate({"job_id": "a", "salary": None})
    assert said.has("salary") and said.salary is None and not said.has("years_min")


def test_a_sentence_is_a_quote_alone_or_with_its_theme() -> None:
    said = {"job_id": "a", "core_tasks": ["Build agents.", {"quote": "Test them.", "theme": "evaluation"}]}
    tasks = PostingLabels.model_validate(said).core_tasks
    assert [(task.quote, task.theme) for task in tasks] == [("Build agents.", None), ("Test them.", "evaluation")]


def test_an_annotator_who_labels_a_posting_twice_is_named_with_both_lines(tmp_path: Path) -> None:
    path = write(tmp_path, '{"job_id": "a", "annotator": "Kim"}', "", '{"job_id": "a", "annotator": "Kim"}')
    with pytest.raises(
        RolescopeError, match=r"gold\.jsonl:3: annotator 'Kim' labels job_id 'a' twice, first in line 1"
    ):
        read_labels(path)
    with pytest.raises(RolescopeError, match=r"the same annotator labels .*name the annotators"):
        read_labels(write(tmp_path, '{"job_id": "a"}', '{"job_id": "a"}'))


def test_of_several_annotators_the_adjudicated_label_counts_then_the_first_by_name(tmp_path: Path) -> None:
    lines = [
        '{"job_id": "a", "annotator": "Kim", "own": "1"}',
        '{"job_id": "a", "annotator": "Bo", "own": "2"}',
        '{"job_id": "b", "annotator": "Bo", "own": "3"}',
        '{"job_id": "b", "annotator": "Zoe", "own": "4", "adjudicated": true}',
    ]
    for order in (lines, lines[::-1]):
        path = write(tmp_path, *order)
        assert {key: label.value("own") for key, label in read_labels(path).items()} == {"a": "2", "b": "4"}
    assert len(read_annotations(path)) == 4
    assert that_count([]) == {}


def test_a_label_knows_its_line(tmp_path: Path) -> None:
    path = write(tmp_path, "", json.dumps(GOOD | {"line": 99}))
    assert read_labels(path)["a"].line == 2


def test_a_label_says_how_its_posting_was_drawn(tmp_path: Path) -> None:
    sample = {"design": "simple random", "population": 800, "n": 100, "inclusion_prob": 0.125, "frame": "ours"}
    drawn, picked = read_annotations(write(tmp_path, json.dumps(GOOD | {"sample": sample}), '{"job_id": "b"}'))
    design = design_of(drawn)
    assert design is not None
    assert (design.design, design.population, design.n, design.inclusion_prob) == ("simple random", 800, 100, 0.125)
    assert design_of(picked) is None


@pytest.mark.parametrize(
    "sample",
    [
        {"design": "stratified"},
        {"design": "", "inclusion_prob": 0.5},
        {"design": "stratified", "inclusion_prob": 0},
        {"design": "stratified", "inclusion_prob": 1.5},
        {"design": "stratified", "inclusion_prob": 1, "population": 3, "n": 4},
        "january",
    ],
)
def test_a_design_that_cannot_be_is_named_with_its_line(tmp_path: Path, sample: object) -> None:
    with pytest.raises(RolescopeError, match=r"gold\.jsonl:1.*sample"):
        read_annotations(write(tmp_path, json.dumps(GOOD | {"sample": sample})))


def test_what_is_not_labelled_yet_is_no_label(tmp_path: Path) -> None:
    waiting = {"job_id": "a", "annotator_kind": "?", "own": "?", "skills": "?", "years_min": "?", "work_mode": "?"}
    (label,) = read_annotations(write(tmp_path, json.dumps(waiting)))
    assert not any(label.has(key) for key in ("skills", "years_min", "work_mode"))
    assert (label.annotator_kind, label.value("own")) == ("unknown", None)
