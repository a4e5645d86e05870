"""A posting that a model is trained on: read as the local coder reads it, with somebody's labels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from rolescope.coders.layout import lay_out
from rolescope.coders.output import Mention
from rolescope.coders.sentences import Sentence
from rolescope.coders.skills import skill_finder
from rolescope.coders.words import read_words


@dataclass(frozen=True)
class Posting:
    """A posting with labels of choices and flags.

    `family` is what near-duplicates have in common, `group` what employers and families do: postings of
    one group are in one fold.
    """

    source_id: str
    title: str
    text: str
    employer: str
    family: int
    group: int
    sentences: list[Sentence]
    mentions: list[Mention]
    labels: Mapping[str, str]


def labelled_posting(
    source_id: str, title: str, text: str, employer: str, family: int, group: int, labels: Mapping[str, str]
) -> Posting:
    """Read a posting as the local coder does."""
    words = read_words([text])
    layout = lay_out([text], words)
    (skills,) = skill_finder().find_all([employer], layout, read_words([title]), words)
    return Posting(source_id, title, text, employer, family, group, layout.units[0], skills, labels)


def linked(*names: Sequence[str]) -> list[int]:
    """Number of the group of each row: rows of one name, in any of the lists, are in one group.

    Examples
    --------
    >>> linked(["a", "a", "b", "c"], ["x", "y", "y", "z"])
    [0, 0, 0, 1]
    """
    pairs = [pair for column in names for pair in _same(column)]
    rows, firsts = zip(*pairs, strict=True) if pairs else ((), ())
    count = len(names[0])
    graph = coo_array((np.ones(len(pairs)), (rows, firsts)), shape=(count, count))
    groups: list[int] = connected_components(graph, directed=False)[1].tolist()
    return groups


def _same(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each row of a name with the first row of that name."""
    first: dict[str, int] = {}
    for row, name in enumerate(names):
        yield row, first.setdefault(name, row)
