from __future__ import annotations

import json
from pathlib import Path

import duckdb
import yaml

from rolescope.collect.boards.reading import BOARD_KINDS
from rolescope.study import run
from rolescope.studyfile import read_study
from tests.unit.collect.boards.answers import ANSWERS, put

FRAME = {"query": "Map Engineer", "site": "boards", "places": [], "collected": "2026-02-27"}


def test_a_study_of_all_boards_at_once(tmp_path: Path) -> None:
    sources: list[dict[str, object]] = []
    for kind in BOARD_KINDS:
        folder = tmp_path / kind
        folder.mkdir()
        put(folder, kind, ANSWERS[kind], "terra")
        sources.append({kind: kind})
    sources[1] |= {"company": "Terra Maps", "frame": FRAME | {"collected": "2026-03-05"}}
    study = {"study": "maps", "question": "?", "frame": FRAME, "sources": sources, "codebook": "skills"}
    (tmp_path / "study.yaml").write_text(yaml.safe_dump(study))
    out = tmp_path / "out"
    for _ in range(2):
        run(read_study(tmp_path / "study.yaml"), out, workers=1)
        said = json.loads((out / "run.json").read_text())
        assert said["postings"]["kept"] == len(BOARD_KINDS)
        assert said["postings"]["came_in"] == len(BOARD_KINDS) + 1
        assert said["input"]["answers"] == [
            {
                "board": kind,
                "file": "terra.csv" if kind == "jobspy" else "terra.xml" if kind == "personio" else "terra.json",
                "jobs": 2 if kind == "workable" else 1,
                "collected": "2026-03-05" if kind == "lever" else "2026-02-27",
            }
            for kind in BOARD_KINDS
        ]
    rows = (
        duckdb.connect()
        .execute(
            f"select source, company, pay_min, pay_max, pay_currency, pay_period from '{out / 'postings.parquet'}'"
        )
        .fetchall()
    )
    pays = {source: pay for source, _, *pay in rows}
    assert {company for _, company, *_ in rows} == {"Terra Maps", "Terra Maps SE & Co. KG"}
    assert pays["ashby"] == [90_000, 110_000, "EUR", "year"]
    assert pays["lever"] == [28.5, 40, "USD", "hour"]
    assert pays["recruitee"] == [3_500, 4_000, "EUR", "month"]
    assert pays["workday"] == [None] * 4
