"""What calls cost, by prices that somebody keeps (the package genai-prices, as it was installed)."""

from __future__ import annotations

from decimal import Decimal

from rolescope.llm.model import Model
from rolescope.llm.request import Usage

_CHARS_PER_TOKEN = 3.0
"""Fewer characters a token than any common text has: what is reckoned before a call is too much, never too little."""


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
        input_tokens=usage.input_tokens, output_tokens=usage.output_tokens, cache_read_tokens=usage.cached_tokens
    )
    try:
        return genai_prices.calc_price(said, model_ref=model.name, provider_id=model.provider).total_price
    except LookupError:
        return None


def tokens_of(text: str) -> int:
    """Tokens that a text takes, at most, without asking a tokenizer.

    Examples
    --------
    >>> tokens_of("abcdef")
    2
    """
    return int(len(text.encode()) / _CHARS_PER_TOKEN)
