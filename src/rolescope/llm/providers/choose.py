"""The provider of a model."""

from __future__ import annotations

from rolescope.errors import RolescopeError
from rolescope.llm.model import Model
from rolescope.llm.observe import Observed
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.anthropic_batches import AnthropicBatches
from rolescope.llm.providers.batches import Batches
from rolescope.llm.providers.openai import OpenAIProvider
from rolescope.llm.providers.openai_batches import OpenAIBatches
from rolescope.llm.providers.provider import Provider


def provider_of(model: Model, timeout: float = 120.0) -> Provider:
    """A provider that asks a model, each call at most `timeout` seconds and told to OpenTelemetry."""
    if model.provider == "anthropic":
        return Observed(AnthropicProvider(model, timeout))
    return Observed(OpenAIProvider(model, timeout))


def batches_of(model: Model, every: float = 30.0) -> Batches:
    """Batches of a model, looked at every so many seconds.

    Raises
    ------
    RolescopeError
        Where the provider has no batches.
    """
    if model.provider == "anthropic":
        return AnthropicBatches(model, every)
    if model.provider == "openai":
        return OpenAIBatches(model)
    raise RolescopeError(f"{model.provider} has no batches", "batch", "leave --batch out")
