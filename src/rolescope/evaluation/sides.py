"""Which two coders to compare, and where their codes are."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from rolescope.errors import RolescopeError
from rolescope.evaluation.coded import coders_of


class Side(NamedTuple):
    """One coder's codes: the folder of a run, and whose they are."""

    folder: Path
    coder: str

    def __str__(self) -> str:
        return f"{self.coder} ({self.folder})"


def choose_sides(folder: Path, against: Path | None, coders: str | None) -> tuple[Side, Side]:
    """The two coders to compare.

    Parameters
    ----------
    folder
        A run.
    against
        Another; the first one again by default.
    coders
        Two names with a comma between; by default the one coder of each run.

    Raises
    ------
    RolescopeError
        Where a run does not hold such a coder, or a coder would be compared with itself.
    """
    names: list[str | None] = [None, None] if coders is None else [name.strip() for name in coders.split(",")]
    if len(names) != 2 or not all(name is None or name for name in names):
        raise RolescopeError(f"{coders!r} is not two coders", "--coders", "give two names, as in local,imported")
    first, second = _side(folder, names[0]), _side(against or folder, names[1])
    if first.coder == second.coder and first.folder.resolve() == second.folder.resolve():
        raise RolescopeError(
            f"{first.coder!r} would be compared with itself", str(folder), "give another run with --against DIR"
        )
    return first, second


def _side(folder: Path, name: str | None) -> Side:
    held = coders_of(folder)
    if name is None and len(held) == 1:
        return Side(folder, held[0])
    known = ", ".join(held) or "nobody"
    if name is None:
        raise RolescopeError(f"holds codes of {known}", str(folder), "say which two with --coders A,B")
    if name not in held:
        remedy = "run the other coder into a folder of its own and give it with --against DIR"
        raise RolescopeError(f"holds no codes of {name!r}, only of {known}", str(folder), remedy)
    return Side(folder, name)
