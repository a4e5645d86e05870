"""The imported coder: somebody else's labels as they are, without quotes and never mixed with others'."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from rolescope.coders.output import Assessment, Coded, Collector, Mention
from rolescope.collect.field_guide import read_labels

NAME = "imported"


def study_labels(corpus: Path) -> dict[str, dict[str, Any]]:
    """The published study's labels of each of its postings, by `source_id`."""
    return {str(labels["meta"]["job_id"]): labels["position"] for _, labels in read_labels(corpus)}


def code_batch(postings: pa.Table, codebook: str, labels: Mapping[str, Mapping[str, Any]]) -> Coded:
    """Code a batch by the study's labels: role type, the two flags, and each skill entry as written."""
    said = Collector(NAME, codebook)
    columns = postings.select(["posting_id", "source_id"]).to_pydict()
    for posting_id, source_id in zip(*columns.values(), strict=True):
        position = labels.get(source_id)
        if position is None:
            said.assess(posting_id, Assessment("skills", "uncoded", reason="no label"))
            continue
        said.assess(posting_id, Assessment("customer_facing", "coded", _flag(position["is_customer_facing"])))
        said.assess(posting_id, Assessment("management", "coded", _flag(position["is_management"])))
        said.assess(posting_id, Assessment("role_type", "coded", str(position["ai_type"]["type"])))
        said.assess(posting_id, Assessment("skills", "coded"))
        said.mentions(posting_id, _entries(position))
    return said.tables()


def _entries(position: Mapping[str, Any]) -> list[Mention]:
    groups = position.get("skills") or {}
    return [
        Mention("skills", str(entry), str(group), None, None, None, None, None, grounding="none")
        for group, entries in groups.items()
        for entry in entries or ()
    ]


def _flag(value: Any) -> str:
    return "true" if value else "false"
