"""What the log `rolescope.llm` has of calls and batches, as lines of JSON in a file."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LOG = logging.getLogger("rolescope.llm")
"""Failures and batches are at level ``INFO``, answers at ``DEBUG``; texts and keys are in none."""


class JsonLine(logging.Formatter):
    """A record as one line: when, what, and the fields that go with it.

    What a library adds to every record of the process (Ray does, by a factory of records) is none of them.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        at = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
        of_every_record = {"message", "asctime", *vars(logging.makeLogRecord({}))}
        fields = {name: value for name, value in vars(record).items() if name not in of_every_record}
        said = {"at": at, "level": record.levelname.lower(), "event": record.getMessage(), **fields}
        return json.dumps(said, ensure_ascii=False, default=str)


@contextmanager
def recorded(file: Path | None) -> Iterator[None]:
    """Append all records to a file while this lasts; to none where there is no file."""
    if file is None:
        yield
        return
    handler, level = logging.FileHandler(file, encoding="utf-8"), LOG.level
    handler.setFormatter(JsonLine())
    LOG.addHandler(handler)
    LOG.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        LOG.setLevel(level)
        LOG.removeHandler(handler)
        handler.close()
