"""A row-wise stage made in parts, each kept on disk when it is whole.

A part is a folder, called by the number of the batches before its end. The batches of a stage are the same each time, so
that a run after a killed one passes over those of the parts that are there.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyarrow as pa

from rolescope.storage import whole_folder

Result = TypeVar("Result")


def parts_in(folder: Path) -> list[Path]:
    """The parts that are whole, in order."""
    return sorted(path for path in folder.iterdir() if path.name.isdigit())


def make_parts(
    folder: Path,
    batches: Iterator[pa.Table],
    stage: Callable[[Iterator[pa.Table]], Generator[tuple[int, Result]]],
    save: Callable[[Path, list[Result]], None],
    rows: int,
    tell: Callable[[int], None],
) -> int:
    """Make the parts of a stage that are not there yet.

    Parameters
    ----------
    folder
        Where parts are, and go.
    batches
        All batches of the stage; consumed.
    stage
        Gives for each batch, in order, its rows and what is made of it.
    save
        Writes the results of a part into its folder.
    rows
        Rows of the input that make a part.
    tell
        Told of the rows of each batch.

    Returns
    -------
    int
        Parts that were there.
    """
    there = parts_in(folder)
    number = int(there[-1].name) if there else 0
    for batch in islice(batches, number):
        tell(batch.num_rows)
    with closing(stage(batches)) as results:
        for part in _parts_of(results, rows, tell):
            number += len(part)
            with whole_folder(folder / f"{number:08}") as path:
                save(path, part)
    return len(there)


def _parts_of(results: Iterator[tuple[int, Result]], rows: int, tell: Callable[[int], None]) -> Iterator[list[Result]]:
    part: list[Result] = []
    count = 0
    for size, result in results:
        tell(size)
        part.append(result)
        count += size
        if count >= rows:
            yield part
            part, count = [], 0
    if part:
        yield part
