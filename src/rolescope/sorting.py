"""Sort more rows than memory holds: sorted runs on disk, merged as a stream.

References
----------
Knuth (1998), The Art of Computer Programming, volume 3, section 5.4: external sorting.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

_ROWS_A_CHUNK = 256
_ROWS_A_TABLE = 4_096


def write_run(path: Path, table: pa.Table, key: str) -> None:
    """Write rows that come in any order as a file for `merge_sorted`.

    Parameters
    ----------
    path
        The Parquet file.
    table
        So many rows as memory holds.
    key
        Column of strings without nulls.
    """
    with pq.ParquetWriter(path, table.schema, compression="none", use_dictionary=False, write_statistics=False) as file:
        file.write_table(table.combine_chunks().sort_by(key), row_group_size=_ROWS_A_CHUNK)
    pa.default_memory_pool().release_unused()


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


def ahead(tables: Iterator[pa.Table]) -> Generator[pa.Table]:
    """The same tables; each is made in a thread while the caller works at the one before."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, tables, None)
        while (table := coming.result()) is not None:
            coming = thread.submit(next, tables, None)
            yield table


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
