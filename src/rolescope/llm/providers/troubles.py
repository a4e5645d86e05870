"""What a client raises, in the words of this room; OpenAI's and Anthropic's clients name their errors alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rolescope.llm.errors import CallError, status_line, wait_of
from rolescope.llm.limits import limits_of

_NO_MONEY = "insufficient_quota"
"""Code of OpenAI's 429 that no waiting mends."""
_NO_CREDIT = "credit balance is too low"
"""What Anthropic's 400 says where a key has no money left."""


@contextmanager
def call_errors(sdk: Any) -> Iterator[None]:
    """Turn what a client raises into `CallError`."""
    try:
        yield
    except sdk.APIStatusError as error:
        reason = status_line(error.status_code, error.body)
        has_no_money = getattr(error, "code", None) == _NO_MONEY or _NO_CREDIT in reason
        status = 402 if has_no_money else error.status_code
        headers = error.response.headers
        raise CallError(reason, status, wait_of(headers), limits_of(headers)) from error
    except sdk.APITimeoutError as error:
        raise CallError("the provider did not answer in time") from error
    except sdk.APIConnectionError as error:
        raise CallError(f"the connection failed ({type(error.__cause__ or error).__name__})") from error
    except (sdk.APIResponseValidationError, ValueError) as error:
        raise CallError("the provider's answer was cut off or no JSON") from error


@contextmanager
def as_documented() -> Iterator[None]:
    """Turn into `CallError` that an answer lacks what its wire format says it has; clients check none of it."""
    try:
        yield
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as error:
        raise CallError("the provider's answer is not of its documented form") from error
