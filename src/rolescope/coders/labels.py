"""Read somebody's labels from JSON Lines: one object a posting and annotator, as the annotation guide has it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError, model_validator

from rolescope.errors import RolescopeError

NOT_YET = "?"
"""What a field of a file to be labelled holds until somebody labels it; it is read as if it were not there."""


class LabelDesign(BaseModel):
    """How a posting came to be labelled, so that its label can correct a share.

    Parameters
    ----------
    design
        As ``simple random`` or ``stratified``.
    inclusion_prob
        Probability that the posting was drawn.
    sample_id, targets, stratum
        Which sample, what it was drawn for, and where in it the posting stands; empty where nobody wrote it down.
    population, n
        Postings of the stratum (of the frame, where there are no strata), and how many of them were drawn.
    used_for
        ``tuning`` where the coder was tuned on the sample, which then corrects no share.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    design: str = Field(min_length=1)
    inclusion_prob: float = Field(gt=0, le=1)
    sample_id: str = ""
    targets: tuple[str, ...] = ()
    stratum: str = ""
    population: int | None = Field(default=None, ge=1)
    n: int | None = Field(default=None, ge=1)
    used_for: Literal["tuning"] | None = None

    @model_validator(mode="after")
    def _not_more_than_there_are(self) -> LabelDesign:
        if self.n is not None and self.population is not None and self.n > self.population:
            raise ValueError(f"draws {self.n} of {self.population} postings")
        return self


class SkillLabel(BaseModel):
    """A skill that an annotator marked: its quote, its section, and its canonical name if given."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    quote: str
    section: Literal["must", "work", "nice", "other"]
    skill: str | None = None


class SentenceLabel(BaseModel):
    """A duty or a use case that an annotator marked: its quote, and its theme if given."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    quote: str
    theme: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _quote_alone(cls, said: Any) -> Any:
        return {"quote": said} if isinstance(said, str) else said


class PostingLabels(BaseModel):
    """What an annotator said of one posting; `job_id` is its `source_id`.

    Choices and flags stand under the names of the codebook's variables, whichever these are. A key that is
    not there, or holds `NOT_YET`, means "not labelled"; `years_min` and `salary` that are null mean "the text states none".
    `VARIABLE_sure` says how clear the case was, `passes` what each reading of it said, `used_for` that the coder
    was tuned on it.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    job_id: str
    skills: tuple[SkillLabel, ...] = ()
    core_tasks: tuple[SentenceLabel, ...] = ()
    use_cases: tuple[SentenceLabel, ...] = ()
    work_mode: Literal["remote", "hybrid", "onsite", "unspecified"] | None = None
    years_min: StrictInt | None = Field(default=None, ge=0)
    salary: str | None = None
    annotator: str = ""
    annotator_kind: str = "unknown"
    adjudicated: bool = False
    passes: dict[str, tuple[Any, ...]] = Field(default_factory=dict)
    sample: LabelDesign | None = None
    used_for: Literal["tuning"] | None = None
    line: int = 0

    @model_validator(mode="before")
    @classmethod
    def _labelled_alone(cls, said: Any) -> Any:
        return {key: value for key, value in said.items() if value != NOT_YET} if isinstance(said, dict) else said

    def has(self, key: str) -> bool:
        """Whether the annotator labelled it."""
        return key in self.model_fields_set

    def value(self, variable: str) -> str | None:
        """Value of a choice or a flag, as the codebook writes it; None where it is not labelled."""
        return written((self.model_extra or {}).get(variable))


def design_of(label: PostingLabels) -> LabelDesign | None:
    """How the labelled posting was drawn; None where nobody says, and the label serves agreement alone.

    Examples
    --------
    >>> sample = {"design": "simple random", "inclusion_prob": 0.125, "population": 800, "n": 100}
    >>> label = PostingLabels.model_validate({"job_id": "a", "sample": sample})
    >>> design_of(label).inclusion_prob, design_of(PostingLabels(job_id="b"))
    (0.125, None)
    """
    return label.sample


def written(value: Any) -> str | None:
    """A label's value as the codebook writes it: true and false in small letters.

    Examples
    --------
    >>> written(True), written("ai-first"), written(None)
    ('true', 'ai-first', None)
    """
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def read_labels(path: Path) -> dict[str, PostingLabels]:
    """The labels that count, by `source_id`: of several annotators of a posting, one.

    Raises
    ------
    RolescopeError
        As `read_annotations`.
    """
    return that_count(read_annotations(path))


def that_count(annotations: Iterable[PostingLabels]) -> dict[str, PostingLabels]:
    """Of each posting the adjudicated label, else that of the annotator who is first by name."""
    counting: dict[str, PostingLabels] = {}
    for label in sorted(annotations, key=lambda label: (not label.adjudicated, label.annotator)):
        counting.setdefault(label.job_id, label)
    return dict(sorted(counting.items()))


def read_annotations(path: Path) -> list[PostingLabels]:
    """Every line of a file of labels.

    Raises
    ------
    RolescopeError
        Where the file is missing or holds no label, a line is no label, or an annotator labels a posting twice; with
        the line.
    """
    if not path.is_file():
        raise RolescopeError("there is no such file of labels", str(path), "give JSON Lines with job_id and skills")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise RolescopeError(
            f"is no UTF-8 ({error.reason} at byte {error.start})", str(path), "save it as UTF-8"
        ) from error
    labels: dict[tuple[str, str], PostingLabels] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        label = _parse(line, number, path)
        first = labels.setdefault((label.job_id, label.annotator), label)
        if first is not label:
            who = f"annotator {label.annotator!r}" if label.annotator else "the same annotator"
            raise RolescopeError(
                f"{who} labels job_id {label.job_id!r} twice, first in line {first.line}",
                f"{path}:{number}",
                "keep one of the lines, or name the annotators in `annotator`",
            )
    if not labels:
        raise RolescopeError("holds no label", str(path), "give JSON Lines with job_id and labels, a line a posting")
    return list(labels.values())


def _parse(line: str, number: int, path: Path) -> PostingLabels:
    try:
        said = json.loads(line)
        return PostingLabels.model_validate(said | {"line": number} if isinstance(said, dict) else said)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"]) or "the line"
        problem = f"{key}: {first['msg']}"
    except (ValueError, RecursionError) as error:
        problem = " ".join(str(error).split())[:160]
    remedy = "a line is an object with job_id and labels such as skills [{quote, section}]; see docs/how-to/evaluate.md"
    raise RolescopeError(f"is no label ({problem})", f"{path}:{number}", remedy)
