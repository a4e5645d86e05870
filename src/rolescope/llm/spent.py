"""What all calls of a journal took, in one row, so that runs at the same time keep to one cap together."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

_ROW = 1


class Spent(NamedTuple):
    """What all calls of a journal took; `unpriced` of them have no known price."""

    money: Decimal
    tokens: int
    unpriced: int = 0


class SpentTogether:
    """The row of what was spent, which belongs to whoever looked at it until the end of the transaction.

    Every transaction that writes calls looks at the row first: others wait, so that no two take what is left, and
    none holds an answer that another waits for.

    Parameters
    ----------
    sa
        SQLAlchemy.
    table
        The table of the row.
    writing
        The connection that writes.
    """

    def __init__(self, sa: Any, table: Any, writing: Any) -> None:
        c = table.c
        mine = c.number == _ROW
        self._hold = sa.update(table).where(mine).values(number=_ROW)
        self._read = sa.select(c.money, c.tokens).where(mine)
        self._write = sa.update(table).where(mine)
        self._writing = writing
        self._now: Spent | None = None

    def now(self) -> Spent:
        """What was spent, by whichever run, with what was added in this transaction."""
        if self._now is None:
            self._writing.execute(self._hold)
            row = self._writing.execute(self._read).one()
            self._now = Spent(Decimal(row.money), row.tokens)
        return self._now

    def add(self, money: Decimal | None, tokens: int) -> None:
        """Add what a call may take, or the difference to what it took."""
        now = self.now()
        self._now = now._replace(money=now.money + (money or 0), tokens=now.tokens + tokens)

    def write(self) -> None:
        """Write the row, before a commit."""
        if self._now is not None:
            self._writing.execute(self._write, {"money": format(self._now.money, "f"), "tokens": self._now.tokens})
        self._now = None

    def forget(self) -> None:
        """Forget what was added in a transaction that is rolled back."""
        self._now = None
