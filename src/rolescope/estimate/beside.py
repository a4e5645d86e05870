"""An estimator beside the others: a thread of its own, and units of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from rolescope.estimate.units import Units, open_units

_PATIENCE = 0.05
"""Seconds between two tries to end what runs beside; one that falls between two queries ends neither."""


@contextmanager
def estimated_beside(
    estimator: Callable[[Units], pa.Table], folder: Path, scratch: Path, coder: str
) -> Iterator[Future[pa.Table]]:
    """Run an estimator while the block runs: one alone keeps hardly more than one core busy.

    Parameters
    ----------
    estimator
        Gives a table from units that nobody else reads.
    folder
        Where the tables of the run are.
    scratch
        Folder to make, for what does not fit in memory.
    coder
        Whose codes count.

    Yields
    ------
    Future
        The table. Where the block fails, the queries of the estimator are ended.
    """
    scratch.mkdir()
    with open_units(folder, scratch, coder) as units, ThreadPoolExecutor(1) as thread:
        promise = thread.submit(estimator, units)
        try:
            yield promise
        except BaseException:
            while not promise.done():
                units.sql.interrupt()
                wait([promise], _PATIENCE)
            raise
