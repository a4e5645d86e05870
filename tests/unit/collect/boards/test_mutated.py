"""Answers with keys dropped, types swapped and parts cut off: nothing crashes, and each job is counted."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rolescope.collect.boards.reading import BOARD_KINDS
from tests.unit.collect.boards.answers import ANSWERS, JOBSPY, PERSONIO, put, read

JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, 0, -1, 1e308, float("nan"), 10**400, "", "x", "<b>", "&lt;p&gt;", "\ud83d", "\u202e", [], [[]], {}]
)
FILES = {"malformed file", "another shape", "missing column"}


def mutate(value: Any, draw: Any) -> Any:
    """The value with some of its parts dropped, repeated or replaced."""
    if draw(st.integers(0, 11)) == 0:
        return draw(st.one_of(JUNK, st.just([value]), st.just({"a": value})))
    if isinstance(value, dict):
        return {key: mutate(inner, draw) for key, inner in value.items() if draw(st.integers(0, 11))}
    if isinstance(value, list):
        return [mutate(inner, draw) for inner in value for _ in range(draw(st.integers(0, 2)))]
    return value


@given(st.data(), st.sampled_from(sorted(set(BOARD_KINDS) - {"personio", "jobspy"})))
@settings(max_examples=300, deadline=None)
def test_mutated_json(data: st.DataObject, kind: str) -> None:
    check(kind, json.dumps(mutate(ANSWERS[kind], data.draw)))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_mutated_xml(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(PERSONIO)))
    end = data.draw(st.integers(at, min(len(PERSONIO), at + 80)))
    put_in = data.draw(st.sampled_from(["", "<a>", "</a>", "&x;", "<![CDATA[", "]]>", "\x00", "<!--", "é"]))
    check("personio", PERSONIO[:at] + put_in + PERSONIO[end:])


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_mutated_csv(data: st.DataObject) -> None:
    header, row = csv.reader(io.StringIO(JOBSPY))
    cells = [data.draw(st.sampled_from([cell, "", "nan", "-1", "1e999", "\x00", '"', "\u202e"])) for cell in row]
    written = io.StringIO()
    csv.writer(written).writerows([header, cells, row])
    check("jobspy", written.getvalue()[data.draw(st.sampled_from([0, 0, 3])) :])


def check(kind: str, content: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        records, problems, (answer,) = read(put(Path(folder), kind, content.encode("utf-8", "replace")), kind)
    lost = [problem for problem in problems if problem.dropped and problem.of == "posting"]
    assert answer.jobs == len(records) + len(lost)
    assert records or problems or answer.jobs == 0
    for problem in problems:
        assert problem.place.startswith("saved.")
        assert problem.remedy
        assert "\n" not in problem.remedy
        assert problem.of == "posting" or not problem.dropped or problem.reason in FILES
