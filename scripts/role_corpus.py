"""The postings that the role models are trained on: the study's, without gold and its families."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from rolescope.clean.employer import employer_id
from rolescope.clean.families import SAME_ADVERTISEMENT, jaccard
from rolescope.clean.shingles import shingle_sets
from rolescope.clean.text import one_line, plain_text
from rolescope.coders.labels import read_labels as read_gold
from rolescope.collect.field_guide import read_field_guide, read_labels
from rolescope.collect.record import Record
from rolescope.training.posting import Posting, labelled_posting


def read_training(corpus: Path, gold: Path) -> list[Posting]:
    """Postings whose role type the study tells, in the order of their ids."""
    labels = {str(told["meta"]["job_id"]): told["position"] for _, told in read_labels(corpus)}
    records = {
        record.source_id: record
        for record in read_field_guide(corpus, "field_guide")
        if isinstance(record, Record) and record.source_id in labels and plain_text(record.text)
    }
    ids = sorted(records)
    texts = [plain_text(records[name].text) for name in ids]
    duplicates = list(_near_duplicates(texts))
    families = _linked(len(ids), duplicates)
    held_out = {families[ids.index(name)] for name in read_gold(gold) if name in records}
    employers = [employer_id(one_line(records[name].company), name) for name in ids]
    groups = _linked(len(ids), [*duplicates, *_neighbours(employers)])
    kept = [
        row for row, name in enumerate(ids) if families[row] not in held_out and role_type(labels[name]) != "unknown"
    ]
    print(f"{len(ids)} postings, {len(kept)} to train on, {len({employers[row] for row in kept})} employers")
    return [
        _posting(records[ids[row]], texts[row], employers[row], families[row], groups[row], labels[ids[row]])
        for row in kept
    ]


def role_type(position: Mapping[str, Any]) -> str:
    """The study's role type."""
    return str((position.get("ai_type") or {}).get("type") or "unknown")


def _posting(record: Record, text: str, employer: str, family: int, group: int, position: Mapping[str, Any]) -> Posting:
    told = {
        "role_type": role_type(position),
        "customer_facing": "true" if position.get("is_customer_facing") else "false",
    }
    return labelled_posting(record.source_id, one_line(record.title), text, employer, family, group, told)


def _near_duplicates(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of the same advertisement; texts of other lengths cannot be."""
    sets = shingle_sets(texts)
    sizes = np.array([len(one) for one in sets])
    for row, one in enumerate(sets):
        similar = np.flatnonzero(np.minimum(sizes, sizes[row]) >= SAME_ADVERTISEMENT * np.maximum(sizes, sizes[row]))
        for other in similar[similar > row]:
            if len(one) and jaccard(one, sets[other]) >= SAME_ADVERTISEMENT:
                yield row, int(other)


def _neighbours(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Each row of a name with the first row of that name."""
    first: dict[str, int] = {}
    for row, name in enumerate(names):
        yield first.setdefault(name, row), row


def _linked(count: int, pairs: Sequence[tuple[int, int]]) -> list[int]:
    """Smallest row that each row is linked with, directly or through others."""
    parents = list(range(count))

    def root(row: int) -> int:
        while parents[row] != row:
            row = parents[row]
        return row

    for one, other in pairs:
        low, high = sorted((root(one), root(other)))
        parents[high] = low
    return [root(row) for row in range(count)]
