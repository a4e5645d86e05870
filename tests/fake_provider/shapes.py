"""Answers as the wire has them."""

from __future__ import annotations

from typing import Any

from tests.fake_provider.cues import Cue

_FINISH = {"complete": "stop", "empty": "stop", "refused": "stop", "truncated": "length"}
_STOP = {"complete": "end_turn", "empty": "end_turn", "refused": "refusal", "truncated": "max_tokens"}


def completion(body: dict[str, Any], cue: Cue, text: str, system: str, prompt: str) -> dict[str, Any]:
    """A chat completion."""
    message: dict[str, Any] = {"role": "assistant", "content": text, "refusal": None}
    if cue.ending == "refused":
        message |= {"content": None, "refusal": "I would rather not."}
    if body.get("tools"):
        function = {"name": body["tools"][0]["function"]["name"], "arguments": text}
        message |= {"content": None, "tool_calls": [{"id": "call_1", "type": "function", "function": function}]}
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1770000000,
        "model": body["model"],
        "choices": [{"index": 0, "message": message, "finish_reason": _FINISH[cue.ending], "logprobs": None}],
        "usage": {
            "prompt_tokens": _tokens(system + prompt),
            "completion_tokens": _tokens(text),
            "total_tokens": _tokens(system + prompt + text),
            "prompt_tokens_details": {"cached_tokens": _tokens(system)},
        },
    }


def response(body: dict[str, Any], cue: Cue, text: str, system: str, prompt: str) -> dict[str, Any]:
    """A response, after the item of a model that thought first."""
    part: dict[str, Any] = {"type": "output_text", "text": text, "annotations": []}
    if cue.ending == "refused":
        part = {"type": "refusal", "refusal": "I would rather not."}
    said = {"type": "message", "id": "msg_1", "role": "assistant", "status": "completed", "content": [part]}
    is_cut = cue.ending == "truncated"
    return {
        "id": "resp_1",
        "object": "response",
        "created_at": 1770000000,
        "model": body["model"],
        "status": "incomplete" if is_cut else "completed",
        "error": None,
        "incomplete_details": {"reason": "max_output_tokens"} if is_cut else None,
        "output": [{"type": "reasoning", "id": "rs_1", "summary": []}, *([] if cue.ending == "empty" else [said])],
        "usage": {
            "input_tokens": _tokens(system + prompt),
            "input_tokens_details": {"cached_tokens": _tokens(system)},
            "output_tokens": _tokens(text),
            "output_tokens_details": {"reasoning_tokens": 0},
            "total_tokens": _tokens(system + prompt + text),
        },
    }


def message(body: dict[str, Any], cue: Cue, text: str, system: str, prompt: str) -> dict[str, Any]:
    """A message."""
    return {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": body["model"],
        "content": [] if cue.ending in ("empty", "refused") else [{"type": "text", "text": text}],
        "stop_reason": _STOP[cue.ending],
        "stop_sequence": None,
        "usage": {
            "input_tokens": _tokens(prompt),
            "cache_read_input_tokens": _tokens(system),
            "cache_creation_input_tokens": 0,
            "output_tokens": _tokens(text),
        },
    }


SHAPES = {"/v1/chat/completions": completion, "/v1/responses": response, "/v1/messages": message}
"""Form of an answer by the path where the question is posted."""


def said_by(path: str, body: dict[str, Any]) -> tuple[str, str]:
    """What a question begins with, and its last message."""
    if path == "/v1/responses":
        return body["instructions"], body["input"][-1]["content"]
    last = body["messages"][-1]["content"]
    return (body["system"][0]["text"] if path == "/v1/messages" else body["messages"][0]["content"]), last


def _tokens(text: str) -> int:
    return len(text) // 4
