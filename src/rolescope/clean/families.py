"""Families of postings: the same advertisement, posted again, once per city, or by an agency.

Two postings are linked where the Jaccard similarity of their word 5-grams is at least .8; a family is
what is linked directly or through others. Candidates come from the bands of their signatures (one pair in
3,000 at exactly .8 is missed) and every link is verified on the texts; postings of the same words are one
by a 64-bit hash of these, and postings of fewer than 30 words only where they are spelt alike.

Titles and employers have no say. In 894 postings for AI engineers, linked pairs differ by level (the same
text with "5+ years" for "8+"), place, currency or team, and titles of one text vary at will; a rule on them
would part reposts. What differs between members (level, years, pay, place) is to be estimated from the
members, not from one of them.

References
----------
Manning, Raghavan and Schütze (2008), Introduction to Information Retrieval, section 19.6.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from rolescope.clean.shingles import Hashes, shingle_sets
from rolescope.clean.signatures import BANDS, FEWEST_WORDS, Signatures

SAME_ADVERTISEMENT = 0.8
TextsOf = Callable[[Sequence[str]], Sequence[str]]
"""The texts of these ids, in their order."""

_TEXTS_AT_ONCE = 10_000
_Rows = npt.NDArray[np.int64]


class _Run(NamedTuple):
    """Rows that have the same hash of one band."""

    band: int
    rows: _Rows


def link_families(ids: Sequence[str], signed: Signatures, texts_of: TextsOf) -> dict[str, str]:
    """Family of every posting.

    Parameters
    ----------
    ids
        Different ids.
    signed
        Their `signatures`, in the same order.
    texts_of
        Fetches the texts of candidates, at most some thousands at a time.

    Returns
    -------
    dict of str to str
        Family id of each id: a hash of the family's smallest id, so that neither the order of the
        postings nor what else is in the corpus changes it.
    """
    parents = list(range(len(ids)))
    for twins in _runs(signed["content"], np.flatnonzero(signed["words"] > 0)):
        for twin in twins[1:]:
            _join(parents, int(twins[0]), int(twin))
    alone = np.array([row for row, parent in enumerate(parents) if row == parent], np.int64)
    long = alone[signed["words"][alone] >= FEWEST_WORDS]
    bands = signed["bands"]
    for batch in _batches(_neighbouring(bands, long), parents, bands):
        members = np.unique(np.concatenate([run.rows for run in batch]))
        texts = texts_of([ids[row] for row in members])
        sets = dict(zip(members.tolist(), shingle_sets(texts), strict=True))
        for run in batch:
            _link_run(run.rows, sets, parents, bands[:, : run.band])
    return _named(ids, parents)


def jaccard(one: Hashes, other: Hashes) -> float:
    """Jaccard similarity of two sets of 5-grams, 0 where both are empty.

    Examples
    --------
    >>> jaccard(*shingle_sets(["one two three four five six", "one two three four five"]))
    0.5
    """
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared / max(len(one) + len(other) - shared, 1)


def _runs(values: npt.NDArray[np.unsignedinteger], rows: _Rows) -> Iterator[_Rows]:
    """Groups of two or more rows that have the same value."""
    chosen = values[rows]
    order = np.argsort(chosen, kind="stable")
    ranked = chosen[order]
    edges = np.flatnonzero(np.concatenate(([True], ranked[1:] != ranked[:-1], [True])))
    for begin in np.flatnonzero(np.diff(edges) > 1):
        yield rows[order[edges[begin] : edges[begin + 1]]]


def _undecided(run: _Rows, parents: list[int], earlier: npt.NDArray[np.uint32]) -> _Rows:
    """Members of a run that make a pair which is neither linked nor was compared in an earlier band."""
    labels = _labels(run, parents)
    wanted = np.zeros(len(run), np.bool_)
    for place in range(len(run) - 1):
        others = _to_compare(place, run, labels, earlier)
        if len(others):
            wanted[place] = True
            wanted[others] = True
    return run[wanted]


def _to_compare(place: int, run: _Rows, labels: _Rows, earlier: npt.NDArray[np.uint32]) -> _Rows:
    others = place + 1 + np.flatnonzero(labels[place + 1 :] != labels[place])
    met: npt.NDArray[np.bool_] = (earlier[run[others]] == earlier[run[place]]).any(axis=1)
    return others[~met]


def _neighbouring(bands: npt.NDArray[np.uint32], rows: _Rows) -> list[_Run]:
    """Runs of equal bands, those that share members beside each other, so that a text is fetched few times."""
    runs = [_Run(band, run) for band in range(BANDS) for run in _runs(bands[:, band], rows)]
    if not runs:
        return []
    first = np.concatenate([np.repeat(run.rows[0], len(run.rows) - 1) for run in runs])
    others = np.concatenate([run.rows[1:] for run in runs])
    links = coo_array((np.ones(len(first), np.bool_), (first, others)), shape=(len(bands), len(bands)))
    _, component = connected_components(links, directed=False)
    return sorted(runs, key=lambda run: (component[run.rows[0]], run.band))


def _batches(runs: list[_Run], parents: list[int], bands: npt.NDArray[np.uint32]) -> Iterator[list[_Run]]:
    """Runs with what is still undecided of them, so many at a time that their texts fit in memory."""
    batch: list[_Run] = []
    members: set[int] = set()
    for run in runs:
        rows = _undecided(run.rows, parents, bands[:, : run.band])
        if len(rows):
            batch.append(_Run(run.band, rows))
            members.update(rows.tolist())
        if len(members) >= _TEXTS_AT_ONCE:
            yield batch
            batch, members = [], set()
    if batch:
        yield batch


def _link_run(run: _Rows, sets: dict[int, Hashes], parents: list[int], earlier: npt.NDArray[np.uint32]) -> None:
    """Link the pairs of a run that are similar; each member is compared with all others at once."""
    sizes = np.array([len(sets[row]) for row in run.tolist()], np.int64)
    terms, numbers = np.unique(np.concatenate([sets[row] for row in run.tolist()]), return_inverse=True)
    numbered = np.split(numbers, np.cumsum(sizes)[:-1])
    own = np.zeros(len(terms), np.int32)
    labels = _labels(run, parents)
    for place in range(len(run) - 1):
        others = _to_compare(place, run, labels, earlier)
        if not len(others):
            continue
        own[numbered[place]] = 1
        first = np.cumsum(sizes[others]) - sizes[others]
        shared = np.add.reduceat(own[np.concatenate([numbered[other] for other in others])], first)
        own[numbered[place]] = 0
        similar = shared / (sizes[place] + sizes[others] - shared) >= SAME_ADVERTISEMENT
        for other in others[similar]:
            _join(parents, int(run[place]), int(run[other]))
            labels[labels == labels[other]] = labels[place]


def _labels(run: _Rows, parents: list[int]) -> _Rows:
    return np.array([_root(parents, row) for row in run.tolist()], np.int64)


def _root(parents: list[int], row: int) -> int:
    while parents[row] != row:
        parents[row] = parents[parents[row]]
        row = parents[row]
    return row


def _join(parents: list[int], one: int, other: int) -> None:
    low, high = sorted((_root(parents, one), _root(parents, other)))
    parents[high] = low


def _named(ids: Sequence[str], parents: list[int]) -> dict[str, str]:
    roots = [_root(parents, row) for row in range(len(ids))]
    smallest: dict[int, str] = {}
    for root, name in zip(roots, ids, strict=True):
        smallest[root] = min(name, smallest.get(root, name))
    families = {root: _digest(name) for root, name in smallest.items()}
    return {name: families[root] for root, name in zip(roots, ids, strict=True)}


def _digest(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8", "replace"), digest_size=8).hexdigest()
