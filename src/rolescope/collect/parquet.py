"""Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.collect.columns import missing_columns, to_record
from rolescope.collect.record import Record
from rolescope.ledger import Problem

_ROWS = 1024


def read_parquet(path: Path, columns: Mapping[str, str], source: str) -> Iterator[Record | Problem]:
    """Stream the rows of a file as records, in batches."""
    try:
        with pq.ParquetFile(path) as file:
            problem = missing_columns(columns, set(file.schema_arrow.names), path.name)
            if problem:
                yield problem
                return
            number = 0
            for batch in file.iter_batches(_ROWS, columns=sorted(set(columns.values()))):
                for row in batch.to_pylist():
                    number += 1
                    yield to_record(row, columns, source, f"{path.name}:row {number}")
    except (pa.ArrowException, OSError) as error:
        yield Problem("malformed file", path.name, f"not a readable Parquet file ({error}); write it again")
