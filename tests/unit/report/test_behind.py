from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.report.behind import PER_FIGURE, Behind, Crossing, read_behind
from rolescope.storage import database, write_table
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS

from .hostile import SKILL, URLS, write_hostile_run

MANY = Crossing("level", "<i>many</i>", "skills", SKILL)
SENIOR = Crossing("seniority", "senior", "skills", "Go")


def read(folder: Path, wanted: Iterable[Crossing], seed: int = 1) -> dict[Crossing, Behind]:
    with database(folder) as sql:
        return read_behind(sql, "local", wanted, {}, seed)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("run")
    write_hostile_run(folder)
    return folder


def test_a_figure_has_some_of_its_postings_the_same_for_the_same_seed(hostile: Path) -> None:
    first, again, other = (read(hostile, [MANY, MANY], seed)[MANY] for seed in (1, 1, 2))
    assert len(first.evidence) == PER_FIGURE
    assert first == again != other
    assert {piece.quote for piece in first.evidence} == {SKILL}
    assert {piece.url for piece in first.evidence} <= {"", URLS[1]}


def test_nothing_wanted_is_nothing_read(hostile: Path) -> None:
    assert read(hostile, []) == {}


def write_families(folder: Path) -> None:
    """Two families: f has a posting of each level, the senior one names Go in two sections; g is junior and asks for it."""
    text = "Go is nice. Go is a must. Pay: $90k - $120k"
    rows = [("f1", "f", "senior"), ("f2", "f", "junior"), ("g1", "g", "junior")]
    postings = [
        {"posting_id": p, "family_id": f, "employer_id": f, "seniority": level, "title": p, "text": text}
        | {"pay_min": 9e4, "pay_max": 12e4, "pay_currency": "USD", "pay_period": "year"}
        | ({"pay_quote": "$90k - $120k", "pay_source": "employer text"} if f == "f" else {})
        | ({"pay_quote": "90K-120K", "pay_source": "listing"} if f == "g" else {})
        for p, f, level in rows
    ]
    code = {"coder": "local", "variable": "skills", "value": "Go", "field": "text", "grounding": "exact"}
    codings = [
        code | {"posting_id": p, "section": section, "start_char": start, "end_char": start + 2}
        for p, section, start in (("f1", "nice", 0), ("f1", "must", 12), ("g1", "must", 12))
    ]
    codings.append(code | {"posting_id": "f1", "coder": "another", "value": "Ada", "start_char": 0, "end_char": 2})
    choices = [
        {"posting_id": p, "coder": "local", "variable": "role_type", "status": "coded", "value": kind}
        for p, kind in (("f1", "ai-first"), ("g1", "ai-support"))
    ]
    write_table(folder / "postings.parquet", pa.Table.from_pylist(postings, schema=POSTINGS))
    write_table(folder / "codings.parquet", pa.Table.from_pylist(codings, schema=CODINGS))
    write_table(folder / "assessments.parquet", pa.Table.from_pylist(choices, schema=ASSESSMENTS))


def test_a_family_is_in_the_group_of_any_of_its_postings_and_shows_its_most_demanding_mention(tmp_path: Path) -> None:
    write_families(tmp_path)
    junior, kind = SENIOR._replace(slice="junior"), Crossing("role_type", "ai-support", "skills", "Go")
    found = read(tmp_path, [SENIOR, junior, kind, SENIOR._replace(value="Ada"), SENIOR._replace(slice="nobody")])
    assert {key: len(behind.evidence) for key, behind in found.items()} == {SENIOR: 1, junior: 2, kind: 1}
    (mention,) = found[SENIOR].evidence
    assert (mention.title, mention.section, mention.before, mention.quote) == ("f1", "must", "Go is nice. ", "Go")
    assert [piece.title for piece in found[junior].evidence] == ["f1", "g1"]
    assert found[kind].said == "Go, role type: ai-support"


def test_pay_shows_the_words_that_state_it_in_the_text_or_the_listing(tmp_path: Path) -> None:
    write_families(tmp_path)
    everywhere, in_euros = Crossing(None, None, "pay", "USD year"), Crossing(None, None, "pay", "EUR year")
    junior = Crossing("seniority", "junior", "pay", "")
    found = read(tmp_path, [everywhere, in_euros, junior])
    assert set(found) == {everywhere, junior}
    said = {(piece.title, piece.section, piece.before, piece.quote) for piece in found[everywhere].evidence}
    assert said == {
        ("f1", "text", "Go is nice. Go is a must. Pay: ", "$90k - $120k"),
        ("g1", "listing", "", "90K-120K"),
    }
    # the pay of a family is that of its first posting in the group
    assert {piece.title for piece in found[junior].evidence} == {"f2", "g1"}


def test_what_few_families_have_is_sought_among_all_of_them(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rolescope.report.behind.THINNED", 1)
    assert len(read(hostile, [MANY])[MANY].evidence) == PER_FIGURE
