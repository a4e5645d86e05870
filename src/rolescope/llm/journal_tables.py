"""The journal's tables, and the statements that every call needs: made once, since making one takes longer than using it."""

from __future__ import annotations

from typing import Any, NamedTuple


class Tables(NamedTuple):
    """Tables of SQLAlchemy."""

    answers: Any
    calls: Any
    batches: Any
    spent: Any
    metadata: Any


class Statements:
    """What is read and written with each call.

    Parameters
    ----------
    sa
        SQLAlchemy.
    tables
        The tables.
    dialect
        ``sqlite`` or ``postgresql``.
    """

    def __init__(self, sa: Any, tables: Tables, dialect: str) -> None:
        answers, calls = tables.answers, tables.calls
        insert = _insert_of(dialect)
        self.answers = sa.select(answers).where(answers.c.digest.in_(sa.bindparam("digests", expanding=True)))
        self.send = sa.insert(calls)
        self.keep = insert(answers).on_conflict_do_nothing()
        taken = sa.select(calls.c.money, (calls.c.input_tokens + calls.c.output_tokens).label("tokens"))
        self.taken = taken.where(calls.c.number == sa.bindparam("call"))
        self.end = sa.update(calls).where(calls.c.number == sa.bindparam("call"))
        self.begin = insert(tables.spent).on_conflict_do_nothing()


def _insert_of(dialect: str) -> Any:
    """An insertion that knows of conflicts."""
    from sqlalchemy.dialects import postgresql, sqlite

    return sqlite.insert if dialect == "sqlite" else postgresql.insert


def tables_of(sa: Any) -> Tables:
    """The tables, of which SQLAlchemy makes what is not there."""
    metadata = sa.MetaData()
    answers = sa.Table(
        "answers",
        metadata,
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("ending", sa.String(16), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("input_tokens", sa.BigInteger, nullable=False),
        sa.Column("output_tokens", sa.BigInteger, nullable=False),
        sa.Column("cached_tokens", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float, nullable=False),
        sa.Column("retries", sa.Integer, nullable=False),
    )
    calls = sa.Table(
        "calls",
        metadata,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("money", sa.String(40)),
        sa.Column("input_tokens", sa.BigInteger, nullable=False),
        sa.Column("output_tokens", sa.BigInteger, nullable=False),
        sa.Column("cached_tokens", sa.BigInteger, nullable=False),
        sa.Column("seconds", sa.Float),
        sa.Column("reason", sa.Text),
        sa.Column("batch", sa.String(64), index=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    )
    batches = sa.Table(
        "batches",
        metadata,
        sa.Column("token", sa.String(64), primary_key=True),
        sa.Column("model", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200)),
        sa.Column("over", sa.Boolean, nullable=False),
        sa.Column("at", sa.Float, nullable=False),
    )
    spent = sa.Table(
        "spent",
        metadata,
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("money", sa.Text, nullable=False),
        sa.Column("tokens", sa.BigInteger, nullable=False),
    )
    return Tables(answers, calls, batches, spent, metadata)
