"""Choose among overlapping spans of many texts at once, in numpy: the first, of equals the longest, goes before others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rolescope.coders.words import Bools, Ints


def choose(start: Ints, end: Ints, hold: Callable[[Ints], Bools]) -> Ints:
    """Places of the spans that are taken from left to right: each that holds and that nothing taken before overlaps.

    Parameters
    ----------
    start, end
        Of the spans, rising by start and among those of one start falling by end.
    hold
        Which of some spans, by their places, hold; asked only of spans that nothing taken overlaps.

    Notes
    -----
    A span that begins behind the end of all before it heads a cluster. Heads that hold are taken, and what they overlap
    is dropped; what is left has new heads, until nothing is left: as many rounds as spans of the longest cluster are
    looked at in turn.
    """
    taken = np.zeros(len(start), bool)
    left = np.arange(len(start))
    while left.size:
        begins, reached = start[left], np.maximum.accumulate(end[left])
        is_head = np.concatenate(([True], begins[1:] >= reached[:-1]))
        heads = left[is_head]
        held = hold(heads)
        taken[heads[held]] = True
        free_from = np.where(held, end[heads], start[heads])[np.cumsum(is_head) - 1]
        left = left[~is_head & (begins >= free_from)]
    return np.flatnonzero(taken)
