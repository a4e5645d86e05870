from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rolescope.report.evidence import PER_SKILL, safe_url, sample_evidence
from rolescope.storage import write_table
from rolescope.tables import CODINGS, POSTINGS

from .hostile import SKILL, URLS, write_hostile_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    write_hostile_run(folder)
    return folder


@pytest.mark.parametrize("url", ["https://jobs.example/1", "http://jobs.example", "HTTPS://JOBS.EXAMPLE"])
def test_links_of_the_web_are_kept(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        " javascript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//jobs.example",
        "jobs.example",
        "http://[broken",
    ],
)
def test_any_other_link_is_dropped(url: str | None) -> None:
    assert safe_url(url) == ""


@given(st.text())
def test_of_any_text_only_links_of_the_web_are_left(url: str) -> None:
    kept = safe_url(url)
    assert kept == "" or kept.lower().lstrip().startswith(("http:", "https:"))


def test_at_most_twenty_postings_stand_behind_a_skill_the_same_for_the_same_seed(run: Path) -> None:
    first, again, other = (sample_evidence(run, "skills", [SKILL], seed)[SKILL] for seed in (1, 1, 2))
    assert len(first) == PER_SKILL == 20
    assert first == again
    assert first != other


def test_the_quote_stands_in_its_own_line_cut_at_words(run: Path) -> None:
    for evidence in sample_evidence(run, "skills", [SKILL], 1)[SKILL]:
        assert evidence.quote == SKILL
        assert evidence.before.removeprefix("- ").startswith("[click]") and "\n" not in evidence.before + evidence.after
        assert evidence.after.endswith("harbour…")
        assert len(evidence.after) <= 112


def test_required_mentions_come_first(run: Path) -> None:
    sections = [evidence.section for evidence in sample_evidence(run, "skills", [SKILL], 1)[SKILL]]
    assert sections == sorted(sections, key=["must", "work", "nice"].index)


def test_unsafe_links_are_not_among_the_evidence(run: Path) -> None:
    links = {evidence.url for evidence in sample_evidence(run, "skills", [SKILL], 1)[SKILL]}
    assert links == {"", URLS[1]}


def test_a_family_shows_one_posting_and_its_most_demanding_mention(tmp_path: Path) -> None:
    text = "SQL is nice. SQL is a must. SQL in the blurb."
    postings = [
        {"posting_id": p, "family_id": "f", "title": None, "company": "", "text": text, "url": None}
        for p in ("p1", "p2")
    ]
    codings = [
        {
            "posting_id": p,
            "variable": "skills",
            "value": "SQL",
            "section": section,
            "field": "text",
            "start_char": start,
            "end_char": start + 3,
            "grounding": "exact",
        }
        for p in ("p1", "p2")
        for section, start in (("nice", 0), ("must", 13), ("other", 28))
    ]
    write_table(tmp_path / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(tmp_path / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))
    (evidence,) = sample_evidence(tmp_path, "skills", ["SQL"], 1)["SQL"]
    assert (evidence.section, evidence.before, evidence.after) == (
        "must",
        "SQL is nice. ",
        " is a must. SQL in the blurb.",
    )
    assert (evidence.title, evidence.company) == ("(no title)", "(no company)")


def test_codes_without_quotes_are_no_evidence(tmp_path: Path) -> None:
    write_table(
        tmp_path / "postings.parquet",
        pa.Table.from_pylist([{"posting_id": "p1", "family_id": "f", "text": "SQL"}], schema=POSTINGS),
    )
    write_table(
        tmp_path / "codings.parquet",
        pa.Table.from_pylist([{"posting_id": "p1", "value": "SQL", "grounding": "none"}], schema=CODINGS),
    )
    assert pq.read_metadata(tmp_path / "codings.parquet").num_rows == 1
    assert sample_evidence(tmp_path, "skills", ["SQL"], 1) == {}


def test_postings_outside_the_flow_are_no_evidence(tmp_path: Path) -> None:
    text = "Go is asked for"
    rows = [
        {"posting_id": n, "family_id": n, "title": n, "text": text, "weight": float(n == "in")} for n in ("in", "out")
    ]
    code: dict[str, object] = {
        "variable": "skills",
        "value": "Go",
        "section": "must",
        "field": "text",
        "grounding": "exact",
    }
    codes = [code | {"posting_id": row["posting_id"], "start_char": 0, "end_char": 2} for row in rows]
    write_table(tmp_path / "postings.parquet", pa.Table.from_pylist(rows, schema=POSTINGS))
    write_table(tmp_path / "codings.parquet", pa.Table.from_pylist(codes, schema=CODINGS))
    assert [piece.title for piece in sample_evidence(tmp_path, "skills", ["Go"], 1)["Go"]] == ["in"]
