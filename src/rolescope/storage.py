"""Write and read the tables of a run: whole files or none, and DuckDB over them."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.errors import RolescopeError
from rolescope.tables import AFTER_RUN, PUBLIC

_COMPRESSION = "zstd"
_ROWS = 65_536
_ROWS_OF_TEXT = 4_096
_MEMORY = "512MB"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_REFUSED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR, errno.EEXIST)


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
def whole_folder(path: Path) -> Iterator[Path]:
    """Folder to write files into, which appears under its own name only when it is complete."""
    partial = path.with_name(path.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        partial.replace(path)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


@contextmanager
def readable_disk_errors(out: Path) -> Iterator[None]:
    """A full disk, and a folder that may not be written into, as errors that a user can mend."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        if _is_of_a_full_disk(error):
            remedy = (
                "free some and run again, which goes on from what is finished; tables that were there are as they were"
            )
            raise RolescopeError("the disk is full", str(out), remedy) from error
        if isinstance(error, OSError) and error.errno in _REFUSED and _is_there(error.filename, out):
            what = f"cannot be written into ({os.strerror(error.errno)})"
            raise RolescopeError(what, str(out), "give another folder by --out, or mend its permissions") from error
        raise


def _is_of_a_full_disk(error: OSError | duckdb.IOException) -> bool:
    """DuckDB gives no number of the operating system's, only its words."""
    if isinstance(error, OSError):
        return error.errno in _FULL
    return any(os.strerror(number) in str(error) for number in _FULL)


def _is_there(path: object, out: Path) -> bool:
    if not isinstance(path, (str, Path)):
        return False
    return Path(path).is_relative_to(out) or out.is_relative_to(path)


def publish(made: Path, out: Path, last: str) -> None:
    """Move the files of a complete run into its output folder, each in one step.

    The file `last` goes first and comes back last: while it is there, all files are of one run. Tables and
    figures that were made from the run before go with it.
    """
    (out / last).unlink(missing_ok=True)
    shutil.rmtree(out / "figures", ignore_errors=True)
    for name in AFTER_RUN:
        (out / f"{name}.parquet").unlink(missing_ok=True)
    for path in sorted(made.iterdir(), key=lambda path: (path.name == last, path.name)):
        path.replace(out / path.name)


class TableWriter:
    """Writes rows in row groups of one size, so that the bytes do not hang on how the rows came.

    Parameters
    ----------
    file
        What to write to.
    """

    def __init__(self, file: pq.ParquetWriter) -> None:
        self._file = file
        self._rows = _ROWS_OF_TEXT if "text" in file.schema.names else _ROWS
        self._waiting: list[pa.Table] = []
        self._count = 0

    def write(self, table: pa.Table) -> None:
        """Add rows."""
        self._waiting.append(table)
        self._count += table.num_rows
        if self._count >= self._rows:
            whole = pa.concat_tables(self._waiting)
            end = self._count - self._count % self._rows
            self._file.write_table(whole.slice(0, end).combine_chunks(), row_group_size=self._rows)
            self._waiting, self._count = [whole.slice(end)], self._count - end

    def flush(self) -> None:
        """Write what is left over."""
        if self._count:
            self._file.write_table(pa.concat_tables(self._waiting).combine_chunks(), row_group_size=self._rows)
        self._waiting, self._count = [], 0


@contextmanager
def table_writer(path: Path, schema: pa.Schema) -> Iterator[TableWriter]:
    """Writer of a table whose file appears under its name only when it is complete."""
    with whole_file(path) as partial, pq.ParquetWriter(partial, schema, compression=_COMPRESSION) as file:
        writer = TableWriter(file)
        yield writer
        writer.flush()


def write_table(path: Path, table: pa.Table) -> None:
    """Write a whole table."""
    with table_writer(path, table.schema) as writer:
        writer.write(table)


def write_text(path: Path, text: str) -> None:
    """Write a text file that appears only when it is complete."""
    with whole_file(path) as partial:
        partial.write_text(text, encoding="utf-8")


def read_batches(path: Path, rows: int) -> Generator[pa.Table]:
    """Stream a Parquet file as tables of up to `rows` rows."""
    with pq.ParquetFile(path, pre_buffer=False) as file:
        for batch in file.iter_batches(rows):
            yield pa.Table.from_batches([batch])


def rows_in(path: Path) -> int:
    """Rows of a Parquet file."""
    rows: int = pq.read_metadata(path).num_rows
    return rows


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


_OBSERVED = "create view observed as select * from estimates where statistic = 'share' and weighting = 'none'"


@contextmanager
def database(
    folder: Path, scratch: Path | None = None, also: Sequence[str] = ()
) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with a view for each table that the folder holds; no extension, no network.

    The view ``observed`` is what of `estimates` is drawn and compared: shares as coded and without weights.

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
        for name in (*PUBLIC, *AFTER_RUN, *also):
            path = folder / f"{name}.parquet"
            if path.is_file():
                _make_view(connection, name, path)
                if name == "estimates":
                    connection.execute(_OBSERVED)
        yield connection
    finally:
        connection.close()


def _make_view(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    quoted = str(path).replace("'", "''")
    try:
        connection.execute(f"create view {name} as select * from read_parquet('{quoted}')")
    except duckdb.Error as error:
        raise RolescopeError("is no readable table", str(path), "make it with `rolescope run` again") from error
