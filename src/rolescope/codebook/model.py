"""A codebook: the variables to code, each with its definition and rules."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from rolescope.errors import RolescopeError

KINDS = ("mentions", "choice", "flag", "themes")
RULES = ("orientation", "backend", "frontend", "management")
"""Variables that rolescope has a rule for; others go by cues or by a model."""


Definition = Annotated[str, Field(pattern=r"\S")]
"""What something means, in words; blank is none."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Strict):
    """A value of a choice, or a theme: what it means, and the wording that gives it away."""

    key: str
    title: str = ""
    definition: Definition
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How a page calls the option."""
        return self.title or self.key


class Variable(_Strict):
    """One thing to code of each posting.

    `mentions` are names in the text by the skill taxonomy; a `choice` is one option a posting; a `flag`
    is true or false; `themes` are sentences, each of one option. `by` says what the local coder goes by:
    the taxonomy, the cues written here, a rule of rolescope, or a model: one that it ships, or of `rolescope train`.
    """

    name: str
    kind: Literal["mentions", "choice", "flag", "themes"]
    definition: Definition
    by: Literal["taxonomy", "cues", "rule", "model"] = "cues"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    counter_examples: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    default: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Variable:
        if self.kind in ("choice", "themes") and not self.options:
            raise ValueError(f"variable {self.name!r} has the kind {self.kind!r} and no options; write `options:`")
        if self.by == "rule" and self.name not in RULES:
            raise ValueError(f"there is no rule for {self.name!r}, only for {', '.join(RULES)}; code it `by: cues`")
        if self.by == "model" and self.kind not in ("choice", "flag"):
            raise ValueError(f"a model codes a choice or a flag, and {self.name!r} is {self.kind}; code it `by: cues`")
        twice = _twice(option.key for option in self.options) or _twice(option.name for option in self.options)
        if twice:
            raise ValueError(f"variable {self.name!r} has two options called {twice!r}; rename one")
        if self.kind == "flag" and self.by == "cues" and not self.cues:
            raise ValueError(f"flag {self.name!r} has no cues; add the phrases that make it true")
        return self


class Codebook(_Strict):
    """Variables of a kind of role, versioned.

    `languages` (ISO 639-1) are those that its cues, rules and models are worded in: in another the local
    coder finds names alone. Empty means any.
    """

    codebook: str
    version: int
    role: str
    languages: tuple[str, ...] = ()
    variables: tuple[Variable, ...] = Field(min_length=1)

    @property
    def id(self) -> str:
        """Name and version, as stored with each code."""
        return f"{self.codebook}@{self.version}"

    @model_validator(mode="after")
    def _names_differ(self) -> Codebook:
        twice = _twice(variable.name for variable in self.variables)
        if twice:
            raise ValueError(f"two variables are called {twice!r}; rename one")
        return self

    def variable(self, name: str) -> Variable | None:
        """Variable of that name, if the codebook has it."""
        return next((variable for variable in self.variables if variable.name == name), None)


def _twice(names: Iterable[str]) -> str | None:
    """The first name that there are two of, in whatever case."""
    counts = Counter(name.casefold() for name in names)
    return next((name for name, count in counts.items() if count > 1), None)


def load_codebook(name: str, beside: Path) -> Codebook:
    """A codebook that comes with rolescope, or one's own as a YAML file beside the study.

    Raises
    ------
    RolescopeError
        Where there is none of that name, or the file is no codebook; with key and remedy.
    """
    path = own_file(name, beside)
    if path is None:
        return shipped_codebook(name)
    if not path.is_file():
        raise RolescopeError("there is no such codebook", str(path), "mend `codebook` in the study")
    return _read(path)


def own_file(name: str, beside: Path) -> Path | None:
    """File of a codebook of one's own, beside the study; None where the name is that of a shipped one."""
    return beside / name if name.endswith((".yaml", ".yml")) else None


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
        raise RolescopeError(f"there is no codebook {name!r}", "codebook", f"codebooks: {known}, or a file of your own")
    return _read(entry)


def _read(entry: Path | Traversable) -> Codebook:
    try:
        said = yaml.safe_load(entry.read_text(encoding="utf-8"))
        if isinstance(said, dict):
            said = {**said, "variables": [_with_themes(variable, entry) for variable in said.get("variables") or ()]}
        return Codebook.model_validate(said)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RolescopeError("is not valid YAML", str(entry), " ".join(str(error).split())[:200]) from error
    except ValidationError as error:
        raise _readable(error, entry, said) from error


_PARTS: dict[str, type[_Strict]] = {"options": Option, "variables": Variable}


def _keys_at(place: tuple[int | str, ...]) -> list[str]:
    """Keys that the part of a codebook at a place may have."""
    part: type[_Strict] = next((model for name, model in _PARTS.items() if name in place[:-1]), Codebook)
    return list(part.model_fields)


def _readable(error: ValidationError, entry: Path | Traversable, said: object) -> RolescopeError:
    """The first thing wrong, where by name, and what to do; an unknown key before a missing one: it is the same mistyped."""
    errors = error.errors()
    first = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    key, place = first["loc"][-1] if first["loc"] else "codebook", _place(first["loc"], said)
    what, remedy = first["msg"].removeprefix("Value error, "), "see docs/reference/codebook.md"
    if first["type"] == "missing":
        what, remedy = f"{key!r} is missing", f"write `{key}:` there; see docs/reference/codebook.md"
    elif first["type"] == "extra_forbidden":
        near = get_close_matches(str(key), _keys_at(first["loc"]), n=1, cutoff=0.5)
        what = f"unknown key {key!r}" + (f"; did you mean {near[0]!r}?" if near else "")
        remedy = "mend or remove it; keys are in docs/reference/codebook.md"
    elif key == "definition":
        what, remedy = "there is no definition", "say in words what it means"
    elif first["type"] == "string_type":
        what, remedy = f"{first['input']!r} is no text", "write it in quotes"
    elif first["type"] == "model_type":
        what, remedy = (
            "is no codebook",
            "write `codebook:`, `version:`, `role:` and `variables:`; see docs/reference/codebook.md",
        )
    elif key == "kind":
        what, remedy = f"there is no kind {first['input']!r}", f"a variable's kind is one of {', '.join(KINDS)}"
    return RolescopeError(what, f"{entry}, {place}", remedy)


def _place(loc: tuple[int | str, ...], said: Any) -> str:
    """A place in a codebook, with names of variables and options instead of their numbers."""
    parts: list[str] = []
    for part in loc:
        inner = said.get(part) if isinstance(said, dict) else said[int(part)] if isinstance(said, list) else None
        name = (inner.get("name") or inner.get("key")) if isinstance(inner, dict) and isinstance(part, int) else None
        parts.append(str(name or part))
        said = inner
    return ".".join(parts) or "the codebook"


def _with_themes(variable: object, codebook: Path | Traversable) -> object:
    """Options of a variable that names a shipped list of themes (``options: responsibilities``)."""
    if not isinstance(variable, dict) or not isinstance(variable.get("options"), str):
        return variable
    folder = files("rolescope.codebook") / "themes"
    entry = folder / f"{variable['options']}.yaml"
    if not entry.is_file():
        known = ", ".join(sorted(e.name.removesuffix(".yaml") for e in folder.iterdir()))
        place = f"{codebook}, variables.{variable.get('name')}.options"
        remedy = f"lists that come with rolescope: {known}; or write the options out"
        raise RolescopeError(f"there is no list of themes {variable['options']!r}", place, remedy)
    return {**variable, "options": yaml.safe_load(entry.read_text(encoding="utf-8"))["themes_list"]}
