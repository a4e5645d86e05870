"""Files and batches of OpenAI, message batches of Anthropic; a batch that was taken is answered whoever asked."""

from __future__ import annotations

import asyncio
import json
import math
import time
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from tests.fake_provider.cues import Cue, Script
from tests.fake_provider.cut_off import cut_off
from tests.fake_provider.shapes import SHAPES, said_by


class _Batches:
    """What was taken so far: files by name, batches by name with when they are over."""

    def __init__(self, script: Script) -> None:
        self.script = script
        self.files: dict[str, str] = {}
        self.taken: dict[str, dict[str, Any]] = {}

    def take(self, kind: str, questions: int, extra: dict[str, Any]) -> dict[str, Any]:
        name = f"{kind}_{len(self.taken)}"
        self.script.batches.append(questions)
        self.taken[name] = {"id": name, "questions": questions, "at": time.time(), **extra}
        return self.taken[name]

    def newest_first(self) -> list[dict[str, Any]]:
        """What the list of batches shows, which may lag behind."""
        self.script.unlisted -= 1
        return [] if self.script.unlisted >= 0 else list(reversed(self.taken.values()))

    def is_over(self, batch: dict[str, Any]) -> bool:
        """Whether its time is up; a refused one is over at once, and the others not before that was told."""
        if batch.get("error"):
            batch.setdefault("told", time.time())
            return True
        told = [other.get("told", math.inf) for other in self.taken.values() if other.get("error")]
        return time.time() >= max([float(batch["at"]), *map(float, told)]) + self.script.delay

    async def tell(self, request: web.Request, said: dict[str, Any], delay: float) -> web.StreamResponse:
        """Tell the name of a batch that was taken, late, or not at all."""
        cue = self.script.submissions.popleft() if self.script.submissions else Cue()
        await asyncio.sleep(delay)
        if cue.drop:
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(said)

    async def download(self, request: web.Request, said: str) -> web.StreamResponse:
        """Give the answers of a batch, or half of them."""
        cue = self.script.downloads.popleft() if self.script.downloads else Cue()
        if cue.drop:
            return await cut_off(request, said.encode())
        return web.Response(text=said, content_type="application/jsonl")

    def refused(self) -> web.Response | None:
        """The failure of a submission that is not taken."""
        if self.script.submissions and self.script.submissions[0].status != 200:
            cue = self.script.submissions.popleft()
            error = {"error": {"message": f"cue {cue.status}", "type": "cue"}, "type": "error"}
            return web.json_response(error, status=cue.status, headers=dict(cue.headers))
        return None


def add_batches(app: web.Application, script: Script) -> None:
    """Add the routes."""
    held = _Batches(script)
    _add_openai(app, held)
    _add_anthropic(app, held)


