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


def _tokens(text: str) -> int:
    return len(text) // 4
