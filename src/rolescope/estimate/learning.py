"""A learning path: which k skills meet how much of the must-have lists of the most postings.

The path is greedy: each step takes the skill that meets the most must-groups still open, every posting
weighing one, which is within 1 − 1/e of the best set of that size. How many postings a path of k skills
serves is measured on employers whose postings had no say in it: the employers are dealt into `FOLDS` parts,
and each part is served by the path of the others.

References
----------
Nemhauser, Wolsey and Fisher (1978), An analysis of approximations for maximizing submodular set functions.
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from rolescope.estimate.clustered import shares_of
from rolescope.estimate.intervals import Floats
from rolescope.estimate.must_groups import MustGroups, read_must_groups
from rolescope.estimate.units import Units
from rolescope.tables import LEARNING_PATH

STEPS = 20
THRESHOLDS = (0.5, 0.7, 0.9)
FOLDS = 5
_DECIMALS = 9
Bools = NDArray[np.bool_]


def learning_path(units: Units, level: float) -> pa.Table:
    """Greedy path of `STEPS` skills with the share of postings whose must-groups are met at each step.

    Parameters
    ----------
    units
        The families of a run.
    level
        Confidence level.

    Returns
    -------
    pyarrow.Table
        Rows of `tables.LEARNING_PATH`: share of families with required skills of which at least
        50, 70 and 90 % of the groups are met, on held-out employers, with employer-clustered intervals.
    """
    groups = read_must_groups(units)
    families = len(groups.employer)
    if not families:
        return LEARNING_PATH.empty_table()
    path = _greedy(groups, np.ones(families, np.bool_))
    met = _held_out(groups, len(path))
    rows: list[dict[str, object]] = []
    for threshold in THRESHOLDS:
        shares = shares_of(met >= threshold, groups.employer, level)
        rows.extend(
            {
                "step": step, "value": groups.skills[skill], "threshold": threshold, "n": families,
                "share": share, "low": low, "high": high, "level": level,
            }
            for step, (skill, share, low, high) in enumerate(
                zip(path, shares.share.tolist(), shares.low.tolist(), shares.high.tolist(), strict=True), start=1
            )
        )  # fmt: skip
    return pa.Table.from_pylist(rows, schema=LEARNING_PATH)


def _held_out(groups: MustGroups, steps: int) -> Floats:
    """Part of each family's must-groups met at each step by the path of the other folds; one row a step."""
    met = np.zeros((steps, len(groups.employer)))
    for fold in range(FOLDS):
        mine = groups.employer % FOLDS == fold
        met[:, mine] = _met(groups, _greedy(groups, ~mine), steps, mine)
    return met


def _met(groups: MustGroups, path: list[int], steps: int, chosen: Bools) -> Floats:
    """Part of the must-groups of each chosen family that the first skills of a path meet; one row a step."""
    of = np.bincount(groups.family, minlength=len(groups.employer))
    closed = np.zeros(len(groups.family), np.bool_)
    met = np.zeros((steps, np.count_nonzero(chosen)))
    for step in range(steps):
        if step < len(path):
            closed[groups.group[groups.skill == path[step]]] = True
        met[step] = (np.bincount(groups.family[closed], minlength=len(of)) / of)[chosen]
    return met


def _greedy(groups: MustGroups, chosen: Bools) -> list[int]:
    """Skills in the order in which they meet the most open groups of the chosen families."""
    weights = (1 / np.bincount(groups.family, minlength=len(groups.employer)))[groups.family]
    here = chosen[groups.family[groups.group]]
    group, skill = groups.group[here], groups.skill[here]
    path: list[int] = []
    while len(path) < STEPS and len(group):
        best = int(np.argmax(np.round(np.bincount(skill, weights[group]), _DECIMALS)))
        path.append(best)
        closed = np.zeros(len(groups.family), np.bool_)
        closed[group[skill == best]] = True
        still_open = ~closed[group]
        group, skill = group[still_open], skill[still_open]
    return path
