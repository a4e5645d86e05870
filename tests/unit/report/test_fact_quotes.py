from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from rolescope.report.fact_quotes import PER_FACT, read_fact_quotes
from rolescope.storage import database, write_table
from rolescope.tables import POSTINGS

TEXT = (
    "We draw maps.\nYou have 5+ years of experience in mapping.\nThis is a hybrid role.\nThis is a full-time position."
)
POSTING: dict[str, Any] = {
    "title": "Senior Cartographer", "company": "Mapmakers", "text": TEXT, "level": "Expert", "seniority": "senior",
    "years_min": 5, "work_mode": "hybrid", "employment_type": "full-time", "language": "en",
    "places": [{"raw": "Nowhere"}, {"raw": "Berlin, Germany", "country": "DE", "metro": "Berlin"}],
}  # fmt: skip


def read(folder: Path, postings: list[dict[str, Any]], variable: str, value: str) -> list[tuple[str, str]]:
    rows = [{"posting_id": f"p{n}", "family_id": f"f{n}"} | posting for n, posting in enumerate(postings)]
    write_table(folder / "postings.parquet", pa.Table.from_pylist(rows, schema=POSTINGS))
    with database(folder) as sql:
        found = read_fact_quotes(sql, variable, [value], seed=1)
    return [(piece.section, piece.quote) for piece in found.get(value, ())]


@pytest.mark.parametrize(
    ("variable", "value", "section", "quote"),
    [
        ("seniority", "senior", "title", "Senior Cartographer"),
        ("years_min", "5 to 7 years", "text", "5+ years"),
        ("work_mode", "hybrid", "text", "hybrid"),
        ("employment_type", "full-time", "text", "full-time"),
        ("language", "en", "text", "We draw maps."),
        ("country", "DE", "place", "Berlin, Germany"),
        ("metro", "Berlin", "place", "Berlin, Germany"),
    ],
)
def test_a_fact_shows_the_words_that_state_it(
    tmp_path: Path, variable: str, value: str, section: str, quote: str
) -> None:
    ((stands, said),) = read(tmp_path, [POSTING], variable, value)
    assert stands == section
    assert quote in said


def test_a_level_that_the_title_does_not_name_is_the_listings(tmp_path: Path) -> None:
    assert read(tmp_path, [POSTING | {"title": "Cartographer"}], "seniority", "senior") == [("listing", "Expert")]


@pytest.mark.parametrize(("variable", "value"), [("work_mode", "hybrid"), ("employment_type", "full-time")])
def test_what_the_text_does_not_say_has_no_quote(tmp_path: Path, variable: str, value: str) -> None:
    assert read(tmp_path, [POSTING | {"text": "We draw maps."}], variable, value) == []


def test_a_family_and_a_bar_show_only_so_many_and_no_posting_outside_the_flow(tmp_path: Path) -> None:
    assert len(read(tmp_path, [POSTING] * 9, "seniority", "senior")) == PER_FACT
    assert len(read(tmp_path, [POSTING | {"family_id": "same"}] * 3, "seniority", "senior")) == 1
    assert read(tmp_path, [POSTING | {"weight": 0.0}], "seniority", "senior") == []
