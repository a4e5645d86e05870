from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from rolescope.report.leaked import leakage_said


@pytest.fixture
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        connection.execute("create table codings (posting_id text, variable text, value text, quote text)")
        connection.execute("create table rejections (posting_id text, variable text, quote text)")
        yield connection


def test_names_of_the_prompt_are_held_against_all_others(sql: duckdb.DuckDBPyConnection) -> None:
    sql.execute(
        "insert into codings values ('1','skills','Python','python'), ('1','skills','Python','python'), "
        "('2','skills','Docker','Docker'), ('2','skills','Rust','Rust'), ('3','skills','SQL','SQL'), ('3','flag','true','x')"
    )
    sql.execute("insert into rejections values ('1','skills','Docker'), ('3','skills','Docker'), ('3','skills','Go')")
    (said,) = leakage_said(sql, "Code skills such as docker, not their plural.", "skills")
    assert "stand in its prompt too, 2 of 3 (67 %) were refused" in said
    assert "of all others, 1 of 4 (25 %)." in said


def test_nothing_is_said_where_no_model_was_asked_or_named_anything(sql: duckdb.DuckDBPyConnection) -> None:
    assert leakage_said(sql, "prompt", "skills") == ()
    sql.execute("insert into codings values ('1','skills','Python','Python')")
    assert leakage_said(sql, None, "skills") == ()
