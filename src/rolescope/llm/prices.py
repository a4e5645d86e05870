"""What calls cost, by prices that somebody keeps (the package genai-prices, as it was installed)."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from rolescope.errors import needs_extra
from rolescope.llm.model import Model
from rolescope.llm.request import Usage

_CHARS_PER_TOKEN = 3.0
"""Fewer characters a token than any common text has: what is reckoned before a call is too much, never too little."""

DEAR = 0.99
"""Part of all listed models that cost no more than `dear_price`; the dearest of all is an outlier, of no use as a cap."""


def price_of(model: Model, usage: Usage) -> Decimal | None:
    """US dollars of a call; None where nobody keeps a price of the model.

    Examples
    --------
    >>> price_of(Model("openai-compatible", "qwen3", "http://localhost/v1"), Usage(10, 10)) is None
    True
    """
    if model.provider == "openai-compatible":
        return None
    try:
        import genai_prices
    except ImportError:
        return None
    said = genai_prices.Usage(
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cache_read_tokens=usage.cached_tokens,
        cache_write_tokens=usage.written_tokens,
    )
    try:
        return genai_prices.calc_price(said, model_ref=model.name, provider_id=model.provider).total_price
    except LookupError:
        return None


def dear_price() -> Decimal:
    """US dollars of a token of a dear model: what `DEAR` of all models with a list price ask at most for one of output.

    Raises
    ------
    RolescopeError
        Where genai-prices is not installed.

    Examples
    --------
    >>> dear_price() > (price_of(Model("openai", "gpt-5-mini"), Usage(0, 1)) or 0)
    True
    """
    with needs_extra("genai-prices", "llm", "budget"):
        from genai_prices.data_snapshot import get_snapshot
    now = datetime.now(UTC)
    models = (model for provider in get_snapshot().providers for model in provider.models)
    listed = sorted(_highest(price) for model in models if (price := model.get_prices(now).output_mtok) is not None)
    return listed[int(DEAR * (len(listed) - 1))] / 1_000_000


def _highest(price: Any) -> Decimal:
    """A price, or the highest of those that depend on the number of tokens."""
    highest: Decimal = max([getattr(price, "base", price), *(tier.price for tier in getattr(price, "tiers", ()))])
    return highest


def tokens_of(text: str) -> int:
    """Tokens that a text takes, at most, without asking a tokenizer.

    Examples
    --------
    >>> tokens_of("abcdef")
    2
    """
    return int(len(text.encode()) / _CHARS_PER_TOKEN)
