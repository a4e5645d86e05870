from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from rolescope.codebook.model import shipped_codebook
from rolescope.report.behind import Crossing
from rolescope.report.sections.pay import Amount, Pay, read_pay
from rolescope.storage import database, write_table
from rolescope.tables import PAY

STATING = {"statistic": "share stating pay", "n": 50, "value": 0.5, "low": 0.4, "high": 0.6, "status": "published"}
MEDIAN = {"currency": "USD", "period": "year", "n": 25, "status": "published"}
LOWER = MEDIAN | {"statistic": "median of minimum", "value": 100.0, "low": 90.0, "high": 110.0}
UPPER = MEDIAN | {"statistic": "median of maximum", "value": 150.0, "low": 140.0, "high": 200.0}
SENIOR = {"slice_by": "seniority", "slice": "senior"}
THIN: dict[str, object] = {"value": None, "low": None, "high": None, "status": "too thin", "note": "3 postings"}


def read(folder: Path, rows: list[dict[str, object]]) -> Pay | None:
    write_table(folder / "pay.parquet", pa.Table.from_pylist(rows, schema=PAY))
    with database(folder) as sql:
        return read_pay(sql, shipped_codebook("ai-engineer"))


def test_a_row_holds_the_share_and_both_medians_of_a_currency(tmp_path: Path) -> None:
    pay = read(tmp_path, [STATING, LOWER, UPPER, STATING | SENIOR, LOWER | SENIOR | THIN])
    assert pay is not None
    whole, senior = pay.rows
    assert (whole.by, whole.n, whole.stating.share, whole.currency, whole.period) == ("", 50, 0.5, "USD", "year")
    assert (whole.minimum, whole.maximum) == (Amount(100, 90, 110, 25), Amount(150, 140, 200, 25))
    assert (senior.by, senior.name, senior.currency, senior.minimum) == ("seniority", "senior", "", None)
    assert pay.scale(whole) == 200.0
    assert pay.axis == "0 to 200"
    assert (whole.key, senior.key) == (Crossing(None, None, "pay", "USD year"), None)
    assert senior.stating.key == Crossing("seniority", "senior", "pay", "")


def test_groups_without_any_figure_are_counted(tmp_path: Path) -> None:
    pay = read(tmp_path, [STATING, STATING | SENIOR | THIN])
    assert pay is not None
    assert (len(pay.rows), pay.thin, pay.axis) == (1, 1, "")


def test_where_no_posting_states_pay_one_row_says_so(tmp_path: Path) -> None:
    none = {"value": 0.0, "low": 0.0, "high": 0.1}
    pay = read(tmp_path, [STATING | none, STATING | SENIOR | none])
    assert pay is not None
    assert [(row.by, row.stating.share) for row in pay.rows] == [("", 0.0)]


def test_nothing_published_is_no_section(tmp_path: Path) -> None:
    assert read(tmp_path, [STATING | THIN]) is None