def _add_openai(app: web.Application, held: _Batches) -> None:
    def shown(batch: dict[str, Any]) -> dict[str, Any]:
        over = held.is_over(batch)
        return {
            "id": batch["id"],
            "object": "batch",
            "endpoint": batch["endpoint"],
            "completion_window": "24h",
            "created_at": int(batch["at"]),
            "input_file_id": batch["file"],
            "metadata": batch["metadata"],
            "errors": {"data": [{"code": batch["error"], "message": "Refused."}]} if batch["error"] else None,
            "status": batch["end"] if over else "in_progress",
            "output_file_id": f"{batch['id']}-output" if over else None,
            "error_file_id": f"{batch['id']}-error" if over else None,
        }

    async def upload(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["file"]
        assert isinstance(file, web.FileField)
        name = f"file_{len(held.files)}"
        held.files[name] = file.file.read().decode()
        said = {"id": name, "object": "file", "bytes": 1, "created_at": 0, "filename": file.filename}
        return web.json_response({**said, "purpose": form["purpose"], "status": "processed"})

    async def create(request: web.Request) -> web.StreamResponse:
        if (refused := held.refused()) is not None:
            return refused
        body = await request.json()
        lines = [json.loads(line) for line in held.files[body["input_file_id"]].splitlines()]
        endpoint, error = body["endpoint"], held.script.refused.popleft() if held.script.refused else None
        assert {line["url"] for line in lines} == {endpoint}
        extra = {"file": body["input_file_id"], "metadata": body.get("metadata"), "endpoint": endpoint, "error": error}
        batch = held.take("batch", len(lines), {**extra, "end": "failed" if error else "completed"})
        if error:
            return await held.tell(request, shown(batch), 0.0)
        done, failed = [], []
        for line in lines:
            asked = line["body"]
            system, prompt = said_by(endpoint, asked)
            cue, text = held.script.meet(asked, system, prompt)
            said: dict[str, Any] = {"id": "r", "custom_id": line["custom_id"], "response": None, "error": None}
            if cue.expired:
                batch["end"] = "expired"
                failed.append({**said, "error": {"code": "batch_expired", "message": "Not in time."}})
            elif cue.status != 200:
                trouble = {"error": {"message": f"cue {cue.status}"}}
                failed.append({**said, "response": {"status_code": cue.status, "request_id": "r", "body": trouble}})
            else:
                answer = SHAPES[endpoint](asked, cue, text, system, prompt)
                done.append({**said, "response": {"status_code": 200, "request_id": "r", "body": answer}})
        for name, found in (("output", done), ("error", failed)):
            held.files[f"{batch['id']}-{name}"] = _lines(found)
        return await held.tell(request, shown(batch), held.script.delay)

    async def show(request: web.Request) -> web.Response:
        return web.json_response(shown(held.taken[request.match_info["name"]]))

    async def index(_: web.Request) -> web.Response:
        newest_first = [shown(batch) for batch in held.newest_first()]
        return web.json_response({"object": "list", "data": newest_first, "has_more": False})

    async def content(request: web.Request) -> web.StreamResponse:
        return await held.download(request, held.files[request.match_info["name"]])

    app.router.add_post("/v1/files", upload)
    app.router.add_get("/v1/files/{name}/content", content)
    app.router.add_post("/v1/batches", create)
    app.router.add_get("/v1/batches", index)
    app.router.add_get("/v1/batches/{name}", show)


def _add_anthropic(app: web.Application, held: _Batches) -> None:
    def shown(request: web.Request, batch: dict[str, Any]) -> dict[str, Any]:
        over, none = held.is_over(batch), {"errored": 0, "canceled": 0, "expired": 0}
        at = datetime.fromtimestamp(batch["at"], UTC).isoformat()
        counts = {"processing": 0 if over else batch["questions"], "succeeded": batch["questions"] if over else 0}
        return {
            "id": batch["id"],
            "type": "message_batch",
            "created_at": at,
            "expires_at": at,
            "ended_at": at if over else None,
            "processing_status": "ended" if over else "in_progress",
            "request_counts": {**counts, **none},
            "results_url": f"{request.url.origin()}/v1/messages/batches/{batch['id']}/results" if over else None,
        }

    async def create(request: web.Request) -> web.StreamResponse:
        if (refused := held.refused()) is not None:
            return refused
        asked = (await request.json())["requests"]
        lines = [_anthropic_line(held.script, line) for line in asked]
        batch = held.take("msgbatch", len(asked), {"lines": lines})
        return await held.tell(request, shown(request, batch), held.script.delay)

    async def show(request: web.Request) -> web.Response:
        return web.json_response(shown(request, held.taken[request.match_info["name"]]))

    async def index(request: web.Request) -> web.Response:
        newest_first = [shown(request, batch) for batch in held.newest_first()]
        return web.json_response({"data": newest_first, "has_more": False, "first_id": None, "last_id": None})

    async def results(request: web.Request) -> web.StreamResponse:
        return await held.download(request, _lines(held.taken[request.match_info["name"]]["lines"]))

    app.router.add_post("/v1/messages/batches", create)
    app.router.add_get("/v1/messages/batches", index)
    app.router.add_get("/v1/messages/batches/{name}", show)
    app.router.add_get("/v1/messages/batches/{name}/results", results)


def _anthropic_line(script: Script, line: dict[str, Any]) -> dict[str, Any]:
    asked = line["params"]
    system, prompt = said_by("/v1/messages", asked)
    cue, text = script.meet(asked, system, prompt)
    result: dict[str, Any]
    if cue.expired:
        result = {"type": "expired"}
    elif cue.status != 200:
        kind = "invalid_request_error" if cue.status == 400 else "api_error"
        error = {"type": kind, "message": f"cue {cue.status}"}
        result = {"type": "errored", "error": {"type": "error", "error": error, "request_id": "r"}}
    else:
        said = SHAPES["/v1/messages"](asked, cue, text, system, prompt)
        result = {"type": "succeeded", "message": said}
    return {"custom_id": line["custom_id"], "result": result}


def _lines(said: list[dict[str, Any]]) -> str:
    """A file of answers, in another order than that of the questions, and with every character as it is."""
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in reversed(said))
