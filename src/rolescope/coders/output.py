"""What every coder gives: codings, assessments and rejections, built by column."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

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


@dataclass
class Collector:
    """Gathers what one coder says of a batch, posting by posting."""

    coder: str
    codebook: str
    _codings: list[tuple[str, Mention]] = field(default_factory=list)
    _assessments: list[tuple[str, Assessment]] = field(default_factory=list)
    _rejections: list[tuple[str, Rejection]] = field(default_factory=list)

    def mentions(self, posting_id: str, mentions: list[Mention]) -> None:
        """Add the evidence of one posting, in the order of the table."""
        mentions.sort(key=lambda m: (m.variable, m.start_char or 0, m.end_char or 0, m.value, m.field or ""))
        self._codings.extend((posting_id, mention) for mention in mentions)

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
            self._table(self._codings, Mention._fields, CODINGS),
            self._table(self._assessments, Assessment._fields, ASSESSMENTS),
            self._table(self._rejections, Rejection._fields, REJECTIONS),
        )

    def _table(
        self, rows: list[tuple[str, Mention]] | list[tuple[str, Assessment]] | list[tuple[str, Rejection]],
        fields: tuple[str, ...], schema: pa.Schema,
    ) -> pa.Table:  # fmt: skip
        columns: dict[str, list[object]] = {name: [] for name in fields}
        if rows:
            columns = dict(zip(fields, map(list, zip(*(row for _, row in rows), strict=True)), strict=True))
        columns["posting_id"] = [posting_id for posting_id, _ in rows]
        columns["coder"] = [self.coder] * len(rows)
        columns["codebook"] = [self.codebook] * len(rows)
        return pa.Table.from_arrays([pa.array(columns[f.name], f.type) for f in schema], schema=schema)
