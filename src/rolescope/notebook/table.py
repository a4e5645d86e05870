"""A table to look at and to hand on: Arrow, Polars, pandas, or any library that takes an Arrow stream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from rolescope.errors import RolescopeError
from rolescope.notebook.display import html_table, plain_table

if TYPE_CHECKING:
    import polars

_SHOWN = 10


class Table:
    """A table of a run; nothing is read before it is asked for.

    It has ``__arrow_c_stream__``: Polars, pandas, Arrow and DuckDB take it as it is, and so does any other
    library that reads the Arrow PyCapsule interface.

    Parameters
    ----------
    name
        What it is called.
    rows
        A Parquet file, or the table itself.
    """

    def __init__(self, name: str, rows: Path | pa.Table) -> None:
        self.name = name
        self._rows = ds.dataset(rows, format="parquet") if isinstance(rows, Path) else ds.dataset(rows)

    @property
    def columns(self) -> list[str]:
        """Names of the columns, in their order."""
        names: list[str] = self._rows.schema.names
        return names

    def __len__(self) -> int:
        count: int = self._rows.count_rows()
        return count

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Rows as dictionaries, streamed."""
        for batch in self._rows.to_batches():
            yield from batch.to_pylist()

    def arrow(self) -> pa.Table:
        """As an Arrow table."""
        return self._rows.to_table()

    def polars(self) -> polars.DataFrame:
        """As a Polars frame.

        Raises
        ------
        RolescopeError
            Where Polars is not installed.
        """
        frame: polars.DataFrame = _installed("polars").from_arrow(self.arrow())
        return frame

    def pandas(self) -> Any:
        """As a pandas frame.

        Raises
        ------
        RolescopeError
            Where pandas is not installed.
        """
        _installed("pandas")
        return self.arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The rows as a stream of Arrow batches, for libraries."""
        return self._rows.scanner().to_reader().__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return plain_table(self._caption(), *self._view())

    def _repr_html_(self) -> str:
        return html_table(self._caption(), *self._view())

    def _caption(self) -> str:
        return f"{self.name}: {len(self):,} rows, {len(self.columns)} columns"

    def _view(self) -> tuple[Sequence[str], Sequence[Mapping[str, Any]]]:
        """Columns and rows that are shown."""
        return self.columns, self._rows.head(_SHOWN).to_pylist()


def _installed(library: str) -> Any:
    try:
        return import_module(library)
    except ModuleNotFoundError as error:
        raise RolescopeError(f"{library} is not installed", "", f"pip install {library}, or take .arrow()") from error
