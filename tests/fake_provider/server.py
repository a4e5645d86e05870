"""The server: OpenAI's Responses and chat completions, Anthropic's messages, by their documented wire formats."""

from __future__ import annotations

import asyncio
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import web

from tests.fake_provider.batches import add_batches
from tests.fake_provider.cues import Script
from tests.fake_provider.cut_off import cut_off
from tests.fake_provider.shapes import SHAPES, said_by


@contextmanager
def serving(script: Script) -> Iterator[str]:
    """Serve in a thread of this process; gives the address, such as ``http://127.0.0.1:4711``."""
    loop = asyncio.new_event_loop()
    started: list[int] = []
    ready, stop = threading.Event(), asyncio.Event()

    async def serve() -> None:
        runner = web.AppRunner(application(script), shutdown_timeout=0)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        started.append(runner.addresses[0][1])
        ready.set()
        await stop.wait()
        await runner.cleanup()

    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()), daemon=True)
    thread.start()
    assert ready.wait(10)
    try:
        yield f"http://127.0.0.1:{started[0]}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
        loop.close()


def application(script: Script) -> web.Application:
    """The server's routes."""
    app = web.Application(client_max_size=2**26)

    async def answer(request: web.Request) -> web.StreamResponse:
        return await _meet(request, script)

    for path in SHAPES:
        app.router.add_post(path, answer)
    add_batches(app, script)
    return app


async def _meet(request: web.Request, script: Script) -> web.StreamResponse:
    body = await request.json()
    system, prompt = said_by(request.path, body)
    cue, text = script.meet(body, system, prompt)
    script.under_way += 1
    script.most_under_way = max(script.most_under_way, script.under_way)
    try:
        await asyncio.sleep(script.delay)
        if cue.status != 200:
            trouble = {"message": cue.said or f"cue {cue.status}", "type": "cue", "code": cue.code}
            error = {"error": trouble, "type": "error"}
            return web.json_response(error, status=cue.status, headers=dict(cue.headers))
        said = json.dumps(SHAPES[request.path](body, cue, text, system, prompt)).encode()
        if cue.drop:
            return await cut_off(request, said)
        return web.Response(body=said, content_type="application/json", headers=dict(cue.headers))
    finally:
        script.under_way -= 1
