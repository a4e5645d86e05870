"""Write and read the tables of a run: whole files or none, and DuckDB over them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.errors import RolescopeError
from rolescope.tables import PUBLIC

_COMPRESSION = "zstd"
_ROW_GROUP = 20_000
_MEMORY = "512MB"
_SCRATCH = ".scratch"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Path to write to; the file appears under its own name only when it is complete."""
    partial = path.with_name(path.name + ".partial")
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def scratch_folder(out: Path) -> Iterator[Path]:
    """Empty folder inside an output folder for what is not complete; gone afterwards, come what may."""
    scratch = out / _SCRATCH
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def publish(made: Path, out: Path, last: str) -> None:
    """Move the files of a complete run into its output folder, each in one step.

    The file `last` goes first and comes back last: while it is there, all files are of one run.
    """
    (out / last).unlink(missing_ok=True)
    for path in sorted(made.iterdir(), key=lambda path: (path.name == last, path.name)):
        path.replace(out / path.name)


@contextmanager
def table_writer(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """Parquet writer whose file appears under its name only when it is complete."""
    with whole_file(path) as partial, pq.ParquetWriter(partial, schema, compression=_COMPRESSION) as writer:
        yield writer


def write_table(path: Path, table: pa.Table) -> None:
    """Write a whole table."""
    with table_writer(path, table.schema) as writer:
        writer.write_table(table, row_group_size=_ROW_GROUP)


def write_text(path: Path, text: str) -> None:
    """Write a text file that appears only when it is complete."""
    with whole_file(path) as partial:
        partial.write_text(text, encoding="utf-8")


def read_batches(path: Path, rows: int) -> Iterator[pa.Table]:
    """Stream a Parquet file as tables of up to `rows` rows."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
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
def database(
    folder: Path, scratch: Path | None = None, also: Sequence[str] = ()
) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with a view for each table that the folder holds; no extension, no network.

    Parameters
    ----------
    folder
        Where the tables are.
    scratch
        Folder for what does not fit in memory; `folder` itself by default.
    also
        Tables to make views of beside the public ones.

    Raises
    ------
    RolescopeError
        Where a table cannot be read.
    """
    connection = duckdb.connect(
        config={
            "memory_limit": _MEMORY,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "temp_directory": str(scratch or folder),
        }
    )
    try:
        for name in (*PUBLIC, *also):
            path = folder / f"{name}.parquet"
            if path.is_file():
                _make_view(connection, name, path)
        yield connection
    finally:
        connection.close()


def _make_view(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"create view {name} as select * from read_parquet('{quoted}')")
    except duckdb.Error as error:
        raise RolescopeError("is no readable table", str(path), "make it with `rolescope run` again") from error
