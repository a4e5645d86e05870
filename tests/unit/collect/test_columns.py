from __future__ import annotations

from typing import Any

import pytest

from rolescope.collect.columns import missing_columns, some_of, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

COLUMNS = {"source_id": "id", "title": "job", "text": "body", "place": "where"}


def test_a_row_becomes_a_record_under_the_names_of_the_study() -> None:
    row = {"id": "7", "job": "Cartographer", "body": "Draw maps.", "where": "Porto", "unmapped": "x"}
    assert to_record(row, COLUMNS, "src", "f:3") == Record(
        source="src", origin="f:3", source_id="7", title="Cartographer", text="Draw maps.", places=("Porto",)
    )


@pytest.mark.parametrize(
    ("place", "places"),
    [
        ("Porto", ("Porto",)),
        (["Porto", "Lisbon"], ("Porto", "Lisbon")),
        (["Porto", None, ""], ("Porto",)),
        ([], ()),
        ("", ()),
        (None, ()),
    ],
)
def test_places_are_one_or_several_and_never_empty_strings(place: Any, places: tuple[str, ...]) -> None:
    record = to_record({"body": "t", "where": place}, COLUMNS, "s", "o")
    assert isinstance(record, Record)
    assert record.places == places


@pytest.mark.parametrize(("value", "said"), [(12, "12"), (0, "0"), (None, ""), ("é", "é")])
def test_values_that_are_no_text_are_written_as_text_and_none_is_empty(value: Any, said: str) -> None:
    record = to_record({"body": "t", "id": value}, COLUMNS, "s", "o")
    assert isinstance(record, Record)
    assert record.source_id == said


@pytest.mark.parametrize("row", [{}, {"body": None}, {"text": "under the wrong name"}])
def test_a_row_without_text_is_a_problem_with_its_place_and_key(row: dict[str, Any]) -> None:
    problem = to_record(row, COLUMNS, "s", "file.jsonl:9")
    assert isinstance(problem, Problem)
    assert problem.place == "file.jsonl:9"
    assert "'body'" in problem.remedy
    assert problem.dropped


def test_a_table_that_lacks_a_mapped_column_says_which_and_what_it_has() -> None:
    problem = missing_columns(COLUMNS, {"id", "body", "where", "titel"}, "file.csv")
    assert problem is not None
    assert (problem.reason, problem.place) == ("missing column", "file.csv")
    assert "'job'" in problem.remedy
    assert "titel" in problem.remedy


def test_a_table_with_all_mapped_columns_and_more_has_no_problem() -> None:
    assert missing_columns(COLUMNS, {"id", "job", "body", "where", "extra"}, "f") is None


def test_names_of_columns_are_one_short_harmless_line() -> None:
    names = {f"{number:02}" for number in range(50)} | {"\x1b[31m" + "x" * 1_000_000}
    assert some_of(names) == "\ufffd[31m" + "x" * 55 + ", " + ", ".join(f"{number:02}" for number in range(11))
