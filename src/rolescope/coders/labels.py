"""Read somebody's labels from JSON Lines: one object a posting, as the annotation guide has it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from rolescope.errors import RolescopeError


class SkillLabel(BaseModel):
    """A skill that an annotator marked: its quote, its section, and its canonical name if given."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    quote: str
    section: Literal["must", "work", "nice", "other"]
    skill: str | None = None


class PostingLabels(BaseModel):
    """What an annotator said of one posting; `job_id` is its `source_id`."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    job_id: str
    skills: tuple[SkillLabel, ...] = ()
    annotator_kind: str = "unknown"


def read_labels(path: Path) -> dict[str, PostingLabels]:
    """Labels by `source_id`.

    Raises
    ------
    RolescopeError
        Where the file is missing, or a line is no label; with the line.
    """
    if not path.is_file():
        raise RolescopeError("there is no such file of labels", str(path), "give JSON Lines with job_id and skills")
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except UnicodeDecodeError as error:
        raise RolescopeError(
            f"is no UTF-8 ({error.reason} at byte {error.start})", str(path), "save it as UTF-8"
        ) from error
    labels: dict[str, PostingLabels] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            label = PostingLabels.model_validate(json.loads(line))
        except (ValueError, ValidationError) as error:
            problem = " ".join(str(error).split())[:160]
            remedy = "a line is an object with job_id and skills [{quote, section}]"
            raise RolescopeError(f"is no label ({problem})", f"{path}:{number}", remedy) from error
        if label.job_id in labels:
            raise RolescopeError(
                f"job_id {label.job_id!r} is labelled twice", f"{path}:{number}", "keep one of the lines"
            )
        labels[label.job_id] = label
    return labels
