"""`import rolescope as rs`: a run from Python, its tables in other libraries, its figures by name."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import rolescope as rs
from rolescope.report.words import interval, percent
from rolescope.tables import AFTER_RUN, PUBLIC

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> rs.Results:
    return rs.run(ROOT / "studies" / "example.yaml", out=tmp_path_factory.mktemp("api") / "out")


def test_importing_loads_no_library_and_knows_its_names() -> None:
    code = (
        "import sys; before = set(sys.modules); import rolescope; "
        "loaded = {name.partition('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names); "
        "assert loaded == {'rolescope'}, loaded; assert {'run', 'open', 'RolescopeError'} <= set(dir(rolescope))"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_looking_up_opens_no_connection(example: rs.Results) -> None:
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    assert event not in ('socket.connect', 'socket.getaddrinfo', 'socket.bind'), event\n"
        "sys.addaudithook(watch)\n"
        "import rolescope as rs\n"
        "s = rs.open(sys.argv[1])\n"
        "repr(s), s.definition, s.share('RAG', by='role_type')._repr_html_(), s.evidence('RAG')._repr_html_()\n"
    )
    subprocess.run([sys.executable, "-c", code, str(example.folder)], check=True)


def test_every_public_table_is_an_attribute_that_other_libraries_take(example: rs.Results) -> None:
    for name in PUBLIC:
        table = getattr(example, name)
        stored = pq.read_table(example.folder / f"{name}.parquet")
        assert table.columns == stored.schema.names
        assert table.arrow() == stored
        assert pa.table(table) == stored
        assert len(table) == table.polars().height == pl.DataFrame(table).height == len(table.pandas()) == len(stored)
        assert pd.DataFrame.from_arrow(table).shape == (len(stored), len(stored.schema))
        assert name in repr(table)
        assert f"{len(stored):,} rows" in table._repr_html_()


def test_a_table_after_the_run_says_which_command_makes_it(example: rs.Results) -> None:
    for name in AFTER_RUN:
        with pytest.raises(rs.RolescopeError, match="rolescope eval"):
            getattr(example, name)


def test_duckdb_reads_a_table_by_the_name_of_its_variable(example: rs.Results) -> None:
    estimates = example.estimates
    with duckdb.connect() as connection:
        assert connection.execute("select count(*) from estimates").fetchall() == [(len(estimates),)]
    assert list(example.sql("select count(*) as n from postings")) == [{"n": 168}]


def test_the_share_of_a_name_is_the_stored_figure(example: rs.Results) -> None:
    (found,) = example.share("retrieval-augmented generation")
    (stored,) = example.sql(
        f"select share, low, high, count, n from estimates where estimate_id = '{found['estimate_id']}'"
    )
    assert {key: found[key] for key in stored} == stored
    assert len(list(example.share("role_type"))) == 3
    refused = {row["slice"] for row in example.share("RAG", by="country") if row["status"] == "too thin"}
    assert {"US", "DE"} <= refused


def test_quotes_stand_in_their_postings_and_the_seed_draws_them(example: rs.Results) -> None:
    texts = {row["posting_id"]: f"{row['title']}\n{row['text']}" for row in example.postings}
    found = list(example.evidence("RAG", n=5, seed=1))
    assert len(found) == 5
    for row in found:
        assert (
            row["before"].removeprefix("…") + row["quote"] + row["after"].removesuffix("…") in texts[row["posting_id"]]
        )
    assert found == list(example.evidence("rag", n=5, seed=1)) != list(example.evidence("RAG", n=5, seed=2))
    assert f"<mark>{found[0]['quote']}</mark>" in example.evidence("RAG", n=5, seed=1)._repr_html_()


def test_quotes_by_slice_are_up_to_n_of_each(example: rs.Results) -> None:
    counts = example.evidence("RAG", n=2, by="seniority").pandas().groupby("slice").size()
    assert set(counts) <= {1, 2}
    assert counts["senior"] == counts["mid"] == 2


def test_the_definition_is_that_of_the_report(example: rs.Results) -> None:
    assert example.definition[:60] in (example.folder / "report.md").read_text(encoding="utf-8").replace("\\", "")
    assert 'title="' in example.definition._repr_html_()


def test_a_run_shows_its_question_and_tables(example: rs.Results) -> None:
    for shown in (repr(example), example._repr_html_()):
        assert example.study.question in shown
        assert "168 postings" in shown
        assert all(name in shown for name in PUBLIC)


def test_a_folder_without_a_run_is_an_error_with_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(rs.RolescopeError, match="rolescope run"):
        rs.open(tmp_path)


def test_figures_that_the_pages_quote_are_those_of_the_run(example: rs.Results) -> None:
    tutorial = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
    for rule in ("any but other", "must", "nice"):
        (row,) = example.share("RAG", section=rule)
        quoted = re.search(rf"^{rule} +posting +(\d+) +(\d+) +([.\d]+) +([.\d]+) +([.\d]+)$", tutorial, re.M)
        assert quoted, rule
        figures = [row["count"], row["n"], *(round(row[name], 3) for name in ("share", "low", "high"))]
        assert [float(figure) for figure in quoted.groups()] == figures
    (row,) = example.share("RAG")
    said = f"> RAG: {row['count']} postings, {percent(row['share'])}, {interval(row['low'], row['high'])}"
    assert said in (ROOT / "README.md").read_text(encoding="utf-8")
    best = next(iter(example.pairs))
    assert f"{best['count']} families name both, {best['lift']:.1f} times as many as by chance" in tutorial


def test_the_reference_has_every_key_of_run_json(example: rs.Results) -> None:
    reference = (ROOT / "docs" / "reference" / "tables.md").read_text(encoding="utf-8").partition("## run.json")[2]
    assert [key for key in example.facts if f"`{key}`" not in reference] == []
