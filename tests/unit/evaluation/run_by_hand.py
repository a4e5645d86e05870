"""A run made by hand: its tables and the part of `run.json` that says by which codebook it was coded."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.codebook.model import Codebook
from rolescope.evaluation.figure import Figure
from rolescope.storage import write_table
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS

BOOK = Codebook.model_validate(
    {
        "codebook": "tea",
        "version": 1,
        "role": "tea engineer",
        "variables": [
            {
                "name": "kind",
                "kind": "choice",
                "definition": "d",
                "default": "green",
                "options": [{"key": key, "definition": "d", "cues": [key]} for key in ("green", "black", "herbal")],
            },
            {"name": "iced", "kind": "flag", "definition": "d", "cues": ["iced"]},
            {"name": "skills", "kind": "mentions", "by": "taxonomy", "definition": "d"},
            {
                "name": "responsibilities",
                "kind": "themes",
                "definition": "d",
                "options": [{"key": key, "definition": "d", "cues": [key]} for key in ("pour", "brew")],
            },
        ],
    }
)


def code(
    text: str, variable: str, quote: str, value: str | None = None, section: str = "must", field: str = "text"
) -> dict[str, Any]:
    """Evidence in a text; the value is the quote unless another is given."""
    start = text.index(quote)
    return {
        "variable": variable, "value": value or quote, "section": section, "field": field, "quote": quote,
        "start_char": start, "end_char": start + len(quote), "grounding": "exact",
    }  # fmt: skip


def posting(
    source_id: str,
    text: str = "Python, SQL and yak shaving",
    *,
    employer: str | None = None,
    values: Mapping[str, str] | None = None,
    codes: Iterable[Mapping[str, Any]] = (),
    uncoded: Sequence[str] = (),
    **facts: Any,
) -> dict[str, Any]:
    """A posting with what one coder says of it; every variable of the codebook without a value is coded."""
    row = {"posting_id": f"p-{source_id}", "source_id": source_id, "text": text, "title": "", "family_id": source_id}
    row |= {"employer_id": employer or f"e-{source_id}"} | facts
    return {"row": row, "values": dict(values or {}), "codes": list(codes), "uncoded": list(uncoded)}


def make_run(folder: Path, postings: Sequence[Mapping[str, Any]], coder: str = "local", book: Codebook = BOOK) -> Path:
    """Write the tables of a run."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = {"coder": coder, "codebook": book.id}
    codings, assessments = [], []
    for said in postings:
        of = stamp | {"posting_id": said["row"]["posting_id"]}
        codings += [dict(one) | of for one in said["codes"]]
        for variable in book.variables:
            value = said["values"].get(variable.name)
            no_value = variable.kind in ("choice", "flag") and value is None
            if variable.name in said["uncoded"] or no_value:
                assessments.append(of | {"variable": variable.name, "status": "uncoded", "reason": "too short"})
            else:
                assessments.append(of | {"variable": variable.name, "status": "coded", "value": value})
    rows = [said["row"] for said in postings]
    for name, schema, table in (
        ("postings", POSTINGS, rows), ("codings", CODINGS, codings), ("assessments", ASSESSMENTS, assessments),
    ):  # fmt: skip
        write_table(folder / f"{name}.parquet", pa.Table.from_pylist(table, schema=schema))
    facts = {"codebook_definition": book.model_dump(mode="json")}
    (folder / "run.json").write_text(json.dumps(facts), encoding="utf-8")
    return folder


def write_gold(folder: Path, *labels: Mapping[str, Any]) -> Path:
    """Write labels as JSON Lines."""
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps(label) + "\n" for label in labels), encoding="utf-8")
    return path


def named(figures: Iterable[Figure]) -> dict[str, Figure]:
    """Figures by name."""
    return {figure.name: figure for figure in figures}


def right_of(figures: Iterable[Figure], name: str) -> tuple[int | None, int]:
    """How many are right, and of how many."""
    figure = named(figures)[name]
    return figure.right, figure.n
