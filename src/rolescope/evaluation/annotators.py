"""Agreement of annotators with each other: several lines a posting, or the readings (`passes`) of one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from rolescope.codebook.model import Codebook
from rolescope.coders.choices import scale
from rolescope.coders.labels import PostingLabels, written
from rolescope.estimate.accuracy import accuracy
from rolescope.estimate.bootstrap import interval_of, resample, share_interval, sum_by_cluster
from rolescope.estimate.krippendorff_alpha import coincidences, krippendorff_alpha
from rolescope.evaluation.figure import ANNOTATORS, Chance, Figure, Topic

Units = Iterable[tuple[str, Sequence[str]]]
"""Of each unit its employer and the values that its coders give it."""


def annotator_figures(
    annotations: Iterable[PostingLabels], employers: Mapping[str, str], codebook: Codebook, chance: Chance
) -> list[Figure]:
    """Agreement on every choice and flag that two or more readings tell.

    Parameters
    ----------
    annotations
        All labels, of all annotators.
    employers
        Employer of each posting of the run, by `source_id`; labels of others are left out.
    codebook
        What can be said.
    chance
        How intervals are made.
    """
    by_posting: dict[str, list[PostingLabels]] = defaultdict(list)
    for label in annotations:
        if label.job_id in employers:
            by_posting[label.job_id].append(label)
    figures = []
    for variable in codebook.variables:
        if variable.kind in ("choice", "flag"):
            units = [(employers[key], _readings(labels, variable.name)) for key, labels in sorted(by_posting.items())]
            topic = Topic(variable.name, comparison=ANNOTATORS)
            figures += coincidence_figures(topic, units, scale(variable), chance)
    return figures


def coincidence_figures(topic: Topic, units: Units, values: Sequence[str], chance: Chance) -> list[Figure]:
    """Share of agreeing pairs and Krippendorff's alpha, where a unit has two values or more; nothing where none has."""
    position = {value: index for index, value in enumerate(values)}
    several = [(employer, [said for said in given if said in position]) for employer, given in units]
    several = [(employer, given) for employer, given in several if len(given) > 1]
    if not several:
        return []
    counts = np.zeros((len(several), len(values)))
    for row, (_, given) in enumerate(several):
        for said in given:
            counts[row, position[said]] += 1
    sums = sum_by_cluster(coincidences(counts), [employer for employer, _ in several])
    resampled = resample(sums, seed=chance.seed)
    intervals = {
        "agreement": share_interval(accuracy, resampled, chance.level),
        "krippendorff_alpha": interval_of(krippendorff_alpha, resampled, chance.level),
    }
    return [Figure(topic, name, found, len(several), resampled.clusters) for name, found in intervals.items()]


def _readings(labels: Sequence[PostingLabels], variable: str) -> list[str]:
    """Values of the readings of one annotator if they are told, else of the annotators."""
    if len(labels) == 1:
        given = [written(value) for value in labels[0].passes.get(variable, ())]
    else:
        given = [label.value(variable) for label in labels if not label.adjudicated]
    return [value for value in given if value is not None]
