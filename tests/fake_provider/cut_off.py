"""A connection that breaks in the middle of a body."""

from __future__ import annotations

from aiohttp import web


async def cut_off(request: web.Request, said: bytes) -> web.StreamResponse:
    """Send half of what is said, and hang up."""
    response = web.StreamResponse(headers={"content-type": "application/json", "content-length": str(len(said))})
    await response.prepare(request)
    await response.write(said[: len(said) // 2])
    assert request.transport is not None
    request.transport.abort()
    return response
