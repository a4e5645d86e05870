"""One run at a time in an output folder."""

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
    """Have an output folder to oneself; the operating system lets go of it when the process ends, however it ends.

    Raises
    ------
    RolescopeError
        Where another run has it, with the number of its process.
    """
    path = out / _LOCK
    with _locked(path) as file:
        try:
            file.truncate(0)
            file.write(str(os.getpid()).encode())
            yield
        finally:
            path.unlink(missing_ok=True)


def _locked(path: Path) -> FileIO:
    """The lock's file, opened and locked; one that its last holder has just removed locks nothing, and is made anew."""
    while True:
        file = path.open("a+b", buffering=0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            with file:
                file.seek(0)
                process = file.read().decode() or "whose number is not known yet"
            raise RolescopeError(
                f"another run is under way there, process {process}",
                str(path.parent),
                "wait for it, or give another --out",
            ) from error
        if os.fstat(file.fileno()).st_nlink:
            return file
        file.close()
