"""What a reader has decided about links: pairs taken, pairs refused with the reason, and the roles."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rolescope.errors import RolescopeError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decision(_Strict):
    """A pair of a skill and a label of a scheme, and why it is taken or refused."""

    skill: str
    scheme: Literal["ESCO", "O*NET"]
    label: str
    reason: str = Field(min_length=1)


RoleMatch = Literal["exact", "alias", "nearest"]


class RoleDecision(_Strict):
    """A role with the titles of its ESCO and O*NET occupations; None where there is no class for it.

    A match is exact (the same title), alias (the reference names the role as a title of it) or nearest: the
    class that such a job falls into by the definitions, which is no link to a concept.
    """

    role: str
    esco: str | None = None
    esco_match: RoleMatch | None = None
    onet: str | None = None
    onet_match: RoleMatch | None = None
    note: str = ""

    @model_validator(mode="after")
    def _complete(self) -> RoleDecision:
        for title, match in ((self.esco, self.esco_match), (self.onet, self.onet_match)):
            if (title is None) != (match is None):
                raise ValueError(f"role {self.role!r} needs both a title and its match, or neither")
        return self


class Reviewed(_Strict):
    """Decisions of a reader, as a YAML file holds them."""

    accepts: tuple[Decision, ...] = ()
    rejects_list: tuple[Decision, ...] = Field(default=(), alias="rejects")
    roles: tuple[RoleDecision, ...] = ()

    def accepted(self, skill: str, scheme: str) -> tuple[str, ...]:
        """Labels taken for a skill."""
        return tuple(each.label for each in self.accepts if (each.skill, each.scheme) == (skill, scheme))

    def rejects(self, skill: str, scheme: str, label: str) -> bool:
        """Whether the pair was refused."""
        return any((each.skill, each.scheme, each.label) == (skill, scheme, label) for each in self.rejects_list)


def read_reviewed(entry: Path | Traversable) -> Reviewed:
    """Read the decisions of a YAML file.

    Raises
    ------
    RolescopeError
        Where it is no YAML or says something else, with file and key.
    """
    try:
        return Reviewed.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8")))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RolescopeError("is not valid YAML", str(entry), " ".join(str(error).split())[:200]) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RolescopeError(first["msg"], f"{entry}, {key}", "see docs/reference/taxonomy-links.md") from error


@lru_cache(maxsize=1)
def shipped_reviewed() -> Reviewed:
    """The decisions that come with rolescope."""
    return read_reviewed(files("rolescope.codebook") / "links" / "reviewed.yaml")
