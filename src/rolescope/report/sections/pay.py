"""Posted pay: who states it, and the medians of both ends of the ranges, by group, currency and period."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.report.behind import PAY, Crossing
from rolescope.report.sections.crossed import TOO_THIN, Cell, option_names
from rolescope.report.words import amount, group_name

_ENDS = ("median of minimum", "median of maximum")


class Amount(NamedTuple):
    """A median with its limits, in its currency and period, of `n` postings."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Posted:
    """A group of postings: the share that states pay, and what those state in one currency and period (`key` names these)."""

    by: str
    name: str
    n: int
    stating: Cell
    currency: str = ""
    period: str = ""
    minimum: Amount | None = None
    maximum: Amount | None = None
    key: Crossing | None = None

    @property
    def most(self) -> float:
        """The largest amount that a picture of the row has to hold."""
        return max((amount.high for amount in (self.minimum, self.maximum) if amount), default=0.0)


@dataclass(frozen=True)
class Pay:
    """The rows with a figure, and how many groups have none since they are too thin."""

    rows: tuple[Posted, ...]
    thin: int

    def scale(self, row: Posted) -> float:
        """The right end of the axis that a row shares with all of its currency and period."""
        return max(other.most for other in self.rows if (other.currency, other.period) == (row.currency, row.period))

    @property
    def axis(self) -> str:
        """From where to where the pictures of the rows run, as far as that is the same for all; empty without medians."""
        ends = {self.scale(row) for row in self.rows if row.currency}
        return f"0 to {amount(ends.pop())}" if len(ends) == 1 else "from 0" if ends else ""


def read_pay(sql: duckdb.DuckDBPyConnection, codebook: Codebook) -> Pay | None:
    """Read the table `pay`; None where nothing of it is published. Where no posting states pay, one row says so."""
    shares = sql.execute(
        """
        select slice_by, slice, n, value, low, high, note from pay where statistic = 'share stating pay'
        order by slice_by nulls first, n desc, slice
        """
    ).fetchall()
    medians: dict[tuple[str | None, str | None], dict[tuple[str, str], dict[str, Amount]]] = {}
    for by, name, currency, period, statistic, *figures in sql.execute(
        """
        select slice_by, slice, currency, period, statistic, value, low, high, n from pay
        where currency is not null and status = 'published' order by currency, period, statistic
        """
    ).fetchall():
        medians.setdefault((by, name), {}).setdefault((currency, period), {})[statistic] = Amount(*figures)
    names = option_names(codebook)
    rows: list[Posted] = []
    for by, name, n, share, low, high, note in shares:
        cell = (
            Cell(word=TOO_THIN, why=note) if share is None else Cell(share, low, high, key=Crossing(by, name, PAY, ""))
        )
        group = Posted(by or "", names.get((by, name)) or group_name(by or "", name or ""), n, cell)
        found = [
            replace(
                group,
                currency=currency,
                period=period,
                minimum=ends.get(_ENDS[0]),
                maximum=ends.get(_ENDS[1]),
                key=Crossing(by, name, PAY, f"{currency} {period}"),
            )
            for (currency, period), ends in medians.get((by, name), {}).items()
        ]
        rows += found or ([] if share is None else [group])
    if not any(row.stating.share for row in rows):
        rows = [row for row in rows if not row.by]
    thin = sum(share is None for _, _, _, share, *_ in shares)
    return Pay(tuple(rows), thin) if rows else None
