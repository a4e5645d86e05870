"""Undo hard wrapping: text broken into lines of a fixed width becomes paragraphs again."""

from __future__ import annotations

import re
from itertools import pairwise

_BULLET = re.compile(r"( *)([-*•] )")
_FIRST_CHUNK = re.compile(r"[^ \t-]+-?|-+")
_MIN_WIDTH, _MAX_WIDTH = 30, 100
_MIN_LINES = 3
_MIN_FULL = 0.8


def unwrap(text: str) -> str:
    """Join the lines of hard-wrapped text; return other text as it is.

    A line break becomes a space, and nothing after ``letter-`` (wrappers break words at their
    hyphens). A line that begins with ``- `` starts a bullet, unless the line before it is so full
    that the dash had to move: then it is a dash of the sentence.
    """
    lines = text.split("\n")
    width = _wrap_width(lines)
    if width is None:
        return text
    pieces = [lines[0]]
    content_indent = _content_indent(lines[0])
    for before, line in pairwise(lines):
        if before.strip() and line.strip() and _continues(before, line, content_indent, width):
            pieces.append("" if _ends_in_hyphen(before) else " ")
            pieces.append(line.lstrip(" "))
        else:
            pieces.append("\n")
            pieces.append(line)
            content_indent = _content_indent(line)
    return "".join(pieces)


def _wrap_width(lines: list[str]) -> int | None:
    """Width at which the text was wrapped, or None where it was not."""
    width = max(map(len, lines))
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return None
    pairs = [
        (before, after)
        for before, after in pairwise(lines)
        if before.strip() and after.strip() and not _BULLET.match(after)
    ]
    if len(pairs) < _MIN_LINES:
        return None
    full = sum(_was_full(before, after, width) for before, after in pairs)
    return width if full >= _MIN_FULL * len(pairs) else None


def _was_full(before: str, after: str, width: int) -> bool:
    """Whether the first word of `after` would not have fitted behind `before`."""
    chunk = _FIRST_CHUNK.match(after.lstrip(" "))
    first = len(chunk.group()) if chunk else len(after.strip())
    space = 0 if _ends_in_hyphen(before) else 1
    return len(before) + space + first > width - 4


def _continues(before: str, line: str, content_indent: int, width: int) -> bool:
    bullet = _BULLET.match(line)
    if bullet is None:
        return _was_full(before, line, width)
    same_indent = len(bullet.group(1)) == content_indent
    no_room = len(before) >= width - 3
    return same_indent and no_room and not before.endswith(":")


def _content_indent(line: str) -> int:
    """Where the content of a line begins, behind its bullet if it has one."""
    bullet = _BULLET.match(line)
    return bullet.end() if bullet else len(line) - len(line.lstrip(" "))


def _ends_in_hyphen(line: str) -> bool:
    return line.endswith("-") and (line[-2:-1].isalnum() or line.endswith("_-"))
