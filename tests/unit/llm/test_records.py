from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import pytest

from rolescope.llm.records import LOG, recorded


def test_a_record_is_a_line_with_its_fields_and_records_are_added(tmp_path: Path) -> None:
    file = tmp_path / "calls.jsonl"
    for number in (1, 2):
        with recorded(file):
            LOG.debug("call %s", "answered", extra={"gen_ai.usage.input_tokens": number, "reason": "two\nlines – é"})
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    assert [sorted(line) for line in lines] == [["at", "event", "gen_ai.usage.input_tokens", "level", "reason"]] * 2
    assert [(line["event"], line["level"], line["gen_ai.usage.input_tokens"]) for line in lines] == [
        ("call answered", "debug", 1),
        ("call answered", "debug", 2),
    ]
    assert lines[0]["reason"] == "two\nlines – é" and lines[0]["at"].endswith("+00:00")


def test_the_log_is_afterwards_as_it_was(tmp_path: Path) -> None:
    before = (list(LOG.handlers), LOG.level)
    with pytest.raises(ValueError, match="x"), recorded(tmp_path / "calls.jsonl"):
        raise ValueError("x")
    assert (list(LOG.handlers), LOG.level) == before
    with recorded(None):
        assert LOG.handlers == before[0]
    assert logging.getLogger("rolescope.llm") is LOG


def test_what_a_library_adds_to_every_record_is_no_field(tmp_path: Path) -> None:
    plain = logging.getLogRecordFactory()

    def adding(*args: Any, **kwargs: Any) -> logging.LogRecord:
        record = plain(*args, **kwargs)
        vars(record)["_of_the_library"] = 1
        return record

    logging.setLogRecordFactory(adding)
    try:
        with recorded(tmp_path / "calls.jsonl"):
            LOG.debug("call answered", extra={"reason": "none"})
    finally:
        logging.setLogRecordFactory(plain)
    assert sorted(json.loads((tmp_path / "calls.jsonl").read_text())) == ["at", "event", "level", "reason"]
