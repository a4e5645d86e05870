"""`rolescope init`: a commented study with three postings, ready to run."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from rolescope.errors import RolescopeError

_FILES = ("study.yaml", "postings.jsonl")


def scaffold(folder: Path) -> Path:
    """Make the folder with a study file and a sample of postings; returns the study file.

    Raises
    ------
    RolescopeError
        Where one of the files is there already, or the folder cannot be made.
    """
    taken = [name for name in _FILES if (folder / name).exists()]
    if taken:
        raise RolescopeError(f"{taken[0]} is there already", str(folder), "choose another folder; nothing was changed")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            text = (files("rolescope") / "scaffolds" / name).read_text(encoding="utf-8")
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise RolescopeError(f"cannot be made ({error.strerror})", str(folder), "choose another folder") from error
    return folder / "study.yaml"
