"""A model that a function plays, behind OpenAI's wire format on loopback: what the command line asks for real."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from rolescope.llm.request import Failure
from tests.scripted_model import Reply


@dataclass
class Served:
    """A server: where it is, and the prompts that came."""

    url: str
    prompts: list[str] = field(default_factory=list)


@contextmanager
def serve(reply: Reply, seconds: float = 0.0) -> Iterator[Served]:
    """Serve chat completions; a `Failure` of the function is HTTP 400."""
    served = Served("")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            prompt = asked["messages"][1]["content"]
            served.prompts.append(prompt)
            time.sleep(seconds)
            said = reply(prompt)
            if isinstance(said, Failure):
                self._send(400, {"error": {"message": said.reason}})
                return
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": said}}
            usage = {"prompt_tokens": 1000, "completion_tokens": 100, "total_tokens": 1100}
            body = {"id": "1", "object": "chat.completion", "created": 0, "model": "served-1", "choices": [choice]}
            self._send(200, body | {"usage": usage})

        def _send(self, status: int, body: object) -> None:
            content = json.dumps(body).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        server.server_close()
