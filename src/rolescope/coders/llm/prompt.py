"""What a model is told: a wording, made whole by the codebook's definitions; then the posting, fenced."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, NamedTuple

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from rolescope.codebook.model import Codebook, Option, Variable
from rolescope.coders.choices import UNKNOWN
from rolescope.coders.llm.parts import Part
from rolescope.coders.themes import NO_THEME
from rolescope.errors import RolescopeError

Kind = Literal["choice", "flag", "mentions", "themes"]
_ASIDE = re.compile(r"\s*\([^()]*\)")
_MARK_BYTES = 6


class Wording(BaseModel):
    """The words of a prompt that no codebook has: a file that `rolescope prompt eval` compares with others."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    prompt: str
    version: int
    task: str
    rules: tuple[str, ...]
    kinds: Mapping[Kind, str]
    posting: str

    @property
    def id(self) -> str:
        """Name and version."""
        return f"{self.prompt}@{self.version}"


class PostingText(NamedTuple):
    """What of a posting a model reads."""

    title: str
    company: str
    text: str


def read_wording(path: Path | None = None) -> Wording:
    """The wording that comes with rolescope, or one's own.

    Raises
    ------
    RolescopeError
        Where the file is missing or is no wording, with the key.
    """
    entry: Path | Traversable = path or files("rolescope.coders.llm") / "prompt.yaml"
    remedy = "copy the keys of the shipped wording: `rolescope run STUDY.yaml --coder llm --dry-run` prints it"
    try:
        return Wording.model_validate(yaml.safe_load(entry.read_text(encoding="utf-8")))
    except OSError as error:
        raise RolescopeError(f"cannot be read ({error.strerror})", str(entry), remedy) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise RolescopeError("is not valid YAML", str(entry), " ".join(str(error).split())[:200]) from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the file"
        raise RolescopeError(f"is no wording of a prompt: {first['msg']}", f"{entry}, {key}", remedy) from error


def system_prompt(wording: Wording, codebook: Codebook) -> str:
    """What every question of a run begins with: the same for all postings, so that providers cache it.

    Definitions and rules of the codebook are in it; its cues and examples are not, nor what stands in brackets in
    the rules of mentions: a model repeats the names of a list as findings.
    """
    rules = "".join(f"- {rule}\n" for rule in wording.rules)
    variables = "\n".join(_variable(variable, wording.kinds[variable.kind]) for variable in codebook.variables)
    return f"{wording.task}\n\n# Rules\n{rules}\n# Codebook: {codebook.role}\n\n{variables}\n# Posting\n{wording.posting}\n"


def posting_prompt(posting: PostingText, part: Part) -> str:
    """The posting, or a part of it, between two lines of a mark that stands nowhere in it.

    The mark is made from the text, so that the same posting is the same question.
    """
    mark = _mark(posting)
    which = f"Part {part.number} of {part.of} of a posting; code this part alone." if part.of > 1 else "A posting."
    inside = f"Title: {posting.title}\nCompany: {posting.company}\n\n{posting.text[part.start : part.end]}"
    return f"{which}\n{mark}\n{inside}\n{mark}\n"


def _mark(posting: PostingText) -> str:
    salt, whole = 0, "\x1f".join(posting)
    while True:
        said = f"{salt}\x1f{whole}".encode("utf-8", "replace")
        mark = f"=== {hashlib.blake2b(said, digest_size=_MARK_BYTES).hexdigest()} ==="
        if mark not in whole:
            return mark
        salt += 1


def _variable(variable: Variable, how: str) -> str:
    lines = [f"## {variable.name}: {variable.kind}", variable.definition, how]
    if variable.kind == "choice":
        lines.append(f"Where nothing carries a value: {variable.default or UNKNOWN}.")
    lines += _rules(variable)
    for option in variable.options:
        lines += _option(option)
    if variable.kind == "themes":
        lines.append(f"- {NO_THEME}: belongs to {variable.name}, and has none of these themes.")
    said = "\n".join(lines) + "\n"
    return _ASIDE.sub("", said) if variable.kind == "mentions" else said


def _option(option: Option) -> Iterator[str]:
    yield f"- {option.key}: {option.definition}"
    yield from (f"  {line}" for line in _rules(option))


def _rules(of: Variable | Option) -> list[str]:
    return [f"- Counts: {rule}" for rule in of.include] + [f"- Does not count: {rule}" for rule in of.exclude]
