from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from rolescope.report.sections.facts import read_facts
from rolescope.storage import database, write_table
from rolescope.tables import ESTIMATES, POSTINGS

SENIOR = {"posting_id": "p", "family_id": "f", "title": "Senior Cartographer", "text": "Maps.", "seniority": "senior"}


def test_levels_and_years_stand_by_size_the_rest_by_share_and_what_is_not_stated_is_no_bar(tmp_path: Path) -> None:
    same = {"statistic": "share", "section_rule": "stated", "unit": "posting", "target": "process", "weighting": "none"}
    shares = [
        ("seniority", "senior", 0.5), ("seniority", "junior", 0.3), ("seniority", "intern", 0.1),
        ("years_min", "5 to 7 years", 0.4), ("years_min", "0 to 2 years", 0.2),
        ("work_mode", "hybrid", 0.3), ("work_mode", "remote", 0.6), ("work_mode", "unspecified", 0.1),
    ]  # fmt: skip
    rows = [
        same | {"variable": v, "value": x, "count": 1, "share": s, "low": s, "high": s, "status": "published"}
        for v, x, s in shares
    ]
    write_table(tmp_path / "estimates.parquet", pa.Table.from_pylist(rows, schema=ESTIMATES))
    write_table(tmp_path / "postings.parquet", pa.Table.from_pylist([SENIOR], schema=POSTINGS))
    with database(tmp_path) as sql:
        groups = read_facts(sql, {("work_mode", "remote"): "from anywhere"}, seed=1)
    found = {group.title: [bar.value for bar in group.bars] for group in groups}
    assert found == {
        "Seniority": ["intern", "junior", "senior"],
        "Years of experience": ["0 to 2 years", "5 to 7 years"],
        "Work mode": ["remote", "hybrid"],
    }
    assert [bar.title for bar in groups[2].bars] == ["from anywhere", "hybrid"]
    assert {bar.value: [piece.quote for piece in bar.evidence] for bar in groups[0].bars} == {
        "intern": [], "junior": [], "senior": ["Senior Cartographer"],
    }  # fmt: skip
