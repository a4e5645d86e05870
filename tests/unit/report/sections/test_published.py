from __future__ import annotations

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pytest

from rolescope.codebook.model import shipped_codebook
from rolescope.report.sections.published import Figure, Published, read_published
from rolescope.report.sentences import published_said
from rolescope.storage import database, write_table
from rolescope.studyfile import Study
from rolescope.tables import ESTIMATES

WHOLE = {"unit": "posting", "target": "process", "weighting": "none", "status": "published"}
DOCKER = WHOLE | {"variable": "skills", "value": "Docker", "section_rule": "any but other"}
ROWS = [
    DOCKER | {"statistic": "share", "share": 0.2, "low": 0.17, "high": 0.23},
    DOCKER | {"statistic": "corrected share", "share": 0.21, "low": 0.16, "high": 0.26, "n_gold": 120},
    DOCKER | {"statistic": "share", "share": 0.9, "low": 0.8, "high": 0.95, "slice_by": "country", "slice": "DE"},
    WHOLE | {"statistic": "share", "variable": "backend", "value": "true", "section_rule": "coded"}
    | {"share": 0.6, "low": 0.5, "high": 0.7},
]  # fmt: skip


def study(source: str) -> Study:
    frame = {"query": "q", "site": "s", "collected": dt.date(2026, 2, 4)}
    sources = {"field_guide": [{"field_guide": "auto"}], "jsonl": [{"jsonl": "x", "columns": {"text": "text"}}]}
    return Study.model_validate({"study": "s", "question": "?", "frame": frame, "sources": sources[source]})


def read(folder: Path, source: str = "field_guide", codebook: str = "ai-engineer") -> Published | None:
    write_table(folder / "estimates.parquet", pa.Table.from_pylist(ROWS, schema=ESTIMATES))
    with database(folder) as sql:
        return read_published(sql, study(source), shipped_codebook(codebook))


def test_a_figure_stands_three_times_over_the_whole_corpus(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found is not None
    figures = {figure.label: figure for figure in found.figures}
    assert figures["Docker"] == Figure("Docker", 0.31, (0.2, 0.17, 0.23), (0.21, 0.16, 0.26), ("skills", "Docker"))
    assert figures["back end (not published)"].published is None
    assert figures["back end (not published)"].observed == (0.6, 0.5, 0.7)
    assert figures["Python"].observed is None and not figures["Python"].apart
    assert (len(figures), found.of, found.n_gold) == (34, 895, 120)


@pytest.mark.parametrize(("source", "codebook"), [("jsonl", "ai-engineer"), ("field_guide", "data-engineer")])
def test_other_studies_have_nothing_published(tmp_path: Path, source: str, codebook: str) -> None:
    assert read(tmp_path, source, codebook) is None


def test_the_sentence_names_what_is_furthest_off(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found is not None
    assert published_said(found) == (
        "1 of the 1 published figures that can be compared lies outside the interval of the corrected share. "
        "Furthest off: Docker (published 31.0 %, here about 21 %, between 16 and 26 %)."
    )


def test_a_figure_within_its_interval_stands() -> None:
    same = Published((("Skills", (Figure("a", 0.2, (0.2, 0.1, 0.3), None),)),), 895, None)
    assert (
        published_said(same)
        == "All 1 published figures that can be compared lie within the interval of the observed share here."
    )
