"""A study file: what it may hold, and errors that name the key and the nearest known one."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_serializer, field_validator, model_validator

from rolescope.collect.boards.reading import BOARD_KINDS
from rolescope.collect.columns import FIELDS
from rolescope.errors import RolescopeError
from rolescope.llm.journal import FILE
from rolescope.llm.place import is_postgres, is_url, shown

_MAPPED = ("jsonl", "csv", "parquet")
KINDS = (*_MAPPED, "html", "field_guide", *BOARD_KINDS)
BY_MODEL = ("llm", "cascade")
"""Coders that ask a foundation model."""
_BY_LABELS = ("imported", "gold")
_DEFAULT_MODEL = "openai:gpt-5-mini"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Frame(_Strict):
    """What was searched, where and when."""

    query: str
    site: str
    places: tuple[str, ...] = ()
    collected: dt.date


class Source(_Strict):
    """Where postings come from: one file or folder, and how its columns are called."""

    jsonl: Path | None = None
    csv: Path | None = None
    parquet: Path | None = None
    html: Path | None = None
    field_guide: Path | None = None
    greenhouse: Path | None = None
    lever: Path | None = None
    ashby: Path | None = None
    workable: Path | None = None
    smartrecruiters: Path | None = None
    recruitee: Path | None = None
    personio: Path | None = None
    teamtailor: Path | None = None
    workday: Path | None = None
    jobspy: Path | None = None
    company: str | None = None
    columns: dict[str, str] = Field(default_factory=dict)
    name: str | None = None
    frame: Frame | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Source:
        given = [kind for kind in KINDS if getattr(self, kind) is not None]
        if len(given) != 1:
            raise ValueError(f"a source is exactly one of {', '.join(KINDS)}; this one has {given or 'none'}")
        unknown = sorted(set(self.columns) - set(FIELDS))
        if unknown:
            raise ValueError(f"unknown field {unknown[0]!r} in columns{_nearest(unknown[0], FIELDS)}")
        if self.kind in _MAPPED and "text" not in self.columns:
            raise ValueError("columns must say which column holds the text (text: description)")
        if self.kind not in _MAPPED and self.columns:
            raise ValueError(f"a source {self.kind!r} has no columns: leave them out")
        if self.company and (self.kind not in BOARD_KINDS or self.kind == "jobspy"):
            raise ValueError(f"company is for boards of one employer, not for {self.kind}")
        return self

    @property
    def kind(self) -> str:
        """Which of the kinds this source is."""
        return next(kind for kind in KINDS if getattr(self, kind) is not None)

    @property
    def path(self) -> Path:
        """File or folder, as the study file has it."""
        path: Path = getattr(self, self.kind)
        return path


class Labels(_Strict):
    """Somebody's labels, for the coders `gold` and `imported`."""

    jsonl: Path | None = None
    field_guide: Path | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Labels:
        if (self.jsonl is None) == (self.field_guide is None):
            raise ValueError("labels are exactly one of jsonl, field_guide")
        return self


