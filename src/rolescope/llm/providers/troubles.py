"""What a client raises, in the words of this room; OpenAI's and Anthropic's clients name their errors alike."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rolescope.llm.errors import CallError, status_line, wait_of


@contextmanager
def call_errors(sdk: Any) -> Iterator[None]:
    """Turn what a client raises into `CallError`."""
    try:
        yield
    except sdk.APIStatusError as error:
        reason = status_line(error.status_code, error.body)
        raise CallError(reason, error.status_code, wait_of(error.response.headers)) from error
    except sdk.APITimeoutError as error:
        raise CallError("the provider did not answer in time") from error
    except sdk.APIConnectionError as error:
        raise CallError(f"the connection failed ({type(error.__cause__ or error).__name__})") from error
    except (sdk.APIResponseValidationError, ValueError) as error:
        raise CallError("the provider's answer was cut off or no JSON") from error
