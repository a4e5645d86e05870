from __future__ import annotations

from pathlib import Path

import pyarrow as pa

from rolescope.codebook.model import shipped_codebook
from rolescope.report.behind import Crossing
from rolescope.report.sections.slices import Named, read_slices
from rolescope.storage import database, write_table
from rolescope.tables import ESTIMATES

SAME = {"variable": "skills", "statistic": "share", "unit": "posting", "target": "process", "weighting": "none"}
NAMED = SAME | {"section_rule": "any but other", "status": "published"}
GERMAN = {"slice_by": "country", "slice": "DE", "n": 31, "n_employers": 27}
NOWHERE = {"slice_by": "country", "slice": "(no resolved place)", "n": 4, "n_employers": 4, "note": "4 postings"}
WIDE = GERMAN | {"status": "too thin", "note": "interval of 36 points"}


def test_a_group_shows_its_largest_shares_and_says_which_are_too_thin(tmp_path: Path) -> None:
    rows = [
        NAMED | {"value": "SQL", "share": 0.2},
        NAMED | {"value": "Python", "share": 0.7},
        NAMED | GERMAN | {"value": "Java", "share": 0.1, "low": 0.05, "high": 0.2},
        NAMED | GERMAN | {"value": "Rust", "share": 0.2, "low": 0.1, "high": 0.3},
        NAMED | WIDE | {"value": "SQL"},
        NAMED | WIDE | {"value": "Python"},
        SAME | NOWHERE | {"status": "too thin"},
    ]
    write_table(tmp_path / "estimates.parquet", pa.Table.from_pylist(rows, schema=ESTIMATES))
    with database(tmp_path) as sql:
        german, nowhere = read_slices(sql, shipped_codebook("ai-engineer"))
    rust, java = (Crossing("country", "DE", "skills", value) for value in ("Rust", "Java"))
    assert german.top == (Named(rust, 0.2, 0.1, 0.3), Named(java, 0.1, 0.05, 0.2))
    assert german.unsure == ("Python", "SQL")
    assert (nowhere.name, nowhere.refusal, nowhere.top) == ("not known", "4 postings", ())
