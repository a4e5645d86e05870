"""Weights of the families of a run that bring stated margins, such as shares of countries, to their targets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np

from rolescope.errors import RolescopeError
from rolescope.estimate.employer_counts import Ints
from rolescope.estimate.intervals import Floats
from rolescope.estimate.raking import Raked, rake, weight_deff
from rolescope.estimate.units import Units

OTHER = "(other)"
"""A margin's value for all that it does not name, and for families that state nothing."""
ALLOWED_MISS = 0.005
_PLACE = "margins"


class Weighting(NamedTuple):
    """Weights of families, in their order, of mean 1; what is said of them in `run.json`."""

    weight: Floats
    said: dict[str, Any]


def weigh_families(units: Units, margins: Mapping[str, Mapping[str, float]], most: float) -> Weighting:
    """Rake the families of a run.

    A family has one value in each margin: that of its first posting, the first of its places.

    Parameters
    ----------
    units
        The families.
    margins
        For each column of postings, kind of place or choice of the codebook the share of each value; all above 0, of
        sum 1. `OTHER` stands for values that are not named.
    most
        Bound of the weights, above 1.

    Raises
    ------
    RolescopeError
        Where nothing is called so, a value has no family or a family no value, or the margins cannot be met.
    """
    found = {name: _values(units, name, target) for name, target in margins.items()}
    cells, cell, size = np.unique(np.array(list(found.values())), axis=1, return_inverse=True, return_counts=True)
    targets = [np.array(list(target.values()), float) for target in margins.values()]
    raked = rake(size.astype(float), list(cells.astype(np.int64)), targets, most)
    _refuse_missed(margins, targets, raked, most)
    weight = np.round(raked.weight, 6)[np.ravel(cell)]
    return Weighting(weight, _said(margins, found, raked, size.astype(float)))


def _values(units: Units, name: str, target: Mapping[str, float]) -> Ints:
    """Number of the value of each family among those of a margin."""
    place = f"{_PLACE}.{name}"
    held = units.single_values(name)
    numbers = {value: number for number, value in enumerate(target)}
    seen = set(held)
    for value in target:
        if value not in seen and value != OTHER:
            raise RolescopeError(f"no posting has {value!r}", place, f"there is {', '.join(sorted(seen)[:20])}")
    unnamed = sorted(seen - set(numbers))
    if unnamed and OTHER not in numbers:
        raise RolescopeError(
            f"no margin for {', '.join(unnamed[:5])}, which postings have", place,
            f"give each a share, or {OTHER!r} for all that is not named",
        )  # fmt: skip
    if OTHER in numbers and not unnamed:
        raise RolescopeError(f"{OTHER!r} stands for nothing: every value is named", place, "leave it out")
    return np.array([numbers.get(value, numbers.get(OTHER, -1)) for value in held], np.int64)


def _refuse_missed(
    margins: Mapping[str, Mapping[str, float]], targets: list[Floats], raked: Raked, most: float
) -> None:
    if raked.miss(targets) <= ALLOWED_MISS:
        return
    off = [np.abs(got - target) for got, target in zip(raked.reached, targets, strict=True)]
    worst = max(range(len(off)), key=lambda number: float(off[number].max()))
    at = int(off[worst].argmax())
    name, value = list(margins)[worst], list(list(margins.values())[worst])[at]
    raise RolescopeError(
        f"margins cannot be met together with weights up to {most:g}: {value!r} comes to "
        f"{100 * raked.reached[worst][at]:.1f} % instead of {100 * targets[worst][at]:.1f} %",
        f"{_PLACE}.{name}", "join rare values, leave a margin out, or allow larger weights with `max_weight`",
    )  # fmt: skip


def _said(
    margins: Mapping[str, Mapping[str, float]], found: Mapping[str, Ints], raked: Raked, size: Floats
) -> dict[str, Any]:
    before = {name: np.bincount(values) / len(values) for name, values in found.items()}
    return {
        "margins": [
            {"margin": name, "value": value, "before": _rounded(before[name][at]), "target": share,
             "after": _rounded(after[at])}
            for (name, target), after in zip(margins.items(), raked.reached, strict=True)
            for at, (value, share) in enumerate(target.items())
        ],
        "rounds": raked.rounds,
        "lowest": _rounded(raked.weight.min()),
        "highest": _rounded(raked.weight.max()),
        "trimmed": raked.trimmed,
        "deff": _rounded(weight_deff(raked.weight, size)),
    }  # fmt: skip


def _rounded(figure: float) -> float:
    return round(float(figure), 6)
