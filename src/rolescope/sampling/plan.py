"""`rolescope plan`: how many labels a corrected share needs, and where; computed on expected counts, not simulated."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np

from rolescope.estimate.intervals import Floats
from rolescope.estimate.planned_width import Expectation, HalfWidths
from rolescope.estimate.sample_design import design_sample
from rolescope.sampling.frame import SamplingFrame

MORE = 50
_FEWEST = 10


@dataclass(frozen=True)
class Needed:
    """Fewest labels for the half-width asked for; None where labels of every advertisement do not reach it.

    Parameters
    ----------
    process, corpus
        With the planned sample, for each target.
    random_process, random_corpus
        With a simple random sample.
    gold_only
        With a simple random sample and Wilson's interval, without the coder.
    """

    process: int | None
    corpus: int | None
    random_process: int | None
    random_corpus: int | None
    gold_only: int | None


@dataclass(frozen=True)
class PlannedShare:
    """What labels do for one share.

    Parameters
    ----------
    name, share
        The share, and what is expected of it.
    measured
        Whether that comes from an evaluation of the run, not from the default guess.
    planned, random
        Half-widths with `n` labels of the planned and of a simple random sample.
    more
        Half-widths with `MORE` labels more.
    needed
        Labels for the half-width asked for.
    """

    name: str
    share: float
    measured: bool
    planned: HalfWidths
    random: HalfWidths
    more: HalfWidths
    needed: Needed


@dataclass(frozen=True)
class PlannedStratum:
    """Where labels go: families of a stratum, and how many of them are expected to be drawn."""

    name: str
    size: int
    labels: float


@dataclass(frozen=True)
class Plan:
    """A plan.

    Parameters
    ----------
    frame
        Families that can be drawn.
    n, more
        Labels that half-widths are told for.
    half_width
        What was asked for, as a share.
    shares
        One a target.
    enough
        Labels that bring to `half_width`, for the process, every share that gets there; None where none does.
    strata
        What the coder says of each variable, with the labels of the sample of `enough`, else of `n`.
    """

    frame: SamplingFrame
    n: int
    more: int
    half_width: float
    shares: tuple[PlannedShare, ...]
    enough: int | None
    strata: tuple[PlannedStratum, ...]


def make_plan(frame: SamplingFrame, n: int, half_width: float, level: float = 0.95) -> Plan:
    """Plan labels for the shares of a frame: one sample, drawn as `rolescope sample` draws it, serves them all.

    Parameters
    ----------
    frame
        The frame.
    n
        Labels that half-widths are told for.
    half_width
        Half-width that the number of labels is looked for, as a share.
    level
        Confidence level.

    Raises
    ------
    RolescopeError
        Where there are fewer than `n` families.
    """
    frame.enough(n, "--n")

    @cache
    def planned(labels: int) -> Floats:
        return design_sample(frame.aims, labels).inclusion

    def random(labels: int) -> Floats:
        return np.full(len(frame), labels / len(frame))

    more = min(n + MORE, len(frame))
    shares = []
    for aim in frame.aims:
        expected = Expectation(aim, frame.employers, level)

        def fewest(inclusion: Callable[[int], Floats], interval: str, expected: Expectation = expected) -> int | None:
            return _fewest(lambda m: getattr(expected.half_widths(inclusion(m)), interval), half_width, len(frame))

        share = PlannedShare(
            name=aim.name,
            share=expected.share,
            measured=aim.name in frame.measured,
            planned=expected.half_widths(planned(n)),
            random=expected.half_widths(random(n)),
            more=expected.half_widths(planned(more)),
            needed=Needed(
                process=fewest(planned, "process"),
                corpus=fewest(planned, "corpus"),
                random_process=fewest(random, "process"),
                random_corpus=fewest(random, "corpus"),
                gold_only=fewest(random, "gold_only"),
            ),
        )
        shares.append(share)
    reached = [share.needed.process for share in shares if share.needed.process is not None]
    enough = max(reached, default=None)
    return Plan(
        frame, n, more, half_width, tuple(shares), enough, _strata(frame, planned(n if enough is None else enough))
    )


def _fewest(half_width: Callable[[int], float], asked: float, most: int) -> int | None:
    """Fewest labels whose interval is as narrow as asked, by bisection."""
    if half_width(most) > asked:
        return None
    low, high = min(_FEWEST, most), most
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if half_width(middle) <= asked else (middle + 1, high)
    return high


def _strata(frame: SamplingFrame, inclusion: Floats) -> tuple[PlannedStratum, ...]:
    partitions = {id(aim.partition): aim.partition for aim in frame.aims}.values()
    return tuple(
        PlannedStratum(name, int(size), float(labels))
        for part in partitions
        for name, size, labels in zip(part.names, part.size, np.bincount(part.of, inclusion), strict=True)
    )
