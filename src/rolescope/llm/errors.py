"""What can go wrong with one call, and what is to be done about it."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from rolescope.errors import RolescopeError
from rolescope.llm.limits import Limits
from rolescope.llm.model import KEYS, Model
from rolescope.surrogates import writable

_AGAIN = frozenset({408, 409, 425, 429, 529})
_NO_MONEY, _NOT_THERE = 402, 404
_TURNED_AWAY = frozenset({401, _NO_MONEY, 403})


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
    limits
        What the provider said of its limits.
    """

    def __init__(
        self, reason: str, status: int | None = None, wait: float | None = None, limits: Limits | None = None
    ) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.wait = wait
        self.limits: Limits = limits or {}

    @property
    def may_pass(self) -> bool:
        """Whether the same call may succeed later: no answer at all, a limit, or the provider's own fault."""
        return self.status is None or self.status in _AGAIN or self.status >= 500

    @property
    def is_limit(self) -> bool:
        """Whether the provider says that it is asked too much."""
        return self.status in (429, 529)

    @property
    def turns_us_away(self) -> bool:
        """Whether the key is wrong, or has no right or no money."""
        return self.status in _TURNED_AWAY

    @property
    def ends_the_run(self) -> bool:
        """Whether no question can be answered: we are turned away, or there is no such model or address."""
        return self.turns_us_away or self.status == _NOT_THERE


class BatchRefusedError(CallError):
    """A batch that was taken and then not begun: looking again does not mend it, submitting it again may."""


def run_ended(error: CallError, model: Model) -> RolescopeError:
    """What a user is told of an error that ends the run.

    Examples
    --------
    >>> run_ended(CallError("the provider answered 401", 401), Model("openai", "gpt-5-mini")).remedy
    'see that the environment variable OPENAI_API_KEY holds a key that is right and may use this model'
    """
    key = KEYS[model.provider] or KEYS["openai"]
    remedy = f"see that the environment variable {key} holds a key that is right and may use this model"
    if error.status == _NO_MONEY:
        remedy = f"see to the credit of the key in the environment variable {key}, and run again"
    if error.status == _NOT_THERE:
        remedy = "see that the name of the model and the address are right; a server without batches takes no --batch"
    return RolescopeError(error.reason, str(model), remedy)


def status_line(status: int, body: object) -> str:
    """A failure of a provider as a line, from its status and what it says; a key in it is left out.

    Examples
    --------
    >>> status_line(429, {"error": {"message": "Slow  down."}})
    'the provider answered 429: Slow down.'
    >>> status_line(502, None)
    'the provider answered 502'
    """
    said = body.get("error", body) if isinstance(body, dict) else body
    message = said.get("message") if isinstance(said, dict) else said
    shown = writable(" ".join(str(message or "").split()))
    for key in filter(None, (os.environ.get(name) for name in KEYS.values() if name)):
        shown = shown.replace(key, "...")
    return f"the provider answered {status}" + (f": {shown[:200]}" if shown else "")


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
    except (OverflowError, TypeError, ValueError):
        return None


def _number(said: str | None) -> float | None:
    try:
        seconds = float(said) if said else None
    except ValueError:
        return None
    return max(0.0, seconds) if seconds is not None and math.isfinite(seconds) else None
