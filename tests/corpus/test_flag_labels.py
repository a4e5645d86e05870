"""Labelled roles and flags of the field-guide corpus: new to the gold labels, and of postings that there are."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolescope.coders.labels import read_annotations
from rolescope.collect.field_guide import read_field_guide
from rolescope.collect.record import Record

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/field-guide"
GOLD = ROOT / "../shared/gold/january.jsonl"
LABELS = ROOT / "tests" / "data" / "flags" / "field_guide.jsonl"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "job-market" / "data_raw").is_dir(), reason=f"no corpus at {CORPUS}"),
]


def test_every_labelled_posting_is_in_the_corpus() -> None:
    labelled = [label.job_id for label in read_annotations(LABELS)]
    known = {record.source_id for record in read_field_guide(CORPUS, "field-guide") if isinstance(record, Record)}
    assert len(labelled) == len(set(labelled)) == 120
    assert set(labelled) <= known


@pytest.mark.skipif(not GOLD.is_file(), reason=f"no gold at {GOLD}")
def test_no_labelled_posting_is_a_gold_posting() -> None:
    gold = {str(json.loads(line)["job_id"]) for line in GOLD.read_text(encoding="utf-8").splitlines()}
    assert not gold & {label.job_id for label in read_annotations(LABELS)}
