from __future__ import annotations

import subprocess
import sys

import pyarrow as pa

from rolescope.clean.records import clean_records
from rolescope.tables import RAW


def test_records_become_postings_and_what_has_no_text_is_told() -> None:
    empty: dict[str, object] = {field.name: "" if field.type == pa.string() else None for field in RAW}
    rows = [empty | {"source_id": "1", "text": "<p>Draw maps.</p>"}, empty | {"source_id": "2", "origin": "p:2"}]
    postings, problems = clean_records(pa.Table.from_pylist(rows, schema=RAW))
    assert postings["text"].to_pylist() == ["Draw maps."]
    assert [problem.reason for problem in problems] == ["empty text"]


def test_a_process_that_cleans_loads_no_later_stage() -> None:
    code = "import sys, rolescope.clean.records; print(*(m for m in sys.modules if m.startswith('rolescope.')))"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("rolescope.estimate", "rolescope.report", "rolescope.cli"))]
