"""The one error of rolescope that a user is meant to read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class RolescopeError(Exception):
    """Something a user can mend: what is wrong, where, and the remedy.

    Parameters
    ----------
    what
        What is wrong, in one sentence.
    place
        File, and line or key, where it is wrong.
    remedy
        What to do about it.
    """

    def __init__(self, what: str, place: str = "", remedy: str = "") -> None:
        self.what, self.place, self.remedy = what, place, remedy
        super().__init__(": ".join(part for part in (place, what) if part) + (f" — {remedy}" if remedy else ""))


@contextmanager
def needs_extra(library: str, extra: str, place: str) -> Iterator[None]:
    """Import within this what comes with an extra of rolescope.

    Raises
    ------
    RolescopeError
        Where it is not installed, with the extra that brings it.

    Examples
    --------
    >>> with needs_extra("Nothing", "llm", "coder"):
    ...     import nothing_of_that_name
    Traceback (most recent call last):
    rolescope.errors.RolescopeError: coder: Nothing is not installed — install it with `pip install "rolescope[llm]"`
    """
    try:
        yield
    except ImportError as error:
        remedy = f'install it with `pip install "rolescope[{extra}]"`'
        raise RolescopeError(f"{library} is not installed", place, remedy) from error
