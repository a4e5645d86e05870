"""The journal: every answer is on disk before it is used, and every call before it is sent.

SQLite with a write-ahead log by default; PostgreSQL by its URL, for many workers. Four tables. ``answers``: digest of
the question (`Request.digest`) and the answer, failures never. ``calls``: one row a call that was sent, with what it
may cost; a call that never came back (the process was killed) counts at that, so that a cap outlives the process.
``batches``: one row a batch, written before it is submitted, and its name by the provider once that is known.
``spent``: one row, what all calls took together, so that runs at the same time keep to a cap.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
import time
from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager, suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from rolescope.errors import RolescopeError, needs_extra
from rolescope.llm.alone import key_of, only_one
from rolescope.llm.journal_tables import Statements, tables_of
from rolescope.llm.place import database_url, is_postgres, shown
from rolescope.llm.request import Answer, Usage
from rolescope.llm.spent import Spent, SpentTogether

FILE = "journal.sqlite"
SENT, ANSWERED, FAILED = "sent", "answered", "failed"
_PATIENCE = 30
"""Seconds that a file which others write to is waited for."""
_MAKING = "the making of a journal"


class Journal:
    """Answers and calls, kept. What is written is on disk after `commit`.

    Parameters
    ----------
    place
        A file of SQLite, made if it is not there, or the URL of a database.

    Raises
    ------
    RolescopeError
        Where it cannot be opened, or SQLAlchemy is not installed.
    """

    def __init__(self, place: Path | str) -> None:
        with needs_extra("SQLAlchemy", "llm", "journal"):
            import sqlalchemy as sa
        self._sa = sa
        self._place = place
        if is_postgres(place):
            with needs_extra("psycopg", "postgres", "journal"):
                import psycopg  # noqa: F401
        tables = tables_of(sa)
        self._calls, self._batches = tables.calls, tables.batches
        try:
            self._engine = sa.create_engine(database_url(place))
            self._statements = Statements(sa, tables, self._engine.dialect.name)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _durable)
            self._writing = self._engine.connect()
            self._one_at_a_time(_MAKING)
            for table in tables.metadata.sorted_tables:
                for made in (table, *table.indexes):
                    create = sa.schema.CreateTable if made is table else sa.schema.CreateIndex
                    self._writing.execute(create(made, if_not_exists=True))
            self._writing.commit()
            self._reading = self._engine.connect()
            self._together = SpentTogether(sa, tables.spent, self._writing)
            self._begin_spent(tables.spent)
        except (sa.exc.SQLAlchemyError, ValueError) as error:
            remedy = "see that the place is there and can be written; move a damaged file away"
            if is_postgres(place):
                remedy = "see that the database is there and lets you in: password in PGPASSWORD or the file .pgpass"
            what = f"the journal cannot be opened ({type(error).__name__})"
            raise RolescopeError(what, shown(place), remedy) from error

    def close(self) -> None:
        """Close the connection."""
        for connection in (self._reading, self._writing):
            with suppress(self._sa.exc.SQLAlchemyError):
                connection.close()
        self._engine.dispose()

    def only_batches_of(self, model: str) -> AbstractContextManager[None]:
        """Be the one run that asks a model in batches with this journal.

        Raises
        ------
        RolescopeError
            Where another run does, when the context is entered.
        """
        return only_one(f"{model} in batches", self._place, self._sa, self._engine)

    def answer(self, digest: str) -> Answer | None:
        """The answer to a question, if it was ever answered."""
        return self.answers([digest]).get(digest)

    def answers(self, digests: Collection[str]) -> dict[str, Answer]:
        """The answers to those questions that were ever answered, by digest."""
        rows = self._reading.execute(self._statements.answers, {"digests": list(digests)}).all()
        self._reading.rollback()
        return {
            row.digest: Answer(
                row.text,
                row.ending,
                Usage(row.input_tokens, row.output_tokens, row.cached_tokens),
                row.model,
                row.seconds,
                row.retries,
                kept=True,
            )
            for row in rows
        }

    def commit(self) -> None:
        """Have what was written on disk when this returns."""
        self._together.write()
        self._writing.commit()

    def rollback(self) -> None:
        """Forget what was written since the last commit."""
        self._together.forget()
        self._writing.rollback()

    def spent_now(self) -> Spent:
        """What was spent, as it stays for all others until the next `commit`."""
        return self._together.now()

    def send(self, digest: str, model: str, money: Decimal | None, tokens: int, batch: str | None = None) -> int:
        """Write that a call is about to be sent, with the most that it can cost; gives the number of the call."""
        row = {
            "digest": digest,
            "model": model,
            "state": SENT,
            "money": _said(money),
            "input_tokens": tokens,
            "output_tokens": 0,
            "cached_tokens": 0,
            "batch": batch,
            "at": dt.datetime.now(dt.UTC),
        }
        self._together.add(money, tokens)
        made = self._writing.execute(self._statements.send, row)
        return int((made.inserted_primary_key or (0,))[0])

    def keep(self, call: int, digest: str, answer: Answer, money: Decimal | None) -> None:
        """Write an answer and what its call took; of two answers to one question the first stays."""
        took = {
            "input_tokens": answer.usage.input_tokens,
            "output_tokens": answer.usage.output_tokens,
            "cached_tokens": answer.usage.cached_tokens,
            "seconds": answer.seconds,
        }
        said = {"text": answer.text, "ending": answer.ending, "model": answer.model, "retries": answer.retries}
        self._end(call, money, {"state": ANSWERED, **took})
        self._writing.execute(self._statements.keep, {"digest": digest, **said, **took})

    def fail(self, call: int, reason: str) -> None:
        """Write that a call failed; it took nothing."""
        self._end(call, Decimal(0), {"state": FAILED, "input_tokens": 0, "output_tokens": 0, "reason": reason})

    def spent(self) -> Spent:
        """What all calls took; those that never came back at the most that they can have cost."""
        c = self._calls.c
        rows = self._reading.execute(self._sa.select(c.money, c.input_tokens, c.output_tokens)).all()
        self._reading.rollback()
        priced = [Decimal(row.money) for row in rows if row.money is not None]
        tokens = sum(row.input_tokens + row.output_tokens for row in rows)
        return Spent(sum(priced, Decimal(0)), tokens, len(rows) - len(priced))

    def calls(self) -> Iterable[Any]:
        """All calls, in the order in which they were sent."""
        rows = self._reading.execute(self._sa.select(self._calls).order_by(self._calls.c.number)).all()
        self._reading.rollback()
        return rows

    def intend(self, token: str, model: str) -> None:
        """Write that a batch is about to be submitted."""
        row = {"token": token, "model": model, "over": False, "at": time.time()}
        self._writing.execute(self._sa.insert(self._batches).values(row))

    def submitted(self, token: str, name: str) -> None:
        """Write what the provider calls a batch."""
        self._writing.execute(self._sa.update(self._batches).where(self._batches.c.token == token).values(name=name))

    def end_batch(self, token: str) -> None:
        """Write that nothing more is to come of a batch."""
        self._writing.execute(self._sa.update(self._batches).where(self._batches.c.token == token).values(over=True))

    def batches(self, model: str) -> list[Any]:
        """All batches of a model, oldest first; `at` is seconds since 1970."""
        c = self._batches.c
        rows = self._reading.execute(self._sa.select(self._batches).where(c.model == model).order_by(c.at)).all()
        self._reading.rollback()
        return list(rows)

    def waiting_calls(self, token: str) -> list[Any]:
        """Calls of a batch that have no end yet."""
        c = self._calls.c
        asked = self._sa.select(self._calls).where(c.batch == token, c.state == SENT).order_by(c.number)
        rows = self._reading.execute(asked).all()
        self._reading.rollback()
        return list(rows)

    def _end(self, call: int, money: Decimal | None, values: dict[str, Any]) -> None:
        """Write what a call took in the place of what was set aside for it."""
        self._together.now()
        before = self._writing.execute(self._statements.taken, {"call": call}).one()
        more = (money or 0) - Decimal(before.money or 0)
        self._together.add(more, values["input_tokens"] + values["output_tokens"] - before.tokens)
        self._writing.execute(self._statements.end, {"call": call, "money": _said(money), **values})

    def _begin_spent(self, table: Any) -> None:
        """The row of what was spent, which a journal of an earlier version has not."""
        if self._reading.execute(self._sa.select(table.c.number)).first() is None:
            spent = self.spent()
            row = {"number": 1, "money": _said(spent.money), "tokens": spent.tokens}
            self._writing.execute(self._statements.begin, row)
            self._writing.commit()
        self._reading.rollback()

    def _one_at_a_time(self, what: str) -> None:
        """Wait for others that do the same in a PostgreSQL database, until the end of the transaction."""
        if self._engine.dialect.name == "postgresql":
            self._writing.execute(self._sa.select(self._sa.func.pg_advisory_xact_lock(key_of(what))))


def _said(money: Decimal | None) -> str | None:
    """Money as text: no database may round it."""
    return None if money is None else format(money, "f")


def _durable(connection: Any, _: Any) -> None:
    """A commit of SQLite is on disk when it returns, and readers wait for nobody."""
    cursor = connection.cursor()
    cursor.execute(f"pragma busy_timeout = {_PATIENCE * 1000}")
    _with_write_ahead_log(cursor)
    cursor.execute("pragma synchronous = full")
    cursor.close()


def _with_write_ahead_log(cursor: sqlite3.Cursor) -> None:
    """Have the file keep a write-ahead log.

    SQLite does not wait in the middle of this change where another connection makes the same (waiting could be for
    ever), whatever its timeout: it is asked again.
    """
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            cursor.execute("pragma journal_mode = wal")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(random.uniform(0.001, 0.02))
