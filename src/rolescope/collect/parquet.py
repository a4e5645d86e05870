"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.collect.columns import broken_utf8, is_utf8, missing_columns, one_short_line, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

_ROWS = 1024


def read_parquet(path: Path, columns: Mapping[str, str], source: str) -> Iterator[Record | Problem]:
    """Stream the rows of a file as records, in batches; a column of bytes is text in UTF-8."""
    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            problem = missing_columns(columns, set(file.schema_arrow.names), path.name)
            if problem:
                yield problem
                return
            number = 0
            for batch in file.iter_batches(_ROWS, columns=sorted(set(columns.values()))):
                for raw in _with_strings_as_bytes(batch).to_pylist():
                    number += 1
                    origin = f"{path.name}:row {number}"
                    row = {name: _decoded(value) for name, value in raw.items()}
                    record = to_record(row, columns, source, origin)
                    if isinstance(record, Record) and any(
                        isinstance(value, bytes) and not is_utf8(value) for value in raw.values()
                    ):
                        yield broken_utf8(origin)
                    yield record
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        remedy = f"not a readable Parquet file ({one_short_line(error)}); write it again"
        yield Problem("malformed file", path.name, remedy, of="file")


def _with_strings_as_bytes(batch: pa.RecordBatch) -> pa.Table:
    """Text as the bytes that it is stored as: nothing has checked yet that they are UTF-8."""
    binary = {pa.string(): pa.binary(), pa.large_string(): pa.large_binary()}
    schema = pa.schema([field.with_type(binary.get(field.type, field.type)) for field in batch.schema])
    return pa.Table.from_batches([batch]).cast(schema)


def _decoded(value: Any) -> Any:
    return value.decode(errors="replace") if isinstance(value, bytes) else value
