"""What every coder gives: codings, assessments and rejections, built by column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import repeat
from operator import itemgetter
from typing import Any, NamedTuple

import pyarrow as pa

from rolescope.tables import ASSESSMENTS, CODINGS, REJECTIONS


class Mention(NamedTuple):
    """One piece of evidence; `field[start_char:end_char] == quote` unless `grounding` is ``none``."""

    variable: str
    value: str
    category: str | None
    section: str | None
    field: str | None
    quote: str | None
    start_char: int | None
    end_char: int | None
    grounding: str = "exact"
    confidence: float | None = None


def exact_mention(
    variable: str, value: str, category: str | None, section: str | None, field: str, quote: str, start: int, end: int
) -> Mention:
    """Evidence whose quote is the text itself: what the local coder makes by the dozen a posting, and so without defaults."""
    return _new_mention((variable, value, category, section, field, quote, start, end, "exact", None))


def exact_mentions(
    variable: str,
    values: Iterable[str],
    categories: Iterable[str],
    sections: Iterable[str],
    field: str,
    quotes: Iterable[str],
    starts: Iterable[int],
    ends: Iterable[int],
) -> list[Mention]:
    """The same of many pieces of evidence of one variable and one field."""
    columns = (repeat(variable), values, categories, sections, repeat(field), quotes, starts, ends)
    return list(map(_new_mention, zip(*columns, repeat("exact"), repeat(None), strict=False)))


_new_mention = partial(tuple.__new__, Mention)


class Assessment(NamedTuple):
    """What a coder could say of one variable of one posting."""

    variable: str
    status: str
    value: str | None = None
    reason: str | None = None
    confidence: float | None = None
    fold: int | None = None


class Rejection(NamedTuple):
    """A code that was refused, and why."""

    variable: str
    value: str
    quote: str
    reason: str


class Coded(NamedTuple):
    """Tables that a coder gives for a batch of postings, in the order of the postings."""

    codings: pa.Table
    assessments: pa.Table
    rejections: pa.Table


_ORDER = itemgetter(*map(Mention._fields.index, ("variable", "start_char", "end_char", "value", "field")))


@dataclass
class Collector:
    """Gathers what one coder says of a batch, posting by posting."""

    coder: str
    codebook: str
    _coded: list[str] = field(default_factory=list)
    _codings: list[Mention] = field(default_factory=list)
    _assessments: list[tuple[str, Assessment]] = field(default_factory=list)
    _rejections: list[tuple[str, Rejection]] = field(default_factory=list)

    def mentions(self, posting_id: str, mentions: list[Mention]) -> None:
        """Add the evidence of one posting, in the order of the table; either all of a variable's has a span, or none."""
        mentions.sort(key=_ORDER)
        self._coded += [posting_id] * len(mentions)
        self._codings += mentions

    def assess(self, posting_id: str, assessment: Assessment) -> None:
        """Add what could be said of one variable."""
        self._assessments.append((posting_id, assessment))

    def reject(self, posting_id: str, rejection: Rejection) -> None:
        """Add a refused code."""
        self._rejections.append((posting_id, rejection))

    def tables(self) -> Coded:
        """The three tables, assessments sorted by posting and variable."""
        self._assessments.sort(key=lambda row: (row[0], row[1].variable))
        return Coded(
            self._table(self._coded, self._codings, Mention, CODINGS),
            self._table(*_parted(self._assessments), Assessment, ASSESSMENTS),
            self._table(*_parted(self._rejections), Rejection, REJECTIONS),
        )

    def _table(
        self, posting_ids: Sequence[str], rows: Sequence[tuple[Any, ...]], kind: type[NamedTuple], schema: pa.Schema
    ) -> pa.Table:
        columns: dict[str, Sequence[Any]] = dict(zip(kind._fields, zip(*rows, strict=True), strict=bool(rows)))
        columns["posting_id"] = posting_ids
        of_all = {"coder": self.coder, "codebook": self.codebook}
        return pa.Table.from_arrays(
            [
                pa.repeat(pa.scalar(of_all[f.name], f.type), len(rows))
                if f.name in of_all
                else pa.array(columns.get(f.name, ()), f.type)
                for f in schema
            ],
            schema=schema,
        )


def _parted(said: Sequence[tuple[str, tuple[Any, ...]]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    return [posting_id for posting_id, _ in said], [row for _, row in said]
