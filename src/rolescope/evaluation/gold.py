"""A run against gold labels."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rolescope.coders.label_check import SENTENCE_KEYS, check_label
from rolescope.coders.labels import PostingLabels, read_annotations, that_count
from rolescope.errors import RolescopeError
from rolescope.evaluation.annotators import annotator_figures
from rolescope.evaluation.coded import CodedPosting, CodedRun, read_coded
from rolescope.evaluation.facts import pay_part, years_part
from rolescope.evaluation.figure import Chance, Figure
from rolescope.evaluation.gold_choices import choice_part, choice_scales
from rolescope.evaluation.part import Part
from rolescope.evaluation.sentences import sentence_part
from rolescope.evaluation.skills import skill_part


@dataclass(frozen=True)
class Evaluation:
    """Agreement of a run with gold.

    Parameters
    ----------
    coder, codebook
        Whose codes, by which codebook.
    annotators
        The kinds of the annotators whose labels count.
    several
        Further labels of postings that another label counts for.
    postings, employers
        Labelled postings of the run that are compared, and their employers.
    problems
        What of the labels could not be used: where, what, and what to do about it.
    parts
        The comparison of each variable that is labelled.
    among_annotators
        Agreement of annotators with each other, where several readings are told.
    """

    coder: str
    codebook: str
    annotators: str
    several: int
    postings: int
    employers: int
    problems: list[str]
    parts: list[Part]
    among_annotators: list[Figure]

    @property
    def figures(self) -> list[Figure]:
        """Every figure."""
        return [figure for part in self.parts for figure in part.figures] + self.among_annotators


def evaluate(folder: Path, coder: str, gold_file: Path, chance: Chance, *, half: int | None = None) -> Evaluation:
    """Compare all that a coder says with gold labels.

    Parameters
    ----------
    folder
        Output folder of a run.
    coder
        Whose codes.
    gold_file
        Labels as JSON Lines; `job_id` is the posting's `source_id`.
    chance
        Seed of the bootstrap, and of the split where `half` is given; confidence level.
    half
        0 or 1: only the employers of that half, for tuning on one and testing on the other.

    Raises
    ------
    RolescopeError
        Where the folder or the file is not there, or no labelled posting is in the run.
    """
    annotations = read_annotations(gold_file)
    run = read_coded(folder, coder, {label.job_id for label in annotations})
    if not run.postings:
        remedy = "job_id must be the postings' source_id"
        raise RolescopeError("no labelled posting is in the run", str(gold_file), remedy)
    postings = {
        source_id: posting
        for source_id, posting in run.postings.items()
        if half is None or half_of(posting.employer, chance.seed) == half
    }
    if not postings:
        remedy = "take another --seed, or label postings of more employers"
        raise RolescopeError(f"no labelled posting is of half {half}", str(gold_file), remedy)
    problems = list(_unknown_postings(gold_file, annotations, run))
    usable = []
    for label in annotations:
        if label.job_id in postings:
            kept, refused = check_label(label, postings[label.job_id].text, run.codebook)
            usable.append(kept)
            problems += [
                f"{gold_file}:{label.line}: {r.variable} {r.quote or r.value!r}: {r.reason} — {r.remedy}"
                for r in refused
            ]
    labelled = [(label, postings[source_id]) for source_id, label in that_count(usable).items()]
    employers = {source_id: posting.employer for source_id, posting in postings.items()}
    return Evaluation(
        coder=run.coder,
        codebook=run.codebook.id,
        annotators=", ".join(sorted({label.annotator_kind for label, _ in labelled})),
        several=len(usable) - len(labelled),
        postings=len(labelled),
        employers=len(set(employers.values())),
        problems=problems,
        parts=[part for part in _parts(run, labelled, chance) if part.figures or part.n_uncoded],
        among_annotators=annotator_figures(usable, employers, run.codebook, chance),
    )


def half_of(employer: str, seed: int) -> int:
    """Which half, 0 or 1, an employer falls into; fixed by the seed."""
    return hashlib.blake2b(f"{seed}:{employer}".encode(), digest_size=8).digest()[0] % 2


def _parts(run: CodedRun, labelled: list[tuple[PostingLabels, CodedPosting]], chance: Chance) -> Iterator[Part]:
    for variable, values in choice_scales(run.codebook).items():
        yield choice_part(variable, values, labelled, chance)
    yield years_part(labelled, chance)
    yield pay_part(labelled, chance)
    for theme in run.codebook.variables:
        if theme.kind == "themes" and theme.name in SENTENCE_KEYS:
            yield sentence_part(theme, labelled, chance)
    yield skill_part(labelled, chance)


def _unknown_postings(path: Path, annotations: Iterable[PostingLabels], run: CodedRun) -> Iterator[str]:
    for label in annotations:
        place = f"{path}:{label.line}: job_id {label.job_id!r}"
        if label.job_id in run.ambiguous:
            yield f"{place} is a posting of two sources — give each source's postings ids of their own"
        elif label.job_id not in run.postings:
            yield f"{place} is no posting of the run — job_id must be a posting's source_id"
