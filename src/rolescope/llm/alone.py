"""What one run at a time may do with a journal: PostgreSQL keeps watch by advisory locks, the operating system by a file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from rolescope.errors import RolescopeError
from rolescope.llm.place import is_postgres, shown
from rolescope.lock import locked

_UNDER_WAY = "another run asks {what}, with this journal"
_REMEDY = "wait for it: what it is answered is then here too"


def key_of(what: str) -> int:
    """Number of an advisory lock.

    Examples
    --------
    >>> key_of("batches of openai:gpt-5-mini") == key_of("batches of openai:gpt-5"), key_of("a").bit_length() < 64
    (False, True)
    """
    return int.from_bytes(hashlib.blake2b(what.encode(), digest_size=8).digest(), signed=True)


@contextmanager
def only_one(what: str, place: Path | str, sa: Any, engine: Any) -> Iterator[None]:
    """Do something that nobody else does with the same journal; however the process ends, others may do it then.

    Parameters
    ----------
    what
        What is done.
    place
        The journal.
    sa, engine
        SQLAlchemy, and its engine for the place.

    Raises
    ------
    RolescopeError
        Where another run does it.
    """
    if not is_postgres(place):
        file = Path(f"{place}.{key_of(what) & 0xFFFFFFFF:08x}.lock")
        with locked(file, _UNDER_WAY.format(what=what), str(place), _REMEDY):
            yield
        return
    with engine.connect() as connection:
        is_ours = connection.execute(sa.select(sa.func.pg_try_advisory_lock(key_of(what)))).scalar()
        connection.rollback()
        if not is_ours:
            raise RolescopeError(_UNDER_WAY.format(what=what), shown(place), _REMEDY)
        try:
            yield
        finally:
            with suppress(sa.exc.SQLAlchemyError):
                connection.execute(sa.select(sa.func.pg_advisory_unlock(key_of(what))))
