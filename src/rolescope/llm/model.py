"""Which model is asked, and of whom."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from rolescope.errors import RolescopeError

KEYS = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "openai-compatible": None}
"""Providers, and the environment variable that holds the key of each; a local server needs none."""


@dataclass(frozen=True)
class Model:
    """A model of a provider; never holds a key.

    Parameters
    ----------
    provider
        One of `KEYS`.
    name
        The model by its provider's own word.
    base_url
        Where the provider is reached; None for the provider's own place.
    """

    provider: str
    name: str
    base_url: str | None = None

    def __str__(self) -> str:
        return f"{self.provider}:{self.name}"


def read_model(said: str, base_url: str | None = None, environ: Mapping[str, str] = os.environ) -> Model:
    """Read a model's name with its provider's, and see that it can be reached.

    Parameters
    ----------
    said
        As ``openai:gpt-5-mini``.
    base_url
        Where the provider is reached, if not at its own place.
    environ
        Environment that holds the keys.

    Raises
    ------
    RolescopeError
        Where the provider is unknown, a key is missing, or a compatible server has no address.

    Examples
    --------
    >>> str(read_model("openai-compatible:qwen3", "http://localhost:8000/v1"))
    'openai-compatible:qwen3'
    """
    provider, _, name = said.partition(":")
    if provider not in KEYS or not name:
        known = ", ".join(KEYS)
        raise RolescopeError(f"there is no model {said!r}", "model", f"say PROVIDER:NAME, the provider one of {known}")
    if provider == "openai-compatible" and base_url is None:
        raise RolescopeError("an openai-compatible server needs its address", "model", "give --base-url http://HOST/v1")
    key = KEYS[provider]
    if key and not environ.get(key):
        raise RolescopeError(f"no key for {provider}", "model", f"set the environment variable {key}")
    return Model(provider, name, base_url)
