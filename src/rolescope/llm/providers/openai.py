"""OpenAI's client, for the wire formats that it speaks."""

from __future__ import annotations

import os
from typing import Any

from rolescope.errors import needs_extra
from rolescope.llm.model import Model
from rolescope.llm.providers.transport import fast_transport

_LOCAL_KEY = "none"


def openai_client(model: Model, timeout: float) -> tuple[Any, Any]:
    """The package, and a client for a model, each of whose calls may take so many seconds.

    Raises
    ------
    RolescopeError
        Where OpenAI's client is not installed.
    """
    with needs_extra("OpenAI's client", "llm", "coder"):
        import openai
    key = os.environ.get("OPENAI_API_KEY") or _LOCAL_KEY
    http = fast_transport(openai, timeout)
    return openai, openai.AsyncOpenAI(
        api_key=key, base_url=model.base_url, max_retries=0, timeout=timeout, http_client=http
    )
