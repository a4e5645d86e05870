"""Which labels may correct a share: those of a sample that nobody tuned the coder on.

A coder is right on what it was tuned on more often than elsewhere. A sample that lost a part of its postings to
tuning is no random sample any more, and so all of it is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rolescope.coders.labels import LabelDesign, PostingLabels, design_of, read_annotations

WITHOUT_DESIGN = "gold label without a design"
TUNED = "gold label that tuned the coder"
_DRAW = "draw the postings to label with `rolescope sample`, which writes each one's inclusion probability"
_ANEW = "draw another sample with `rolescope sample --not-in`, and leave it alone until the coder is done"


class Refused(NamedTuple):
    """Why a label corrects no share, and what to do about it."""

    reason: str
    remedy: str


def tuned_on(paths: Iterable[Path]) -> dict[str, str]:
    """The postings of files of labels that the coder was tuned on, by `source_id`, with the first file of each.

    Raises
    ------
    RolescopeError
        Where a file is missing or holds no labels.
    """
    found: dict[str, str] = {}
    for path in paths:
        for label in read_annotations(path):
            found.setdefault(label.job_id, path.name)
    return found


def correcting(
    labels: Mapping[str, PostingLabels], tuned: Mapping[str, str]
) -> tuple[dict[str, LabelDesign], dict[str, Refused]]:
    """How each label that may correct a share was drawn, and why each of the others may not.

    Parameters
    ----------
    labels
        The labels that count, by `source_id`.
    tuned
        Postings that the coder was tuned on, from `tuned_on`; a label may say so itself, too (`used_for: tuning`).

    Examples
    --------
    >>> sample = {"design": "simple random", "inclusion_prob": 0.5}
    >>> said = [{"job_id": "a", "sample": sample}, {"job_id": "b", "sample": sample, "used_for": "tuning"}, {"job_id": "c"}]
    >>> designs, refused = correcting({one["job_id"]: PostingLabels.model_validate(one) for one in said}, {})
    >>> list(designs), sorted(refused)
    ([], ['a', 'b', 'c'])
    """
    designs = {job_id: design for job_id, label in labels.items() if (design := design_of(label)) is not None}
    refused = {job_id: Refused(WITHOUT_DESIGN, _unknown()) for job_id in labels if job_id not in designs}
    where = {job_id: tuned.get(job_id) or _itself(label) for job_id, label in labels.items()}
    spoilt = {_sample(design): job_id for job_id, design in designs.items() if where[job_id]}
    for job_id, design in designs.items():
        if where[job_id]:
            refused[job_id] = Refused(TUNED, f"it serves agreement alone ({where[job_id]}); {_ANEW}")
        elif _sample(design) in spoilt:
            name = f"sample {design.sample_id!r}" if design.sample_id else "its sample"
            why = f"{name} tuned the coder in part (job_id {spoilt[_sample(design)]!r}): what is left is not random"
            refused[job_id] = Refused(TUNED, f"{why}; {_ANEW}")
    return {job_id: design for job_id, design in designs.items() if job_id not in refused}, refused


def _unknown() -> str:
    return f"it serves `rolescope eval` alone: what it stands for is not known, so that it corrects no share; {_DRAW}"


def _itself(label: PostingLabels) -> str | None:
    is_tuned = label.used_for or (label.sample and label.sample.used_for)
    return f"used_for: {is_tuned}" if is_tuned else None


def _sample(design: LabelDesign) -> tuple[str, str]:
    return design.sample_id, design.design
