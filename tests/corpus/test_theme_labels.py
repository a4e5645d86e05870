"""Labelled sentences of the field-guide corpus: offsets alone, checked where the corpus is present."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolescope.clean.text import plain_text
from rolescope.collect.field_guide import read_field_guide
from rolescope.collect.record import Record

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "../shared/field-guide"
GOLD = ROOT / "../shared/gold/january.jsonl"

pytestmark = [
    pytest.mark.corpus,
    pytest.mark.skipif(not (CORPUS / "job-market" / "data_raw").is_dir(), reason=f"no corpus at {CORPUS}"),
]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    records = (record for record in read_field_guide(CORPUS, "field-guide") if isinstance(record, Record))
    return {record.source_id: plain_text(record.text) for record in records}


@pytest.mark.parametrize("file", ["responsibilities.jsonl", "use_cases.jsonl"])
def test_offsets_fall_on_the_bounds_of_sentences_and_bullets(file: str, texts: dict[str, str]) -> None:
    for line in (ROOT / "tests" / "data" / "themes" / file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text, start, end = texts[row["source_id"]], row["start_char"], row["end_char"]
        assert 0 <= start < end <= len(text)
        before = text[:start].rstrip(" \t-*•·\u00a0\u2003\u200a")
        assert not before or before[-1] in "\n.!?;", row
        assert text[start:end] == text[start:end].strip(), row
        assert end == len(text) or text[end] == "\n" or text[end - 1] in ".!?;", row


@pytest.mark.parametrize("file", ["responsibilities.jsonl", "use_cases.jsonl"])
@pytest.mark.skipif(not GOLD.is_file(), reason=f"no gold at {GOLD}")
def test_no_labelled_sentence_is_of_a_gold_posting(file: str) -> None:
    lines = (ROOT / "tests" / "data" / "themes" / file).read_text(encoding="utf-8").splitlines()
    labelled = {json.loads(line)["source_id"] for line in lines}
    gold = {json.loads(line)["job_id"] for line in GOLD.read_text(encoding="utf-8").splitlines()}
    assert not labelled & gold
