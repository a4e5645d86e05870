"""The skill taxonomy: canonical skills with aliases and rules, read from one YAML file a category."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from rolescope.errors import RolescopeError
from rolescope.fingerprint import digest


class Rule(BaseModel):
    """When an ambiguous alias is the skill, and when it is an everyday word.

    `case` and the `not_` patterns always apply. Where any of `listed`, `before`, `after` is given,
    at least one of them must hold. Patterns see up to 40 lower-case characters beside the match.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    case: str = Field(default="any", pattern="^(any|exact)$")
    listed: bool = False
    before: str | None = None
    after: str | None = None
    not_before: str | None = None
    not_after: str | None = None

    @field_validator("before", "after", "not_before", "not_after")
    @classmethod
    def _compiles(cls, value: str | None) -> str | None:
        try:
            re.compile(value or "")
        except re.error as error:
            raise ValueError(f"{value!r} is no regular expression: {error}") from error
        return value


class Skill(BaseModel):
    """A canonical skill: its name, the other spellings of it, and how to tell it from namesakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    aliases: tuple[str, ...] = ()
    definition: str | None = None
    maker: str | None = None
    source: str | None = None
    rules: dict[str, Rule] = Field(default_factory=dict)

    def surfaces(self) -> tuple[str, ...]:
        """Name and aliases, in that order."""
        return (self.name, *self.aliases)


class Category(BaseModel):
    """One file of the taxonomy."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    category: str
    title: str
    skills: tuple[Skill, ...]


@dataclass(frozen=True)
class Alias:
    """A spelling to look for: the skill it stands for, and the rule that must hold, if any."""

    surface: str
    skill: Skill
    category: str
    rule: Rule | None = None


@dataclass(frozen=True)
class Taxonomy:
    """Categories of skills and the table of their spellings.

    `conflicts` lists spellings claimed by two skills; the first in file order keeps each.
    """

    categories: tuple[Category, ...]
    aliases: tuple[Alias, ...] = field(repr=False)
    conflicts: tuple[str, ...] = ()

    def skills(self) -> Iterator[tuple[Category, Skill]]:
        """Every skill with its category."""
        return ((category, skill) for category in self.categories for skill in category.skills)

    def titles(self) -> dict[str, str]:
        """Title of each category."""
        return {category.category: category.title for category in self.categories}


_DASHES_TO_SPACE = str.maketrans(dict.fromkeys("-‐‑–\u00a0", " "))


def alias_key(surface: str) -> str:
    """Spelling under which an alias is compared: lower case, a hyphen is a space."""
    return surface.lower().translate(_DASHES_TO_SPACE)


def plural(surface: str) -> str | None:
    """English plural of a lower-case alias, or None where it has none of its own."""
    last = surface.rsplit(" ", 1)[-1]
    if not surface.islower() or not last.isalpha() or len(last) < 3 or last.endswith(("s", "ing")):
        return None
    if last.endswith(("ch", "sh", "x")):
        return surface + "es"
    if last.endswith("y") and last[-2] not in "aeiou":
        return surface[:-1] + "ies"
    return surface + "s"


def read_taxonomy(folder: Path | Traversable) -> Taxonomy:
    """Read every ``*.yaml`` of a folder as a category of skills.

    Raises
    ------
    RolescopeError
        Where a file is no YAML or no category, with file, key and remedy.
    """
    names = sorted((entry for entry in folder.iterdir() if entry.name.endswith(".yaml")), key=lambda e: e.name)
    return build_taxonomy(tuple(_read_category(entry) for entry in names))


def build_taxonomy(categories: tuple[Category, ...]) -> Taxonomy:
    """Make the table of spellings: names and aliases first, then plurals that nobody claimed."""
    table: dict[str, Alias] = {}
    conflicts: list[str] = []
    for category in categories:
        for skill in category.skills:
            for surface in dict.fromkeys(skill.surfaces()):
                alias = Alias(surface, skill, category.category, skill.rules.get(surface))
                holder = table.setdefault(alias_key(surface), alias)
                if holder.skill is not skill:
                    conflicts.append(
                        f"{category.category}.yaml: alias {surface!r} of {skill.name!r} is already "
                        f"an alias of {holder.skill.name!r} ({holder.category}.yaml); remove one of them"
                    )
    for alias in list(table.values()):
        more = plural(alias.surface)
        if more is not None:
            table.setdefault(alias_key(more), Alias(more, alias.skill, alias.category, alias.rule))
    return Taxonomy(categories, tuple(table.values()), tuple(conflicts))


@lru_cache(maxsize=1)
def shipped_taxonomy() -> Taxonomy:
    """The taxonomy that comes with rolescope."""
    return read_taxonomy(files("rolescope.codebook") / "skills")


@lru_cache(maxsize=1)
def taxonomy_digest() -> str:
    """Fingerprint of the taxonomy that comes with rolescope."""
    return digest(*(category.model_dump_json() for category in shipped_taxonomy().categories))


def _read_category(entry: Path | Traversable) -> Category:
    try:
        loaded = yaml.load(entry.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        return Category.model_validate(loaded)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RolescopeError(f"is not valid YAML ({error})", str(entry), "mend the line it names") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RolescopeError(first["msg"], f"{entry}, {key}", "see docs/reference/codebook.md") from error
