"""Write the public tables of a run in other formats."""

from __future__ import annotations

from pathlib import Path

from rolescope.errors import RolescopeError
from rolescope.storage import database, table_path, whole_file
from rolescope.tables import AFTER_RUN, PUBLIC

FORMATS = {
    "csv": "(format csv, header)",
    "jsonl": "(format json)",
    "parquet": "(format parquet, compression zstd)",
}


def export_tables(folder: Path, format: str, to: Path) -> list[Path]:
    """Write every public table of a run, those made after it too; returns the files.

    Raises
    ------
    RolescopeError
        Where the format is unknown or the folder is no run.
    """
    if format not in FORMATS:
        raise RolescopeError(f"unknown format {format!r}", "--format", f"one of {', '.join(FORMATS)}")
    for name in PUBLIC:
        table_path(folder, name)
    names = [*PUBLIC, *(name for name in AFTER_RUN if (folder / f"{name}.parquet").is_file())]
    to.mkdir(parents=True, exist_ok=True)
    written = []
    with database(folder) as sql:
        for name in names:
            path = to / f"{name}.{format}"
            with whole_file(path) as partial:
                quoted = str(partial).replace("'", "''")
                sql.execute(f"copy (select * from {name}) to '{quoted}' {FORMATS[format]}")
            written.append(path)
    return written
