"""What a run has finished before it is published, so that the run after a killed one goes on from there.

Tables are made in ``DIR/.scratch/made``. A stage that is done leaves a mark there with the key of all that it was made
from, and the parts of a stage under way stand in a folder that is called by its key. What has another key is
removed. A complete set of tables, with its `run.json`, is published even if the process ended in the midst of it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rolescope.lock import only_run_in
from rolescope.storage import publish, readable_disk_errors, write_text

_SCRATCH = ".scratch"
_WHOLE = "run.json"


@contextmanager
def unfinished_run(out: Path) -> Iterator[Unfinished]:
    """The run under way in an output folder, no other process's; kept as long as it holds anything of use.

    Raises
    ------
    RolescopeError
        Where another run has the folder, it cannot be written into, or the disk is full.
    """
    with readable_disk_errors(out):
        out.mkdir(parents=True, exist_ok=True)
        with only_run_in(out):
            run = Unfinished(out, out / _SCRATCH)
            try:
                yield run
            finally:
                run.leave()


class Unfinished:
    """The stages and parts of a run that are done.

    Parameters
    ----------
    out
        The output folder.
    scratch
        Folder in it for what is not published; made.

    Attributes
    ----------
    made
        Folder for the tables of the run.
    resumed
        What a run before, that was cut off, had done already; for a reader.
    """

    def __init__(self, out: Path, scratch: Path) -> None:
        self.made = scratch / "made"
        self.resumed: list[str] = []
        self._out, self._scratch = out, scratch
        self._files: set[str] = set()
        self._stages: set[str] = set()
        if (self.made / _WHOLE).is_file():
            self.publish()
        self.made.mkdir(parents=True, exist_ok=True)

    def once(self, stage: str, key: str, make: Callable[[], Any]) -> Any:
        """What a stage says of its tables (as JSON has it); the stage runs unless it is done.

        Parameters
        ----------
        stage
            Its name. Stages are asked for in the order in which they read each other's tables.
        key
            Fingerprint of all that its tables are made from; "" where that is not known, and it runs each time.
        make
            Writes its tables into `made`.
        """
        mark = self._scratch / f"{stage}.done"
        done = _read(mark)
        if key and done.get("key") == key and all((self.made / name).is_file() for name in done["files"]):
            self._files, said = set(done["files"]), done["said"]
            self.resumed.append(stage)
        else:
            self._remove_later_stages()
            said = make()
            self._files = {path.name for path in self.made.iterdir()}
            if key:
                write_text(mark, json.dumps({"key": key, "files": sorted(self._files), "said": said}))
        self._stages.add(stage)
        self._remove(f"{stage}-*")
        return said

    def parts(self, stage: str, key: str) -> Path:
        """Folder for the parts of a stage, with those that are done; what was made from anything else is removed."""
        folder = self._scratch / f"{stage}-{key}"
        for other in self._scratch.glob(f"{stage}-*"):
            if other != folder or not key:
                shutil.rmtree(other)
        folder.mkdir(exist_ok=True)
        return folder

    def resume(self, stage: str, parts: int) -> None:
        """Note that parts of a stage were done already."""
        if parts:
            self.resumed.append(f"{parts} part{'s' * (parts > 1)} of {stage}")

    @contextmanager
    def temporary(self) -> Iterator[Path]:
        """Empty folder for what nobody takes over; gone afterwards."""
        folder = self._scratch / "temporary"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def publish(self) -> None:
        """Move the tables, all of which are made, into the output folder."""
        publish(self.made, self._out, last=_WHOLE)
        shutil.rmtree(self._scratch)

    def leave(self) -> None:
        """Remove what no later run can go on from."""
        if not any(self._scratch.glob("*.done")) and not any(self._scratch.glob("*-*/[0-9]*")):
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _remove_later_stages(self) -> None:
        for path in self.made.iterdir():
            if path.name not in self._files:
                path.unlink()
        for mark in self._scratch.glob("*.done"):
            if mark.stem not in self._stages:
                mark.unlink()

    def _remove(self, folders: str) -> None:
        for folder in self._scratch.glob(folders):
            shutil.rmtree(folder)


def _read(mark: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(mark.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return said
