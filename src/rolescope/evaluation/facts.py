"""Facts of a posting against gold labels: least years of experience, and pay."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from rolescope.coders.grounding import overlap, verbatim
from rolescope.coders.labels import PostingLabels
from rolescope.estimate.bootstrap import resample, sum_by_cluster
from rolescope.estimate.ratio import share
from rolescope.evaluation.coded import CodedPosting
from rolescope.evaluation.figure import Chance, Figure, Topic, share_figure
from rolescope.evaluation.part import Miss, Part

EMPLOYER_TEXT = "employer text"
NONE = "none"


class Counted(NamedTuple):
    """Right answers and all answers of one posting."""

    employer: str
    right: int
    of: int


def counted_figure(topic: Topic, measure: str, counted: Iterable[Counted], chance: Chance) -> Figure:
    """A share of answers that are right, over postings."""
    rows = list(counted)
    sums = np.array([(row.right, row.of) for row in rows], dtype=float).reshape(-1, 2)
    resampled = resample(sum_by_cluster(sums, [row.employer for row in rows]), seed=chance.seed)
    return share_figure(topic, measure, share, resampled, chance.level)


def years_part(labelled: Iterable[tuple[PostingLabels, CodedPosting]], chance: Chance) -> Part:
    """Least years of experience: right is the same number, or none on both sides."""
    counted, misses = [], []
    for label, posting in labelled:
        if not label.has("years_min"):
            continue
        is_right = label.years_min == posting.years_min
        counted.append(Counted(posting.employer, int(is_right), 1))
        if not is_right:
            misses.append(Miss(posting.source_id, _number(label.years_min), _number(posting.years_min)))
    figures = [counted_figure(Topic("years_min"), "accuracy", counted, chance)] if counted else []
    return Part("years_min", figures, misses=misses)


def pay_part(labelled: Iterable[tuple[PostingLabels, CodedPosting]], chance: Chance) -> Part:
    """Pay in the text: recall where the label states it, precision where the run does.

    Right is a quote that overlaps the label's. Pay from the site's listing is no answer here.
    """
    stated, found, misses = [], [], []
    for label, posting in labelled:
        if not label.has("salary"):
            continue
        said = posting.pay_quote if posting.pay_source == EMPLOYER_TEXT else None
        is_right = bool(label.salary and said and _overlap(posting.text, label.salary, said))
        if label.salary:
            stated.append(Counted(posting.employer, int(is_right), 1))
        if said:
            found.append(Counted(posting.employer, int(is_right), 1))
        if (label.salary or said) and not is_right:
            misses.append(Miss(posting.source_id, label.salary or NONE, said or NONE))
    topic = Topic("pay")
    measures = [("recall", stated), ("precision", found)] if stated or found else []
    return Part("pay", [counted_figure(topic, name, rows, chance) for name, rows in measures], misses=misses)


def _overlap(text: str, one: str, other: str) -> bool:
    return any(overlap(a, b) > 0 for a in verbatim(text, one) for b in verbatim(text, other))


def _number(years: int | None) -> str:
    return NONE if years is None else str(years)
