"""How the makers' clients reach the network: by aiohttp where it is installed, which takes half the processor time."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any


def fast_transport(sdk: Any, timeout: float) -> Any:
    """A maker's own client of HTTP over aiohttp; None, which is its default, where aiohttp is not installed."""
    return sdk.DefaultAioHttpClient(timeout=timeout) if find_spec("aiohttp") else None
