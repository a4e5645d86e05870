"""Which two coders to compare, and where their codes are."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from rolescope.errors import RolescopeError
from rolescope.evaluation.coded import coders_of

CodeAgain = Callable[[Path, str], Path | None]
"""Folder of the codes that a coder gives the postings of a run which does not hold them; None where it may not."""


class Side(NamedTuple):
    """One coder's codes: the folder of a run, whose they are, and the folder of the tables that hold them."""

    folder: Path
    coder: str
    codes: Path

    def __str__(self) -> str:
        return f"{self.coder} ({self.folder}{'' if self.is_of_the_run else ', coded for this comparison'})"

    @property
    def is_of_the_run(self) -> bool:
        """Whether the run was coded by this coder."""
        return self.codes == self.folder


def choose_sides(folder: Path, against: Path | None, coders: str | None, code_again: CodeAgain) -> tuple[Side, Side]:
    """The two coders to compare.

    Parameters
    ----------
    folder
        A run.
    against
        Another; the first one again by default.
    coders
        Two names with a comma between; by default the one coder of each run.
    code_again
        Asked for the codes of a coder that a run does not hold.

    Raises
    ------
    RolescopeError
        Where there are no codes of such a coder, or a coder would be compared with itself.
    """
    names: list[str | None] = [None, None] if coders is None else [name.strip() for name in coders.split(",")]
    if len(names) != 2 or not all(name is None or name for name in names):
        raise RolescopeError(f"{coders!r} is not two coders", "--coders", "give two names, as in local,imported")
    other = against or folder
    if names[0] == names[1] and folder.resolve() == other.resolve():
        who = f"{names[0]!r}" if names[0] else "the coder"
        raise RolescopeError(f"{who} would be compared with itself", str(folder), "give another run with --against DIR")
    return _side(folder, names[0], code_again), _side(other, names[1], code_again)


def _side(folder: Path, name: str | None, code_again: CodeAgain) -> Side:
    held = coders_of(folder)
    if name is None and len(held) == 1:
        return Side(folder, held[0], folder)
    known = ", ".join(held) or "nobody"
    if name is None:
        raise RolescopeError(f"holds codes of {known}", str(folder), "say which two with --coders A,B")
    if name in held:
        return Side(folder, name, folder)
    codes = code_again(folder, name)
    if codes is None:
        remedy = "run the other coder into a folder of its own and give it with --against DIR"
        raise RolescopeError(f"holds no codes of {name!r}, only of {known}", str(folder), remedy)
    return Side(folder, name, codes)
