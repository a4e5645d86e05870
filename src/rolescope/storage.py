"""Write and read the tables of a run: whole files or none, and DuckDB over them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.errors import RolescopeError

_COMPRESSION = "zstd"
_ROW_GROUP = 20_000
_MEMORY = "1GB"


@contextmanager
def table_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """Parquet writer whose file appears under its name only when it is complete."""
    partial = path.with_name(path.name + ".partial")
    try:
        with pq.ParquetWriter(partial, schema, compression=_COMPRESSION) as writer:
            yield writer
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


def write_table(path: Path, table: pa.Table) -> None:
    """Write a whole table."""
    with table_writer(path, table.schema) as writer:
        writer.write_table(table, row_group_size=_ROW_GROUP)


def write_text(path: Path, text: str) -> None:
    """Write a text file that appears only when it is complete."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def read_batches(path: Path, rows: int) -> Iterator[pa.Table]:
    """Stream a Parquet file as tables of up to `rows` rows."""
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(rows):
            yield pa.Table.from_batches([batch])


def table_path(folder: Path, name: str) -> Path:
    """File of a public table in the output folder of a run.

    Raises
    ------
    RolescopeError
        Where the folder holds no such table.
    """
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise RolescopeError(
            f"there is no {path.name}", str(folder), "make it with `rolescope run STUDY.yaml --out DIR`"
        )
    return path


@contextmanager
def database(folder: Path, scratch: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with a view for each public table that the folder holds; no extension, no network."""
    connection = duckdb.connect(
        config={
            "memory_limit": _MEMORY,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(scratch or folder),
        }
    )
    try:
        for path in sorted(folder.glob("*.parquet")):
            quoted = str(path).replace("'", "''")
            connection.execute(f"create view {path.stem} as select * from read_parquet('{quoted}')")
        yield connection
    finally:
        connection.close()
