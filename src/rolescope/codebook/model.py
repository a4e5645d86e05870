"""A codebook: the variables to code, each with its definition and rules."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from rolescope.errors import RolescopeError


class Variable(BaseModel):
    """One thing to code of each posting."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    kind: Literal["mentions"]
    definition: str
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Codebook(BaseModel):
    """Variables of a kind of role, versioned."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    codebook: str
    version: int
    role: str
    variables: tuple[Variable, ...]

    @property
    def id(self) -> str:
        """Name and version, as stored with each code."""
        return f"{self.codebook}@{self.version}"


@lru_cache
def shipped_codebook(name: str) -> Codebook:
    """A codebook that comes with rolescope.

    Raises
    ------
    RolescopeError
        Where there is none of that name, with those that there are.
    """
    folder = files("rolescope.codebook") / "definitions"
    entry = folder / f"{name}.yaml"
    if not entry.is_file():
        known = ", ".join(sorted(e.name.removesuffix(".yaml") for e in folder.iterdir()))
        raise RolescopeError(f"there is no codebook {name!r}", "codebook", f"codebooks: {known}")
    return Codebook.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8")))
