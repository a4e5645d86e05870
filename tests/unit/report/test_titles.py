from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.report.titles import read_titles
from rolescope.storage import database, write_table
from rolescope.tables import ESTIMATES, POSTINGS

WHOLE = {("Python", "any"): (0.7, 0.65, 0.75), ("Rust", "any"): (0.1, 0.05, 0.2), ("Ada", "any"): (0.5, 0.4, 0.6)}
BOOK = shipped_codebook("ai-engineer")


def estimate(**columns: object) -> dict[str, object]:
    return {
        "slice_by": "title",
        "unit": "posting",
        "target": "process",
        "statistic": "share",
        "weighting": "none",
        "n": 40,
        "n_employers": 20,
    } | columns


def write_run(folder: Path, estimates: list[dict[str, object]]) -> Path:
    titles = ["AI Engineer", "Senior AI Engineer", "AI Engineer", "Cartographer"]
    roles = ["AI engineer", "AI engineer", "AI engineer", "cartographer"]
    postings = [{"title": t, "role_title": r} for t, r in zip(titles, roles, strict=True)]
    write_table(folder / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(folder / "estimates.parquet", pa.Table.from_pylist(estimates, schema=ESTIMATES))
    return folder


KIND = {"variable": "role_type", "slice": "AI engineer", "section_rule": "coded"}
SKILL = {"variable": "skills", "slice": "AI engineer", "section_rule": "any"}
ESTIMATED = [
    estimate(**KIND, value="ai-first", share=0.9, low=0.8, high=0.95),
    estimate(**KIND, value="ml-first", note="interval of 41 points"),
    estimate(variable="role_type", slice="cartographer", n=3, n_employers=3, note="3 postings"),
    estimate(**SKILL, value="Python", share=0.8, low=0.76, high=0.84),
    estimate(**SKILL, value="Ada", share=0.1, low=0.05, high=0.2),
    estimate(**SKILL, value="Rust", share=0.3, low=0.2, high=0.4),
]


@pytest.fixture
def sql(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with database(write_run(tmp_path, ESTIMATED)) as connection:
        yield connection


def test_a_title_shows_its_kinds_of_job_and_how_it_is_written(sql: duckdb.DuckDBPyConnection) -> None:
    titles = read_titles(sql, BOOK, "skills", "any", WHOLE)
    assert titles is not None
    assert (titles.titles, titles.thin, titles.options) == (2, 1, ("AI-first", "Traditional ML and DL"))
    first = titles.shown[0]
    assert (first.name, first.n, first.n_employers, first.raw) == ("AI engineer", 40, 20, 2)
    assert first.examples == ("AI Engineer", "Senior AI Engineer")
    assert [(cell.share, cell.word) for cell in first.cells] == [(0.9, ""), (None, "too thin")]


def test_skills_set_a_title_apart_only_where_the_intervals_do_not_overlap(sql: duckdb.DuckDBPyConnection) -> None:
    titles = read_titles(sql, BOOK, "skills", "any", WHOLE)
    assert titles is not None
    # Rust touches: its lower limit is the upper one of the whole
    assert [apart.value for apart in titles.shown[0].apart] == ["Ada", "Python"]


def test_a_thin_title_says_why(sql: duckdb.DuckDBPyConnection) -> None:
    titles = read_titles(sql, BOOK, "skills", "any", WHOLE)
    assert titles is not None
    assert (titles.shown[1].name, titles.shown[1].refusal, titles.shown[1].apart) == ("cartographer", "3 postings", ())


def test_a_study_that_does_not_slice_by_title_has_no_titles(tmp_path: Path) -> None:
    with database(write_run(tmp_path, [estimate(**KIND, slice_by="level")])) as sql:
        assert read_titles(sql, BOOK, "skills", "any", WHOLE) is None
