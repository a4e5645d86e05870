"""Quality without truth: what a model says when it is asked again, and what another model says."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pyarrow as pa

from rolescope.codebook.model import Codebook
from rolescope.evaluation.coders import compare_coders
from rolescope.evaluation.figure import Chance, Figure
from rolescope.evaluation.sides import Side
from rolescope.tables import AGREEMENT

Readings = Literal["repeat", "models"]
"""Two readings that are compared: of one model asked twice, or of two models."""


def reading_rows(comparison: Readings, first: Side, second: Side, codebook: Codebook, chance: Chance) -> pa.Table:
    """Agreement of two readings of the same postings, as rows of `tables.AGREEMENT`.

    Agreement is no accuracy: two readings can err alike.

    Parameters
    ----------
    comparison
        Which two they are.
    first, second
        Folders with the tables of codes of either, the first with the postings; and whose codes they are.
    codebook
        What was coded.
    chance
        How intervals are made.

    Returns
    -------
    pyarrow.Table
        Empty where no variable was coded in both.
    """
    found = compare_coders(first, second, chance, codebook)
    rows = [_row(comparison, figure, found.first.coder, found.second.coder, codebook, chance.level)
            for part in found.parts for figure in part.figures]  # fmt: skip
    return pa.Table.from_pylist(rows, AGREEMENT)


def _row(
    comparison: str, figure: Figure, reference: str, coder: str, codebook: Codebook, level: float
) -> dict[str, object]:
    topic, found = replace(figure.topic, comparison=comparison), figure.interval
    return {
        "name": replace(figure, topic=topic).name, "comparison": comparison, "reference": reference, "coder": coder,
        "codebook": codebook.id, "variable": topic.variable, "subset": topic.subset, "value": topic.value,
        "measure": figure.measure, "n": figure.n, "n_employers": figure.n_employers, "right": figure.right,
        "figure": found.value, "low": found.low, "high": found.high, "level": level, "note": found.note,
    }  # fmt: skip
