"""One run at a time: the operating system lets go of a lock when the process ends, however it ends."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO
from pathlib import Path

from rolescope.errors import RolescopeError

_LOCK = ".lock"


@contextmanager
def only_run_in(out: Path) -> Iterator[None]:
    """Have an output folder to oneself.

    Raises
    ------
    RolescopeError
        Where another run has it, with the number of its process.
    """
    with locked(out / _LOCK, "another run is under way there", str(out), "wait for it, or give another --out"):
        yield


@contextmanager
def locked(path: Path, what: str, place: str, remedy: str) -> Iterator[None]:
    """Have a lock to oneself, a file that is removed at the end.

    Parameters
    ----------
    path
        The file.
    what, place, remedy
        What is said where another process has it, to which its number is added.

    Raises
    ------
    RolescopeError
        Where another process has it.
    """
    with _taken(path, what, place, remedy) as file:
        try:
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            yield
        finally:
            path.unlink(missing_ok=True)


def _taken(path: Path, what: str, place: str, remedy: str) -> FileIO:
    """The lock's file, opened and locked; one that its last holder has just removed locks nothing, and is made anew."""
    while True:
        file = path.open("a+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            with file:
                file.seek(0)
                process = file.read().decode() or "whose number is not known yet"
            raise RolescopeError(f"{what}, process {process}", place, remedy) from error
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()
