"""What the comparison of one variable gives: figures, a confusion, and the postings in which the two differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rolescope.evaluation.figure import Figure


class Miss(NamedTuple):
    """Where a coder and the reference differ: what each says, and the quotes of either."""

    source_id: str
    reference: str
    said: str
    reference_quote: str = ""
    said_quote: str = ""


class Confusion(NamedTuple):
    """How often the coder says what (columns) where the reference says what (rows)."""

    values: tuple[str, ...]
    counts: NDArray[np.int64]


@dataclass(frozen=True)
class Part:
    """The comparison of one variable.

    Parameters
    ----------
    variable
        Variable of the codebook, or a fact of the posting.
    figures
        Its figures; none where there is nothing to compare.
    confusion
        Of a variable with one value a posting, or of themes.
    misses
        Postings in which the two differ.
    missed, wrong
        How often the reference names something that the coder does not, and the other way round.
    n_uncoded
        Postings that the reference codes and the coder could not.
    """

    variable: str
    figures: list[Figure] = field(default_factory=list)
    confusion: Confusion | None = None
    misses: list[Miss] = field(default_factory=list)
    missed: dict[str, int] = field(default_factory=dict)
    wrong: dict[str, int] = field(default_factory=dict)
    n_uncoded: int = 0
