from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from rolescope.collect.field_guide import (
    COMMIT,
    VARIABLE,
    find_corpus,
    read_field_guide,
    read_labels,
    salvage,
)
from rolescope.collect.record import Record
from rolescope.errors import RolescopeError
from rolescope.ledger import Problem

GOOD = """\
job_id: '{id}'
title: Cartographer
company: Inkwell
location: Porto, PRT
posted_date: 2026-01-09
description: |-
  Draw maps.
  Ink them.
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    for folder in ("data_raw", "data_structured", "_internal"):
        (tmp_path / "job-market" / folder).mkdir(parents=True)
    return tmp_path


def put(corpus: Path, id: str, raw: str | bytes, extracted: str = "2026-02-05T10:00:00") -> None:
    content = raw if isinstance(raw, bytes) else raw.replace("{id}", id).encode()
    (corpus / "job-market" / "data_raw" / f"{id}_a.yaml").write_bytes(content)
    labels = f"meta:\n  job_id: '{id}'\n  extracted_at: '{extracted}'\nposition: {{}}\n"
    (corpus / "job-market" / "data_structured" / f"{id}_a.yaml").write_text(labels)


def read(corpus: Path) -> tuple[list[Record], list[Problem]]:
    items = list(read_field_guide(corpus, "fg"))
    return [i for i in items if isinstance(i, Record)], [i for i in items if isinstance(i, Problem)]


def test_a_posting_is_read_with_all_its_fields_and_its_level_from_the_listing(corpus: Path) -> None:
    put(corpus, "11", GOOD)
    (corpus / "job-market/_internal/all_jobs_dedup.csv").write_text("id,level,location\n11,Senior level,Faro\n")
    assert read(corpus) == (
        [
            Record(
                "fg", "11_a.yaml", "11", "Cartographer", "Inkwell", "Draw maps.\nInk them.",
                ("Porto, PRT",), "Senior level", date_posted="2026-01-09",
            )
        ],
        [],
    )  # fmt: skip


def test_only_postings_whose_labels_are_of_the_day_of_the_study_are_read(corpus: Path) -> None:
    put(corpus, "11", GOOD)
    put(corpus, "12", GOOD, extracted="2026-03-01T10:00:00")
    (corpus / "job-market/data_raw/13_a.yaml").write_text(GOOD)
    assert [r.source_id for r in read(corpus)[0]] == ["11"]
    assert [path.name for path, _ in read_labels(corpus)] == ["11_a.yaml"]


@pytest.mark.parametrize(
    "raw",
    [
        "job_id: '{id}'\ntitle: 'unclosed\ncompany: Inkwell\ndescription: |-\n  Draw maps.\nInk: it: all\n",
        "job_id: '{id}'\ntitle: a: b: c\ncompany: Inkwell\ndescription: |-\n  Draw maps.\n",
        "job_id: '{id}'\ncompany: Inkwell\nposted_date: 2026-02-31\ndescription: |-\n  Draw maps.\n",
        b"job_id: '12'\ncompany: Inkwell\ntitle: caf\xe9\ndescription: |-\n  Draw maps.\n",
        b"job_id: '12'\ncompany: Inkwell\ndescription: |-\n  Draw maps.\n  \x07 bell\n",
    ],
    ids=["lost indentation", "colons", "no such day", "no UTF-8", "control character"],
)
def test_a_malformed_file_is_salvaged_and_counted_never_fatal(corpus: Path, raw: str | bytes) -> None:
    put(corpus, "11", GOOD)
    put(corpus, "12", raw)
    put(corpus, "13", GOOD)
    records, problems = read(corpus)
    assert [(r.source_id, r.company) for r in records] == [
        ("11", "Inkwell"),
        ("12", "Inkwell"),
        ("13", "Inkwell"),
    ]
    assert "Draw maps." in records[1].text
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("malformed YAML", "12_a.yaml", False)]


@pytest.mark.parametrize("raw", ["", "just a word", "- a list", "title: no description\n", "description: ''\n"])
def test_a_file_without_description_is_dropped_and_the_rest_goes_on(corpus: Path, raw: str) -> None:
    put(corpus, "11", raw)
    put(corpus, "12", GOOD)
    records, problems = read(corpus)
    assert [r.source_id for r in records] == ["12"]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("malformed record", "11_a.yaml", True)]


def test_a_malformed_file_of_labels_is_one_clear_line_not_a_traceback(corpus: Path) -> None:
    put(corpus, "11", GOOD)
    put(corpus, "12", GOOD)
    broken = corpus / "job-market/data_structured/12_a.yaml"
    broken.write_text(broken.read_text() + "position: 'unclosed\n")
    try:
        names = [path.name for path, _ in read_labels(corpus)]
    except RolescopeError as error:
        assert "12_a.yaml" in error.place
    else:
        assert names == ["11_a.yaml"]


def test_salvage_reads_known_keys_and_every_line_of_the_description() -> None:
    text = (
        "title: 'Map\n  maker'\ncompany: Inkwell\ndescription: |-\n"
        "  Draw: maps.\n\n- Ink them\n    deep\nurl: https://jobs.example\n"
    )
    assert salvage(text) == {
        "title": "Map maker",
        "company": "Inkwell",
        "description": "Draw: maps.\n\n- Ink them\n  deep",
        "url": "https://jobs.example",
    }


@given(st.text())
def test_salvage_reads_anything(text: str) -> None:
    assert all(isinstance(value, str) for value in salvage(text).values())


@given(st.lists(st.text("abc :-'", min_size=1).map(str.strip).filter(bool), min_size=1, max_size=8))
def test_salvage_agrees_with_yaml_where_the_file_is_valid(lines: list[str]) -> None:
    text = "job_id: x\ndescription: |-\n" + "".join(f"  {line}\n" for line in lines)
    assert salvage(text)["description"] == yaml.safe_load(text)["description"]


def test_the_corpus_is_found_where_given_then_by_the_variable_then_beside(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    beside = corpus.parent / "studies-of-mine"
    assert find_corpus(corpus, beside) == corpus.resolve()
    monkeypatch.setenv(VARIABLE, str(corpus))
    assert find_corpus(None, beside) == corpus.resolve()
    monkeypatch.delenv(VARIABLE)
    (tmp_path / "field-guide").symlink_to(corpus)
    assert find_corpus(None, tmp_path) == corpus.resolve()


def test_a_corpus_that_is_nowhere_names_the_commands_that_fetch_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    with pytest.raises(RolescopeError) as caught:
        find_corpus(tmp_path / "nowhere", tmp_path)
    assert str(tmp_path / "nowhere") in caught.value.place
    assert "git clone https://" in caught.value.remedy
    assert f"checkout {COMMIT}" in caught.value.remedy
    assert VARIABLE in caught.value.remedy
