"""What can go wrong with one call, and what is to be done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_AGAIN = frozenset({408, 409, 425, 429, 529})
_ENDS_THE_RUN = frozenset({401, 402, 403})


class CallError(Exception):
    """A call without an answer.

    Parameters
    ----------
    reason
        A line for a reader; never holds a key.
    status
        HTTP status; None where none came.
    wait
        Seconds that the provider asks to wait.
    """

    def __init__(self, reason: str, status: int | None = None, wait: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.wait = wait

    @property
    def may_pass(self) -> bool:
        """Whether the same call may succeed later: no answer at all, a limit, or the provider's own fault."""
        return self.status is None or self.status in _AGAIN or self.status >= 500

    @property
    def is_limit(self) -> bool:
        """Whether the provider says that it is asked too much."""
        return self.status in (429, 529)

    @property
    def ends_the_run(self) -> bool:
        """Whether no call can succeed: the key is wrong, or has no right or no money."""
        return self.status in _ENDS_THE_RUN


def status_line(status: int, body: object) -> str:
    """A failure of a provider as a line, from its status and what it says.

    Examples
    --------
    >>> status_line(429, {"error": {"message": "Slow  down."}})
    'the provider answered 429: Slow down.'
    >>> status_line(502, None)
    'the provider answered 502'
    """
    said = body.get("error", body) if isinstance(body, dict) else body
    message = said.get("message") if isinstance(said, dict) else said
    return f"the provider answered {status}" + (f": {' '.join(str(message).split())[:200]}" if message else "")


def wait_of(headers: Mapping[str, str]) -> float | None:
    """Seconds to wait by ``retry-after-ms`` or ``retry-after``, a number or a date (RFC 9110, 10.2.3).

    Examples
    --------
    >>> wait_of({"retry-after": "1.5"}), wait_of({"retry-after-ms": "20"}), wait_of({})
    (1.5, 0.02, None)
    """
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    said = headers.get("retry-after")
    seconds = _number(said)
    if seconds is not None or not said:
        return seconds
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (TypeError, ValueError):
        return None


def _number(said: str | None) -> float | None:
    try:
        return max(0.0, float(said)) if said else None
    except ValueError:
        return None
