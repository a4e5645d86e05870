"""The published study's own postings, where they are present. No text of theirs is written here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from rolescope.evaluation.agreement import measure_agreement
from rolescope.evaluation.bars import check_bars, read_bars
from rolescope.evaluation.figure import Chance
from rolescope.reproduce import Reproduced, Reproduction, published_figures, reproduce
from rolescope.study import Run, run
from rolescope.studyfile import read_study

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/field-guide"
GOLD = ROOT / "../shared/gold/january.jsonl"
BARS = ROOT / "studies" / "ai-engineer-2026-bars.yaml"
PUBLISHED = CORPUS / "published.csv"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "job-market" / "data_raw").is_dir(), reason=f"no corpus at {CORPUS}"),
]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Run:
    study = read_study(ROOT / "studies" / "ai-engineer-2026.yaml")
    return run(study, tmp_path_factory.mktemp("field-guide"), corpus=CORPUS)


@pytest.fixture(scope="module")
def reproduction() -> Reproduction:
    return reproduce(CORPUS)


@pytest.fixture(scope="module")
def figures(reproduction: Reproduction) -> list[Reproduced]:
    return reproduction.figures


def ask(ran: Run, query: str) -> list[tuple[Any, ...]]:
    with duckdb.connect() as sql:
        for name in ("postings", "codings", "assessments", "estimates"):
            sql.execute(f"create view {name} as select * from read_parquet('{ran.folder / name}.parquet')")
        return sql.execute(query).fetchall()


def texts(ran: Run) -> dict[str, str]:
    return {str(key): str(text) for key, text in ask(ran, "select source_id, text from postings")}


def test_all_895_postings_come_in(ran: Run) -> None:
    counts = "select count(*), count(distinct posting_id), count(distinct source_id) from postings"
    assert ask(ran, counts) == [(895, 895, 895)]
    facts = json.loads((ran.folder / "run.json").read_text(encoding="utf-8"))
    assert (facts["postings"]["came_in"], facts["postings"]["kept"]) == (895, 895)
    assert [frame["postings"] for frame in facts["frames"]] == [895]


def test_reposts_are_those_counted_by_jaccard(ran: Run) -> None:
    facts = json.loads((ran.folder / "run.json").read_text(encoding="utf-8"))
    reposts = facts["postings"]["reposts"]
    assert (reposts["redundant"], reposts["largest"]) == (79, 26)


def test_the_file_that_is_no_yaml_is_salvaged_and_counted(ran: Run) -> None:
    assert dict(ran.ledger.repaired)["malformed YAML"] == 1
    assert dict(ran.ledger.dropped) == {}
    (problem,) = ran.ledger.examples["malformed YAML"]
    source_id = problem.place.split("_")[0]
    query = f"select length(text), title, company from postings where source_id = '{source_id}'"
    ((length, title, company),) = ask(ran, query)
    assert length > 1000
    assert title and company


def test_every_posting_is_coded(ran: Run) -> None:
    statuses = "select status, count(*) from assessments where variable = 'skills' group by all"
    assert ask(ran, statuses) == [("coded", 895)]


def test_every_span_is_its_quote(ran: Run) -> None:
    query = """
        select case field when 'title' then title when 'text' then text end, start_char, end_char, quote
        from codings join postings using (posting_id)
    """
    rows = ask(ran, query)
    assert len(rows) > 10_000
    assert [(start, end) for text, start, end, quote in rows if not quote or text[start:end] != quote] == []


def test_every_code_of_the_local_coder_is_exact_and_has_a_section(ran: Run) -> None:
    query = "select distinct grounding, section from codings where variable = 'skills' order by all"
    assert ask(ran, query) == [("exact", section) for section in ("must", "nice", "other", "work")]


@pytest.mark.skipif(not GOLD.is_file(), reason="there are no gold labels at ../shared/gold")
def test_every_quote_of_the_gold_labels_stands_in_its_text(ran: Run) -> None:
    labelled = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").split("\n") if line]
    found = texts(ran)
    missing = [
        (label["job_id"], kind, number)
        for label in labelled
        for kind, quotes in (
            ("skills", [skill["quote"] for skill in label["skills"]]),
            ("core_tasks", label["core_tasks"]),
            ("use_cases", label["use_cases"]),
            ("salary", [label["salary"]] if label["salary"] else []),
        )
        for number, quote in enumerate(quotes)
        if quote not in found[label["job_id"]]
    ]
    assert len(labelled) == 80
    assert missing == []


def test_the_report_fits_in_15_megabytes_and_shows_20_of_a_bars_postings(ran: Run) -> None:
    page = (ran.folder / "report.html").read_text(encoding="utf-8")
    assert 50_000 < len(page.encode()) < 15_000_000
    assert "Showing 20 of " in page
    assert "<script" not in page and "javascript:" not in page


def test_every_published_figure_comes_out_at_its_counts(figures: list[Reproduced]) -> None:
    assert [figure.published.figure for figure in figures if not figure.agrees] == []
    assert len(figures) == 32


def test_the_figures_are_those_of_the_published_table() -> None:
    rows = [line.split(",", 1)[0] for line in PUBLISHED.read_text(encoding="utf-8").splitlines()[1:] if line]
    assert [figure.figure for figure in published_figures()] == rows


def test_beside_each_skill_stands_what_the_postings_say(figures: list[Reproduced]) -> None:
    skills = [figure for figure in figures if figure.published.variable == "skills"]
    assert len(skills) > 20
    for figure in skills:
        assert figure.stated is not None and 0 <= figure.stated <= 895
        assert figure.unsupported is not None and 0 <= figure.unsupported <= figure.postings
        assert figure.share is not None and figure.low is not None and figure.high is not None
        assert 0 <= figure.low < figure.share < figure.high <= 1


def test_the_study_names_skills_that_its_postings_do_not(figures: list[Reproduced]) -> None:
    docker = next(figure for figure in figures if figure.published.entry == "Docker")
    # published 31.0 % of 895; named in about a fifth of the postings
    assert docker.stated is not None and docker.unsupported is not None
    assert 0.17 < docker.stated / 895 < 0.23
    assert docker.unsupported >= docker.postings - docker.stated > 0


@pytest.mark.skipif(not GOLD.is_file(), reason="there are no gold labels at ../shared/gold")
def test_the_local_coder_reaches_the_bars_of_the_study(ran: Run) -> None:
    agreement = measure_agreement(ran.folder, Chance(20260205), gold=GOLD)
    bars = check_bars(read_bars(BARS), agreement.figures, str(BARS))
    assert len(bars) == 9
    assert [bar.figure.name for bar in bars if not bar.is_met] == []
    assert agreement.gold is not None and agreement.gold.problems == []


@pytest.mark.skipif(not GOLD.is_file(), reason="there are no gold labels at ../shared/gold")
def test_clear_and_borderline_role_types_are_told_apart(ran: Run) -> None:
    figures = {figure.name: figure for figure in measure_agreement(ran.folder, Chance(20260205), gold=GOLD).figures}
    clear, borderline = (figures[f"role_type.{case}.accuracy"] for case in ("clear", "borderline"))
    assert (clear.n, borderline.n) == (54, 26)
    assert clear.interval.value is not None and borderline.interval.value is not None
    assert clear.interval.value > borderline.interval.value


def test_the_studys_coder_names_what_its_prompt_lists_without_reading_it(reproduction: Reproduction) -> None:
    one_word = reproduction.leakage.contrasts[0]
    assert one_word.counts == (785, 6195, 82, 3073)  # 12.7 % of the listed terms, 2.7 % of the others
    assert one_word.difference.low is not None and one_word.difference.low > 0.07
    assert ("Docker", 97, 276) in reproduction.leakage.terms
