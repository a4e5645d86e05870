from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from rolescope.errors import RolescopeError
from rolescope.notebook.names import Asked
from rolescope.notebook.shares import NOT_FOUND, Shares, read_shares
from rolescope.tables import ESTIMATES

RAG = Asked("skills", "RAG")


def row(**said: Any) -> dict[str, Any]:
    published = {
        "statistic": "share", "variable": "skills", "section_rule": "any but other", "unit": "posting",
        "target": "process", "weighting": "none", "n": 40, "n_employers": 20, "n_uncoded": 0, "level": 0.95, "status": "published",
    }  # fmt: skip
    return dict.fromkeys(ESTIMATES.names) | published | said


STORED = [
    row(value="RAG", count=10, share=0.25, low=0.14, high=0.4),
    row(value="RAG", count=3, share=0.075, low=0.02, high=0.19, section_rule="must"),
    row(value="RAG", share=0.3, low=0.2, high=0.4, unit="employer"),
    row(value="RAG", slice_by="city", slice="Berlin", n=32, count=8, share=0.25, low=0.13, high=0.42),
    row(value="Go", slice_by="city", slice="Berlin", n=32, count=16, share=0.5, low=0.3, high=0.7),
    row(value="Go", slice_by="city", slice="Paris", n=31, count=31, share=1.0, low=0.9, high=1.0),
    row(value="RAG", slice_by="city", slice="London", n=33, status="too thin", note="wider than 30 points"),
    row(value="RAG", share=0.2, low=0.1, high=0.3, statistic="corrected share"),
    row(value="RAG", slice_by="city", slice="Berlin", n=32, share=0.2, low=0.1, high=0.3, statistic="corrected share"),
    row(value="RAG", count=10, share=0.4, low=0.3, high=0.5, weighting="raked"),
    row(slice_by="city", slice="Rome", n=4, section_rule=None, status="too thin", note="4 postings"),
]


@pytest.fixture
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.register("estimates", pa.Table.from_pylist(STORED, ESTIMATES))
        yield connection


def read(sql: duckdb.DuckDBPyConnection, asked: Asked = RAG, by: str | None = None, **said: Any) -> Shares:
    wanted = {"section": None, "unit": "posting", "target": "process", "statistic": "share"} | said
    return read_shares(sql, "RAG", asked, by, **wanted)


@pytest.mark.parametrize(
    ("said", "figure"),
    [({}, (0.25, 0.14, 0.4)), ({"section": "must"}, (0.075, 0.02, 0.19)), ({"unit": "employer"}, (0.3, 0.2, 0.4))],
)
def test_a_share_is_the_stored_one(sql: duckdb.DuckDBPyConnection, said: Any, figure: tuple[float, ...]) -> None:
    (found,) = read(sql, **said)
    assert (found["share"], found["low"], found["high"]) == figure


def test_slices_have_a_number_or_say_why_not(sql: duckdb.DuckDBPyConnection) -> None:
    found = {r["slice"]: (r["status"], r["count"], r["share"], r["note"]) for r in read(sql, by="city")}
    assert found == {
        "Berlin": ("published", 8, 0.25, None),
        "Paris": (NOT_FOUND, 0, None, "no coded posting has it"),
        "London": ("too thin", None, None, "wider than 30 points"),
        "Rome": ("too thin", None, None, "4 postings"),
    }


def test_a_corrected_share_stands_beside_the_slices_that_are_too_thin(sql: duckdb.DuckDBPyConnection) -> None:
    found = {r["slice"]: r["share"] for r in read(sql, by="city", statistic="corrected share")}
    assert found == {"Berlin": 0.2, "Rome": None}


def test_what_no_posting_has_is_not_found_rather_than_absent(sql: duckdb.DuckDBPyConnection) -> None:
    (found,) = read(sql, Asked("skills", "COBOL"))
    assert (found["value"], found["status"], found["count"], found["n"]) == ("COBOL", NOT_FOUND, 0, 40)


def test_both_displays_say_share_interval_count_and_reason(sql: duckdb.DuckDBPyConnection) -> None:
    plain, page = repr(read(sql, by="city")), read(sql, by="city")._repr_html_()
    for said in (
        "Berlin",
        "25 %",
        "13–42 %",
        "8 of 32",
        "0 of 31",
        "wider than 30 points",
        "4 postings",
        "95% interval",
    ):
        assert said in plain
        assert said in page
    assert page.count("<svg") == 1, "a bar where there is a number, and nowhere else"


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"by": "country"}, "'country' of skills.*city"),
        ({"section": "never"}, "'never'.*any but other, must"),
        ({"unit": "family"}, "'family'.*employer, posting"),
        ({"statistic": "median"}, r"corrected share, share; corrected shares need gold labels"),
    ],
)
def test_what_the_run_has_not_is_an_error_with_what_it_has(
    sql: duckdb.DuckDBPyConnection, said: Any, named: str
) -> None:
    with pytest.raises(RolescopeError, match=named):
        read(sql, **said)
