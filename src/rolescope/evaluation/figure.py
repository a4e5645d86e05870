"""One figure of agreement: what it is of, its value with limits, and its name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from rolescope.estimate.bootstrap import Interval, Resampled, share_interval
from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio

GOLD, CODERS, ANNOTATORS, FAMILIES = "gold", "coders", "annotators", "families"
"""What is compared: the coder with gold, two coders, annotators with each other, members of a family."""

Statistic = Callable[[Floats], Ratio]


@dataclass(frozen=True)
class Topic:
    """What figures are of.

    Parameters
    ----------
    variable
        Variable of the codebook, or a fact of the posting.
    subset
        Part of the cases, if not all: ``clear``, ``named technologies``.
    value
        The one value that the figures are of, if they are of one.
    comparison
        What is compared.
    """

    variable: str
    subset: str | None = None
    value: str | None = None
    comparison: str = GOLD


@dataclass(frozen=True)
class Figure:
    """A figure of agreement.

    Parameters
    ----------
    topic
        What it is of.
    measure
        ``accuracy``, ``cohen_kappa`` and so on.
    interval
        Value and limits, or why there are none.
    n
        Cases that it is over.
    n_employers
        Employers of these cases.
    right
        Cases that are right, where the measure is a share of cases.
    """

    topic: Topic
    measure: str
    interval: Interval
    n: int
    n_employers: int
    right: int | None = None

    @property
    def name(self) -> str:
        """What a file of bars calls it: variable, value or subset if any, and measure, joined by dots.

        >>> from rolescope.estimate.bootstrap import Interval
        >>> Figure(Topic("role_type", "clear"), "accuracy", Interval(0.9), 54, 50).name
        'role_type.clear.accuracy'
        """
        topic = self.topic
        head = None if topic.comparison == GOLD else topic.comparison
        parts = (head, topic.variable, topic.subset, topic.value, self.measure)
        return ".".join(part for part in parts if part)


@dataclass(frozen=True)
class Chance:
    """How intervals are made: the seed of the draws and the confidence level."""

    seed: int
    level: float = 0.95


def share_figure(topic: Topic, measure: str, statistic: Statistic, resampled: Resampled, level: float) -> Figure:
    """A figure that is a share of cases: how many are right is told beside it."""
    right, of = (int(part) for part in statistic(resampled.total)[:2])
    return Figure(topic, measure, share_interval(statistic, resampled, level), of, resampled.clusters, right)


def at(statistic: Callable[[Floats, int], Ratio], value: int) -> Statistic:
    """A statistic of one value as one of the table."""
    return lambda tables: statistic(tables, value)
