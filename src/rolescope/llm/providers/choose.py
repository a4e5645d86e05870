"""The provider of a model."""

from __future__ import annotations

from rolescope.llm.model import Model
from rolescope.llm.observe import Observed
from rolescope.llm.providers.anthropic import AnthropicProvider
from rolescope.llm.providers.anthropic_batches import AnthropicBatches
from rolescope.llm.providers.batches import Batches
from rolescope.llm.providers.completions import CompletionsByTool, CompletionsProvider
from rolescope.llm.providers.openai_batches import OpenAIBatches
from rolescope.llm.providers.provider import Provider
from rolescope.llm.providers.responses import ResponsesProvider
from rolescope.llm.providers.schema_or_tool import SchemaOrTool

_BATCH_TIMEOUT = 600.0
"""Seconds that a provider may take to answer a submission of many megabytes."""


def provider_of(model: Model, timeout: float = 120.0) -> Provider:
    """A provider that asks a model, each call at most `timeout` seconds and told to OpenTelemetry.

    OpenAI's own models are asked by Responses, a compatible server by chat completions.
    """
    if model.provider == "anthropic":
        return Observed(AnthropicProvider(model, timeout))
    if model.provider == "openai":
        return Observed(ResponsesProvider(model, timeout))
    return Observed(SchemaOrTool(CompletionsProvider(model, timeout), CompletionsByTool(model, timeout)))


def batches_of(model: Model, every: float = 30.0) -> Batches:
    """Batches of a model, looked at every so many seconds."""
    if model.provider == "anthropic":
        return AnthropicBatches(AnthropicProvider(model, _BATCH_TIMEOUT), every)
    if model.provider == "openai":
        return OpenAIBatches(ResponsesProvider(model, _BATCH_TIMEOUT))
    return OpenAIBatches(CompletionsProvider(model, _BATCH_TIMEOUT))
