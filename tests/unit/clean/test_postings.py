from __future__ import annotations

import datetime as dt
from typing import Any

import pyarrow as pa
import pytest

from rolescope.clean.postings import CLEANED, MAX_NAME, clean_batch
from rolescope.tables import RAW

RECORD: dict[str, Any] = {
    "source": "s",
    "source_id": "7",
    "frame_id": "f",
    "wave": "2026-02-27",
    "url": "https://jobs.example/7",
    "origin": "p:1",
    "title": " Map\nmaker ",
    "company": "Inkwell, Inc.",
    "text": "<p>Draw maps.</p>",
    "places": ["Porto,  PRT", "Faro"],
    "level": "Senior",
    "date_posted": "2026-02-03T10:00:00Z",
}


def clean(*records: dict[str, Any]) -> list[dict[str, Any]]:
    table, problems = clean_batch(pa.Table.from_pylist([RECORD | record for record in records], schema=RAW))
    assert table.schema == CLEANED
    assert problems == []
    rows: list[dict[str, Any]] = table.to_pylist()
    return rows


def test_a_raw_record_becomes_a_posting() -> None:
    row = clean({})[0]
    assert row["title"] == "Map maker"
    assert row["company"] == "Inkwell, Inc."
    assert row["employer_id"] == "inkwell"
    assert row["text"] == "Draw maps."
    assert [place["raw"] for place in row["places"]] == ["Porto, PRT", "Faro"]
    assert row["date_posted"] == dt.date(2026, 2, 3)
    assert row["weight"] == 1.0


def test_what_is_not_known_of_a_place_is_null() -> None:
    place = clean({"places": ["Nowhere at all"]})[0]["places"][0]
    assert place == {"raw": "Nowhere at all", "city": None, "region": None, "country": None, "metro": None}


@pytest.mark.parametrize("raw", ["", None, "  "])
def test_a_posting_may_have_no_date(raw: str | None) -> None:
    assert clean({"date_posted": raw})[0]["date_posted"] is None


@pytest.mark.parametrize("raw", ["soon", "03/02/2026", "2026-02-31", "1770000000", "x" * 9_000])
def test_a_date_that_cannot_be_read_is_null_and_said(raw: str) -> None:
    table, problems = clean_batch(pa.Table.from_pylist([RECORD | {"date_posted": raw}], schema=RAW))
    assert table["date_posted"].to_pylist() == [None]
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("unreadable date", "p:1", False)]
    assert repr(raw[:40]) in problems[0].remedy


def test_the_posting_id_stands_for_the_source_and_its_id_alone() -> None:
    one, edited, other_id, other_source = clean(
        {}, {"text": "Other.", "title": "x"}, {"source_id": "8"}, {"source": "t"}
    )
    assert one["posting_id"] == edited["posting_id"]
    assert len({row["posting_id"] for row in (one, other_id, other_source)}) == 3


def test_without_an_id_of_its_own_a_posting_is_known_by_its_contents() -> None:
    one, same, other = clean(
        {"source_id": ""}, {"source_id": "", "url": "elsewhere"}, {"source_id": "", "text": "Other."}
    )
    assert one["posting_id"] == same["posting_id"] != other["posting_id"]


def test_postings_without_a_company_are_employers_of_their_own() -> None:
    one, other = clean({"company": ""}, {"company": "", "source_id": "8"})
    assert one["employer_id"] != other["employer_id"]


def test_a_text_of_markup_alone_is_dropped_with_its_place_and_the_rest_goes_on() -> None:
    raw = pa.Table.from_pylist([RECORD | {"text": "<p> </p>", "origin": "p:4"}, RECORD], schema=RAW)
    table, problems = clean_batch(raw)
    assert table.num_rows == 1
    assert [(p.reason, p.place, p.dropped) for p in problems] == [("empty text", "p:4", True)]


def test_a_name_without_end_is_cut() -> None:
    row = clean({"title": "x" * 2_000_000, "company": "&amp;" * 2_000, "places": ["y " * 400]})[0]
    assert (len(row["title"]), row["company"]) == (MAX_NAME, "&" * MAX_NAME)
    assert row["places"][0]["raw"] == ("y " * 250).strip()
