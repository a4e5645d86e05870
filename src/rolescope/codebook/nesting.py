"""Terms within longer terms: which of them stand for themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import log2


def c_values(uses: Mapping[str, int], own_share: float = 0.5) -> dict[str, float]:
    """C-values of the terms that stand for themselves; those that are pieces of longer ones are left out.

    C-value(a) = log2(|a| + 1) · (f(a) − mean of f(b) over the longer terms b that hold a), |a| in words,
    f(a) the uses of a, alone and inside others. A term used less often alone than `own_share` of the
    uses of one longer term is a piece of it. After Frantzi, Ananiadou and Mima, "Automatic recognition of
    multi-word terms: the C-value/NC-value method", Int. J. on Digital Libraries 3 (2000) 115–130; the + 1,
    which lets a single word be a term, is a common change of it.

    Parameters
    ----------
    uses
        How many use each term by itself, not as a piece of a longer one.
    own_share
        Part of a longer term's uses that a piece of it needs alone.

    Examples
    --------
    >>> c_values({"tide tables": 1, "printed tide tables": 4})
    {'printed tide tables': 8.0}
    """
    holders: dict[str, list[str]] = {}
    for term in uses:
        for piece in _pieces(term):
            if piece in uses:
                holders.setdefault(piece, []).append(term)
    values = {}
    for term, alone in uses.items():
        longer = [uses[holder] for holder in holders.get(term, ())]
        if longer and alone < own_share * max(longer):
            continue
        nested = sum(longer) - sum(longer) / len(longer) if longer else 0.0
        values[term] = log2(term.count(" ") + 2) * (alone + nested)
    return values


def _pieces(term: str) -> Iterator[str]:
    """Shorter runs of a term's words."""
    words = term.split(" ")
    for length in range(1, len(words)):
        for start in range(len(words) - length + 1):
            yield " ".join(words[start : start + length])
