from __future__ import annotations

from typing import Any

import pyarrow as pa

from rolescope.coders.imported import code_batch
from rolescope.tables import POSTINGS

POSITION: dict[str, Any] = {
    "is_customer_facing": True,
    "is_management": False,
    "ai_type": {"type": "ai-first"},
    "skills": {"languages": ["Python", "Go"], "cloud": None},
}
TWO = pa.Table.from_pylist(
    [{"posting_id": "p1", "source_id": "s1"}, {"posting_id": "p2", "source_id": "s2"}], schema=POSTINGS
)


def test_entries_are_kept_as_written_and_marked_as_without_quotes() -> None:
    rows = code_batch(TWO, "published", {"s1": POSITION}).codings.to_pylist()
    assert [(row["value"], row["category"]) for row in rows] == [("Go", "languages"), ("Python", "languages")]
    for row in rows:
        assert (row["coder"], row["grounding"]) == ("imported", "none")
        assert [row[name] for name in ("section", "field", "quote", "start_char", "end_char")] == [None] * 5


def test_flags_and_the_role_type_are_assessments() -> None:
    rows = code_batch(TWO, "published", {"s1": POSITION}).assessments.to_pylist()
    assert {row["variable"]: row["value"] for row in rows if row["posting_id"] == "p1"} == {
        "customer_facing": "true",
        "management": "false",
        "role_type": "ai-first",
        "skills": None,
    }


def test_a_posting_without_labels_is_uncoded() -> None:
    rows = code_batch(TWO, "published", {"s1": POSITION}).assessments.to_pylist()
    assert [(r["status"], r["reason"]) for r in rows if r["posting_id"] == "p2"] == [("uncoded", "no label")]


def test_labels_without_skills_are_coded_as_none() -> None:
    coded = code_batch(TWO.slice(0, 1), "published", {"s1": POSITION | {"skills": None}})
    assert coded.codings.num_rows == 0
    assert ("skills", "coded") in [(row["variable"], row["status"]) for row in coded.assessments.to_pylist()]
