"""Figures of what has one value a posting: choices, flags, work mode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from rolescope.estimate.accuracy import accuracy
from rolescope.estimate.bootstrap import Resampled, interval_of, resample
from rolescope.estimate.cohen_kappa import cohen_kappa
from rolescope.estimate.confusion import confusion_tables
from rolescope.estimate.f1 import f1, macro_f1, precision, recall
from rolescope.estimate.gwet_ac1 import gwet_ac1
from rolescope.estimate.krippendorff_alpha import alpha_of_two
from rolescope.evaluation.figure import Chance, Figure, Statistic, Topic, at, share_figure
from rolescope.evaluation.part import Confusion

FLAG = ("true", "false")
COEFFICIENTS: dict[str, Statistic] = {
    "cohen_kappa": cohen_kappa,
    "krippendorff_alpha": alpha_of_two,
    "gwet_ac1": gwet_ac1,
    "macro_f1": macro_f1,
}


class Pair(NamedTuple):
    """What the reference and the coder say of one posting."""

    employer: str
    reference: str
    said: str


def choice_figures(
    topic: Topic, pairs: Sequence[Pair], scale: Sequence[str], chance: Chance
) -> tuple[list[Figure], Confusion]:
    """Accuracy, coefficients of agreement and the figures of each value, with the confusion.

    Parameters
    ----------
    topic
        What the figures are of.
    pairs
        What both say, posting by posting.
    scale
        Values that both could say; those that only occur are added.
    chance
        How intervals are made.
    """
    occurring = {value for pair in pairs for value in (pair.reference, pair.said)}
    values = tuple(dict.fromkeys([*scale, *sorted(occurring)]))
    tables = confusion_tables(
        [pair.reference for pair in pairs], [pair.said for pair in pairs], [pair.employer for pair in pairs], values
    )
    resampled = resample(tables, seed=chance.seed)
    figures = _whole(topic, resampled, chance.level) + _by_value(topic, resampled, values, chance.level)
    return figures, Confusion(values, resampled.total.astype(np.int64))


def _whole(topic: Topic, resampled: Resampled, level: float) -> list[Figure]:
    n = int(resampled.total.sum())
    figures = [share_figure(topic, "accuracy", accuracy, resampled, level)]
    for measure, statistic in COEFFICIENTS.items():
        figures.append(Figure(topic, measure, interval_of(statistic, resampled, level), n, resampled.clusters))
    return figures


def _by_value(topic: Topic, resampled: Resampled, values: Sequence[str], level: float) -> list[Figure]:
    """Precision, recall and F1 of each value that occurs; of a flag, of ``true`` alone."""
    counts = resampled.total
    figures = []
    for value in values if set(values) != set(FLAG) else FLAG[:1]:
        position = values.index(value)
        if not counts[position].sum() + counts[:, position].sum():
            continue
        about = replace(topic, value=value)
        figures += [
            share_figure(about, measure, at(statistic, position), resampled, level)
            for measure, statistic in (("precision", precision), ("recall", recall))
        ]
        n = int(counts[position].sum())
        found = interval_of(at(f1, position), resampled, level)
        figures.append(Figure(about, "f1", found, n, resampled.clusters))
    return figures
