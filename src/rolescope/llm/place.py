"""Where a journal is: a file of SQLite, or a PostgreSQL database by its URL, whose password is shown to nobody."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rolescope.errors import RolescopeError

_URL = re.compile("[a-z][a-z0-9+.-]*://")
_POSTGRES = re.compile("postgres(ql)?://")
_SIGNED_IN = re.compile("://([^:/@?]*):.*@")
_SECRETS = re.compile("(?i)([?&])[a-z]*password=[^&]*&?")


def is_url(place: Path | str) -> bool:
    """Whether a place is a URL and no file.

    Examples
    --------
    >>> is_url("postgresql://host/answers"), is_url("answers.sqlite")
    (True, False)
    """
    return isinstance(place, str) and _URL.match(place) is not None


def is_postgres(place: Path | str) -> bool:
    """Whether a place is a URL of PostgreSQL's."""
    return isinstance(place, str) and _POSTGRES.match(place) is not None


def shown(place: Path | str) -> str:
    """A place as it may stand in a file, a log or an error: without a password.

    Examples
    --------
    >>> shown("postgresql://ann:b@d:w/rd@host/answers?sslpassword=key&sslmode=require")
    'postgresql://ann@host/answers?sslmode=require'
    """
    if not is_url(place):
        return str(place)
    return _SECRETS.sub(r"\1", _SIGNED_IN.sub(r"://\1@", str(place))).rstrip("?&")


def database_url(place: Path | str) -> str:
    """The place as SQLAlchemy takes it."""
    return _POSTGRES.sub("postgresql+psycopg://", str(place)) if is_postgres(place) else f"sqlite:///{place}"


def told_in(place: Path | str, folder: Path) -> str:
    """A place as a file in a folder tells of it: without a password, a file by its way from the folder."""
    return shown(place) if is_url(place) else os.path.relpath(place, folder)


def read_in(told: str, folder: Path) -> Path | str:
    """The place that a file in a folder tells of."""
    return told if is_url(told) else folder / told


def from_here(place: str | None) -> str | None:
    """A place that was said on the command line: a file is one of the working folder."""
    return place if place is None or is_url(place) else str(Path(place).absolute())


@contextmanager
def readable_losses(place: Path | str) -> Iterator[None]:
    """A journal that is lost while it is used (its database ends, its disk is full) as an error that a user can mend.

    What the library says of it is left out: it may hold texts.
    """
    from sqlalchemy.exc import SQLAlchemyError

    try:
        yield
    except SQLAlchemyError as error:
        cause = type(getattr(error, "orig", None) or error).__name__
        remedy = "see to the database or the disk and run again: what was answered is kept, only the rest is asked"
        raise RolescopeError(f"the journal cannot be used any more ({cause})", shown(place), remedy) from error
