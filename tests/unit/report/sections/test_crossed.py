from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from rolescope.codebook.model import shipped_codebook
from rolescope.report.bars import Bar
from rolescope.report.behind import Crossing
from rolescope.report.sections.crossed import NONE, Cell, Crossed, cross_themes, first_choice, option_names
from rolescope.storage import database, write_table
from rolescope.tables import ESTIMATES

CHOICE = first_choice(shipped_codebook("ai-engineer"))
BARS = [
    Bar(value, value.capitalize(), None, "", 1, 0.5, 0.4, 0.6, None) for value in ("mapping", "surveying", "teaching")
]


def cross(folder: Path, rows: list[dict[str, object]]) -> Crossed | None:
    same = {
        "variable": "duties",
        "slice_by": "role_type",
        "unit": "posting",
        "target": "process",
        "statistic": "share",
        "weighting": "none",
    }
    table = pa.Table.from_pylist([same | row for row in rows], schema=ESTIMATES)
    write_table(folder / "estimates.parquet", table)
    with database(folder) as sql:
        return cross_themes(sql, "duties", BARS, CHOICE)


def test_themes_stand_in_the_order_of_their_bars_by_the_largest_slice_first(tmp_path: Path) -> None:
    few = {"slice": "ai-support", "section_rule": "coded", "n": 40, "n_employers": 30}
    many = {"slice": "ai-first", "section_rule": "coded", "n": 90, "n_employers": 50}
    crossed = cross(
        tmp_path,
        [
            few | {"value": "mapping", "note": "interval of 40 points"},
            many | {"value": "mapping", "share": 0.5, "low": 0.4, "high": 0.6},
            many | {"value": "teaching", "share": 0.2, "low": 0.1, "high": 0.3},
            {"slice": "ml-first", "n": 5, "n_employers": 5, "note": "5 postings"},
        ],
    )
    assert crossed is not None
    assert crossed.columns == (("AI-first", 90), ("AI support", 40))
    thin = Cell(word="too thin", why="interval of 40 points")
    mapping, teaching = (Crossing("role_type", "ai-first", "duties", value) for value in ("mapping", "teaching"))
    assert crossed.rows == (
        (BARS[0], (Cell(0.5, 0.4, 0.6, key=mapping), thin)),
        (BARS[1], (NONE, NONE)),
        (BARS[2], (Cell(0.2, 0.1, 0.3, key=teaching), NONE)),
    )
    assert crossed.refused == (("Traditional ML and DL", "5 postings"),)


def test_what_was_not_estimated_by_the_choice_is_not_crossed(tmp_path: Path) -> None:
    assert cross(tmp_path, [{"slice_by": "country", "slice": "DE", "value": "mapping"}]) is None


def test_countries_and_languages_have_names_like_options_and_flags() -> None:
    names = option_names(shipped_codebook("ai-engineer"))
    wanted = {("country", "KR"): "South Korea", ("language", "de"): "German", ("role_type", "ai-first"): "AI-first"}
    assert {key: names[key] for key in wanted} == wanted
    assert names["backend", "true"] == "Back end"
