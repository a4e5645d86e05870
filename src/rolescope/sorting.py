"""Sort more rows than memory holds: sorted runs on disk, merged as a stream.

References
----------
Knuth (1998), The Art of Computer Programming, volume 3, section 5.4: external sorting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_A_RUN = 8_192
_ROWS_A_CHUNK = 256
_ROWS_A_TABLE = 4_096


class RunWriter:
    """Writes rows that come in any order as files, each sorted by a key.

    Parameters
    ----------
    folder
        Where the files ``run-0000.parquet`` and so on go; it exists.
    schema
        Of the rows.
    key
        Column of strings without nulls.
    """

    def __init__(self, folder: Path, schema: pa.Schema, key: str) -> None:
        self.paths: list[Path] = []
        self._folder, self._schema, self._key = folder, schema, key
        self._waiting: list[pa.Table] = []
        self._rows = 0

    def __enter__(self) -> RunWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if error is None and (self._waiting or not self.paths):
            self._write_run()

    def write(self, table: pa.Table) -> None:
        """Add rows."""
        self._waiting.append(table)
        self._rows += table.num_rows
        if self._rows >= _ROWS_A_RUN:
            self._write_run()

    def _write_run(self) -> None:
        path = self._folder / f"run-{len(self.paths):04}.parquet"
        table = pa.concat_tables([self._schema.empty_table(), *self._waiting]).combine_chunks().sort_by(self._key)
        with pq.ParquetWriter(path, self._schema, compression="none") as file:
            file.write_table(table, row_group_size=_ROWS_A_CHUNK)
        pa.default_memory_pool().release_unused()
        self.paths.append(path)
        self._waiting, self._rows = [], 0


def merge_sorted(paths: Sequence[Path], keys: Sequence[str]) -> Iterator[pa.Table]:
    """Rows of several Parquet files as one stream in order.

    Parameters
    ----------
    paths
        Files of one schema, each sorted by the first key.
    keys
        What to sort by; the first is a column of strings without nulls.

    Yields
    ------
    pyarrow.Table
        Sorted by all keys, never empty; rows of the same first key are in one table.
    """
    order = [(key, "ascending") for key in keys]
    cursors = [cursor for cursor in (_Cursor(path, keys[0]) for path in paths) if cursor.keys]
    parts: list[pa.Table] = []
    while cursors:
        limit = min(cursor.keys[-1] for cursor in cursors)
        parts.extend(part for cursor in cursors for part in cursor.up_to(limit))
        cursors = [cursor for cursor in cursors if cursor.keys]
        if not cursors or sum(part.num_rows for part in parts) >= _ROWS_A_TABLE:
            yield pa.concat_tables(parts).combine_chunks().sort_by(order)
            parts = []


class _Cursor:
    """Place in a sorted file: the rows of the chunk under way that are not taken yet, and their keys."""

    def __init__(self, path: Path, key: str) -> None:
        self._chunks = pq.ParquetFile(path, pre_buffer=False).iter_batches(_ROWS_A_CHUNK, use_threads=False)
        self._key = key
        self._rows: pa.Table = None
        self.keys: list[Any] = []
        self._load()

    def up_to(self, limit: str) -> Iterator[pa.Table]:
        """Take the rows whose key is at most `limit`."""
        while self.keys and self.keys[0] <= limit:
            count = bisect_right(self.keys, limit)
            yield self._rows.slice(0, count)
            self._rows, self.keys = self._rows.slice(count), self.keys[count:]
            if not self.keys:
                self._load()

    def _load(self) -> None:
        for batch in self._chunks:
            if batch.num_rows:
                self._rows = pa.Table.from_batches([batch])
                self.keys = self._rows.column(self._key).to_pylist()
                return
