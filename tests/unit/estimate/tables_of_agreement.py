"""Confusion tables for tests: by hand, and of any kind."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from rolescope.estimate.intervals import Floats
from rolescope.estimate.ratio import Ratio

LABELS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40)


def table_of(pairs: list[tuple[str, str]], values: str = "abc") -> Floats:
    table = np.zeros((len(values), len(values)))
    for reference, said in pairs:
        table[values.index(reference), values.index(said)] += 1
    return table


def value_of(found: Ratio) -> float | None:
    """The figure; None where it is not defined."""
    return None if found.below <= 1e-9 else float(found.above / found.below)
