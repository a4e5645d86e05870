"""The provider of a model."""

from __future__ import annotations

from rolescope.llm.model import Model
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.openai import OpenAIProvider
from rolescope.llm.providers.provider import Provider


def provider_of(model: Model, timeout: float = 120.0) -> Provider:
    """A provider that asks a model, each call at most `timeout` seconds."""
    if model.provider == "anthropic":
        return AnthropicProvider(model, timeout)
    return OpenAIProvider(model, timeout)