class Study(_Strict):
    """A study: corpus, codebook, coder and slices, as its YAML file says."""

    study: str
    question: str
    frame: Frame
    sources: tuple[Source, ...] = Field(min_length=1)
    codebook: str = "ai-engineer"
    coder: Literal["local", "imported", "gold", "llm", "cascade"] = "local"
    labels: Labels | None = None
    model: str = _DEFAULT_MODEL
    base_url: str | None = None
    budget: float | None = Field(default=None, gt=0)
    budget_tokens: int | None = Field(default=None, gt=0)
    batch: bool = False
    journal: str | None = Field(default=None, repr=False)
    prompt: Path | None = None
    repeat: int = Field(default=0, ge=0)
    second_model: str | None = None
    models: Path | None = None
    slices: tuple[str, ...] = ()
    flow: int | None = Field(default=None, ge=0)
    margins: dict[str, dict[str, float]] = Field(default_factory=dict)
    max_weight: float = Field(default=5, gt=1)
    level: float = Field(default=0.95, gt=0.5, lt=1)
    tuned_on: tuple[Path, ...] = ()
    correction: Literal["mover", "ppi", "gold-only"] = "mover"
    seed: int = 20260205
    folder: Path = Field(default=Path(), exclude=True)

    @field_validator("margins", mode="before")
    @classmethod
    def _values_as_text(cls, said: Any) -> Any:
        """YAML reads true, 2 and no as other than text."""
        if not isinstance(said, dict) or not all(isinstance(margin, dict) for margin in said.values()):
            return said
        return {name: {_text(value): share for value, share in margin.items()} for name, margin in said.items()}

    @field_validator("margins")
    @classmethod
    def _shares_of_a_whole(cls, margins: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
        for name, margin in margins.items():
            if not all(0 < share <= 1 for share in margin.values()):
                raise ValueError(
                    f"the shares of {name} must be above 0 and at most 1 (leave out postings, not weights of 0)"
                )
            if abs(sum(margin.values()) - 1) > 1e-6:
                raise ValueError(f"the shares of {name} sum to {sum(margin.values()):g}, not 1")
        return margins

    @field_validator("journal")
    @classmethod
    def _file_or_database(cls, journal: str | None) -> str | None:
        if journal is not None and is_url(journal) and not is_postgres(journal):
            raise ValueError(f"a journal is a file or a URL postgresql://..., not {shown(journal)}")
        return journal

    @field_serializer("journal", when_used="json-unless-none")
    def _without_password(self, journal: str) -> str:
        return shown(journal)

    @model_validator(mode="after")
    def _labels_where_needed(self) -> Study:
        if self.coder in _BY_LABELS and self.labels is None:
            raise ValueError(f"coder {self.coder!r} needs labels (labels: {{jsonl: labels.jsonl}})")
        return self

    @model_validator(mode="after")
    def _a_name_for_each_source(self) -> Study:
        names = [self.source_name(source) for source in self.sources]
        for name in names:
            if names.count(name) > 1:
                raise ValueError(f"two sources are called {name!r}: give each a `name` of its own")
        return self

    def source_name(self, source: Source) -> str:
        """What a source is called in the tables: its `name`, else its path from the study, without suffix."""
        if source.name or source.kind == "field_guide":
            return source.name or "field-guide"
        path = os.path.relpath(self.resolve(source.path), self.folder)
        return Path(path).with_suffix("").as_posix()

    def resolve(self, path: Path) -> Path:
        """A path of the study file, relative to the file's own folder."""
        return path if path.is_absolute() else self.folder / path

    def journal_place(self, out: Path) -> Path | str:
        """Where answers of models are kept: as the study says, else in the output folder."""
        if self.journal is None:
            return out / FILE
        return self.journal if is_url(self.journal) else self.resolve(Path(self.journal))

    def changed(self, place: str, **changes: Any) -> Study:
        """The study with other values of some keys; one that is None stays as it is.

        Raises
        ------
        RolescopeError
            Where a value is none that the key may have; `place` says where it was given.
        """
        given = {key: value for key, value in changes.items() if value is not None}
        try:
            return Study.model_validate({**self.model_dump(), **given, "folder": self.folder})
        except ValidationError as error:
            raise _readable(error, Path(place)) from error

    def digest(self) -> str:
        """Hash of what the study file says."""
        said = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.blake2b(said.encode(), digest_size=8).hexdigest()


def read_study(path: Path) -> Study:
    """Read a study file.

    Raises
    ------
    RolescopeError
        Where the file is missing, is no YAML, or has an unknown or wrong key.
    """
    try:
        said = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise RolescopeError(
            "there is no such study file", str(path), "scaffold one with `rolescope init DIR`"
        ) from error
    except OSError as error:
        raise RolescopeError(f"cannot be read ({error.strerror})", str(path), "give a study file") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise RolescopeError(f"is not valid YAML ({_short(error)})", str(path), "mend what it names") from error
    if not isinstance(said, dict):
        raise RolescopeError("is not a study", str(path), "a study file has keys such as study, question, sources")
    if "folder" in said:
        raise _unknown_key(("folder",), path)
    try:
        return Study.model_validate({**said, "folder": path.parent.resolve()})
    except ValidationError as error:
        raise _readable(error, path) from error


def _readable(error: ValidationError, path: Path) -> RolescopeError:
    """The first thing wrong; an unknown key before a missing one, for it is the same key mistyped."""
    errors = error.errors()
    first = next((e for e in errors if e["type"] == "extra_forbidden"), errors[0])
    if first["type"] == "extra_forbidden":
        return _unknown_key(first["loc"], path)
    key = _dotted(first["loc"])
    if first["type"] == "missing":
        return RolescopeError(f"the key {key!r} is missing", str(path), "see `rolescope init` for a commented study")
    return RolescopeError(first["msg"].removeprefix("Value error, "), f"{path}, {key}", "see docs/how-to/own-data.md")


def _unknown_key(place: tuple[Any, ...], path: Path) -> RolescopeError:
    name = str(place[-1])
    known = [field for field in _model_at(place[:-1]).model_fields if field != "folder"]
    return RolescopeError(
        f"unknown key {name!r}{_nearest(name, known)}", f"{path}, {_dotted(place)}", f"known keys: {', '.join(known)}"
    )


def _dotted(place: tuple[Any, ...]) -> str:
    return ".".join(str(part) for part in place) or "the study"


def _model_at(place: tuple[Any, ...]) -> type[BaseModel]:
    model: type[BaseModel] = Study
    inner: dict[str, type[BaseModel]] = {"frame": Frame, "sources": Source, "labels": Labels}
    for part in place:
        model = inner.get(str(part), model)
    return model


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _nearest(name: str, known: Any) -> str:
    near = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
