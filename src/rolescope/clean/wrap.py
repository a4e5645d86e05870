"""Undo hard wrapping: text broken into lines of a fixed width becomes paragraphs again."""

from __future__ import annotations

import re

_BULLET = re.compile(r"( *)([-*•] )")
_INDENT = re.compile(r" *")
_FIRST_CHUNK = re.compile(r"[^\s-]+-?|-+")
_ENDS_IN_HYPHEN = re.compile(r"\w-$")
_MAX_WIDTH = 100
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
    out: list[str] = []
    content_indent = 0
    for number, line in enumerate(lines):
        previous = lines[number - 1] if number else ""
        if previous.strip() and line.strip() and _continues(previous, line, content_indent, width):
            glue = "" if _ENDS_IN_HYPHEN.search(out[-1]) else " "
            out[-1] += glue + line.lstrip(" ")
            continue
        bullet = _BULLET.match(line)
        content_indent = bullet.end() if bullet else len(_INDENT.match(line).group())  # type: ignore[union-attr]
        out.append(line)
    return "\n".join(out)


def _wrap_width(lines: list[str]) -> int | None:
    """Width at which the text was wrapped, or None where it was not."""
    width = max((len(line) for line in lines), default=0)
    if not 30 <= width <= _MAX_WIDTH:
        return None
    pairs = [
        (before, after)
        for before, after in zip(lines, lines[1:], strict=False)
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
    space = 0 if _ENDS_IN_HYPHEN.search(before) else 1
    return len(before) + space + first > width - 4


def _continues(before: str, line: str, content_indent: int, width: int) -> bool:
    bullet = _BULLET.match(line)
    if bullet is None:
        return _was_full(before, line, width)
    same_indent = len(bullet.group(1)) == content_indent
    no_room = len(before) >= width - 3
    return same_indent and no_room and not before.endswith(":")
