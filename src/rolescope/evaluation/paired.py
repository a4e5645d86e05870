"""Two codings of the same labelled postings: how good each is, and the difference with its interval."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rolescope.codebook.model import Codebook
from rolescope.coders.gold import canonical_names
from rolescope.coders.labels import PostingLabels
from rolescope.coders.wording import OTHER
from rolescope.estimate.bootstrap import Interval, interval_of, resample, share_interval, sum_by_cluster
from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio, share
from rolescope.evaluation.coded import CodedPosting
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.skills import SKILLS, canonical

ACCURACY, F1 = "accuracy", "f1"
_UNDEFINED = "neither the labels nor the coder have any"


@dataclass(frozen=True)
class Paired:
    """One measure of two codings.

    Parameters
    ----------
    variable, measure
        What is measured: `ACCURACY` of a choice or a flag, `F1` of which postings hold which skill.
    n
        Labelled postings that both have coded.
    first, second
        The measure of either.
    difference
        Of the second over the first, from the same draws of employers.
    """

    variable: str
    measure: str
    n: int
    first: Interval
    second: Interval
    difference: Interval


def compare_paired(
    labels: Sequence[PostingLabels],
    first: Mapping[str, CodedPosting],
    second: Mapping[str, CodedPosting],
    codebook: Codebook,
    chance: Chance,
) -> list[Paired]:
    """Compare two codings on every choice and flag that is labelled, and on skills.

    Parameters
    ----------
    labels
        One a posting.
    first, second
        The codings, by `source_id`.
    codebook
        What was coded.
    chance
        How intervals are made.
    """
    both = [(label, first[label.job_id], second[label.job_id]) for label in labels if label.job_id in first]
    found = []
    for variable in codebook.variables:
        name = variable.name
        if variable.kind in ("choice", "flag"):
            rows: list[tuple[str, list[float]]] = [
                (one.employer, [one.values[name] == label.value(name), other.values[name] == label.value(name), 1])
                for label, one, other in both
                if label.value(name) is not None and name in one.values and name in other.values
            ]
            found += _paired(name, ACCURACY, rows, (_right(0), _right(1), _more_right), chance)
        elif name == SKILLS:
            rows = [
                (one.employer, _counts(label, one, other))
                for label, one, other in both
                if label.has(SKILLS) and SKILLS not in one.uncoded and SKILLS not in other.uncoded
            ]
            found += _paired(name, F1, rows, (_f1(1, 2), _f1(3, 4), _more_f1), chance)
    return found


def _paired(
    variable: str, measure: str, rows: Sequence[tuple[str, Sequence[float]]],
    statistics: tuple[Callable[[Floats], Ratio], ...], chance: Chance,
) -> list[Paired]:  # fmt: skip
    if not rows:
        return []
    sums = sum_by_cluster(np.array([counts for _, counts in rows], float), [employer for employer, _ in rows])
    resampled = resample(sums, seed=chance.seed)
    how = share_interval if measure == ACCURACY else interval_of
    one, other = (how(statistic, resampled, chance.level) for statistic in statistics[:2])
    return [Paired(variable, measure, len(rows), one, other, interval_of(statistics[2], resampled, chance.level))]


def _right(place: int) -> Callable[[Floats], Ratio]:
    return lambda sums: share(sums[..., [place, 2]])


def _more_right(sums: Floats) -> Ratio:
    return Ratio(sums[..., 1] - sums[..., 0], sums[..., 2], _UNDEFINED)


def _counts(label: PostingLabels, one: CodedPosting, other: CodedPosting) -> list[float]:
    """Skills that the label has; those that either names and the label has, and that either names."""
    names = canonical_names()
    gold = {canonical(skill, names) for skill in label.skills if skill.section != OTHER}
    counts: list[float] = [len(gold)]
    for posting in (one, other):
        said = {code.value for code in posting.evidence.get(SKILLS, ()) if code.section != OTHER}
        counts += [len(gold & said), len(said)]
    return counts


def _f1(both: int, said: int) -> Callable[[Floats], Ratio]:
    return lambda sums: Ratio(2 * sums[..., both], sums[..., 0] + sums[..., said], _UNDEFINED)


def _more_f1(sums: Floats) -> Ratio:
    """2 b2 / (g + s2) − 2 b1 / (g + s1), over one denominator."""
    gold, both_one, said_one, both_other, said_other = np.moveaxis(sums, -1, 0)
    one, other = gold + said_one, gold + said_other
    return Ratio(2 * both_other * one - 2 * both_one * other, one * other, _UNDEFINED)
