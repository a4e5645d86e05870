from __future__ import annotations

from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.difference import SectionChange, compare_runs
from rolescope.storage import write_table
from rolescope.tables import ASSESSMENTS, CODINGS, ESTIMATES


def run(folder: Path, quotes: list[str], role: str, share: float, section: str = "must") -> Path:
    folder.mkdir()
    codes: list[dict[str, Any]] = [
        {"posting_id": "p", "variable": "skills", "value": "RAG", "field": "text", "section": section, "quote": q, "start_char": n, "end_char": n}
        for n, q in enumerate(quotes)
    ]  # fmt: skip
    estimate = {
        "variable": "skills",
        "value": "RAG",
        "section_rule": "must",
        "unit": "posting",
        "target": "process",
        "statistic": "share",
        "weighting": "none",
    }
    tables = {
        "codings": pa.Table.from_pylist(codes, schema=CODINGS),
        "assessments": pa.Table.from_pylist(
            [{"posting_id": "p", "variable": "role_type", "value": role}], schema=ASSESSMENTS
        ),
        "estimates": pa.Table.from_pylist([estimate | {"share": share}], schema=ESTIMATES),
    }
    for name, table in tables.items():
        write_table(folder / f"{name}.parquet", table)
    return folder


def test_what_moved_is_said_with_its_quotes(tmp_path: Path) -> None:
    before = run(tmp_path / "a", ["RAG"], "unknown", 0.2)
    after = run(tmp_path / "b", ["RAG", "retrieval-augmented generation"], "ai-first", 0.3)
    found = compare_runs(before, after)
    (code,) = found.codes
    assert (code.value, code.gained, code.lost, code.gained_quotes) == (
        "RAG",
        1,
        0,
        ("retrieval-augmented generation",),
    )
    assert found.choices == (("role_type", "unknown", "ai-first", 1),)
    assert [(figure.before, figure.after) for figure in found.figures] == [(0.2, 0.3)]


def test_a_run_does_not_differ_from_itself(tmp_path: Path) -> None:
    folder = run(tmp_path / "a", ["RAG"], "unknown", 0.2)
    assert compare_runs(folder, folder) == compare_runs(folder, folder)
    assert compare_runs(folder, folder).codes == () and compare_runs(folder, folder).figures == ()


def test_a_quote_that_moved_to_another_section_is_said_as_that(tmp_path: Path) -> None:
    before = run(tmp_path / "a", ["RAG", "rag"], "unknown", 0.2)
    found = compare_runs(before, run(tmp_path / "b", ["RAG", "rag"], "unknown", 0.2, section="nice"))
    assert found.codes == ()
    assert found.sections == (SectionChange("must", "nice", 2, ("RAG", "rag")),)
