"""Undo hard wrapping: text broken into lines of a fixed width becomes paragraphs again."""

from __future__ import annotations

import re
from itertools import pairwise

_BULLET = re.compile(r"( *)([-*•] )")
_FIRST_CHUNK = re.compile(r" *([^ \t-]+-?|-+)")
_MIN_WIDTH, _MAX_WIDTH = 30, 100
_TOO_LONG = re.compile(rf"^.{{{_MAX_WIDTH + 1}}}", re.M)
_MIN_LINES = 3
_MIN_FULL = 0.8


def unwrap(text: str) -> str:
    """Join the lines of hard-wrapped text; return other text as it is.

    A line break becomes a space, and nothing after ``letter-`` (wrappers break words at their
    hyphens). A line that begins with ``- `` starts a bullet, unless the line before it is so full
    that the dash had to move: then it is a dash of the sentence.
    """
    if _TOO_LONG.search(text):
        return text
    lines = text.split("\n")
    width = max(map(len, lines))
    if width < _MIN_WIDTH:
        return text
    bullets = [_BULLET.match(line) for line in lines]
    fullness = [_was_full(before, after, width) for before, after in pairwise(lines)]
    if not _is_wrapped([full for full, bullet in zip(fullness, bullets[1:], strict=True) if not bullet]):
        return text
    pieces = [lines[0]]
    first = 0
    for number, (before, line) in enumerate(pairwise(lines), start=1):
        bullet, full = bullets[number], fullness[number - 1]
        if bullet and full is not None:
            full = len(bullet.group(1)) == _content_indent(lines[first], bullets[first]) and _had_no_room(before, width)
        if full:
            pieces.append("" if _ends_in_hyphen(before) else " ")
            pieces.append(line.lstrip(" "))
        else:
            pieces.append("\n")
            pieces.append(line)
            first = number
    return "".join(pieces)


def _is_wrapped(fullness: list[bool | None]) -> bool:
    """Whether nearly all lines were full, of those that more text follows."""
    inside = [full for full in fullness if full is not None]
    return len(inside) >= _MIN_LINES and sum(inside) >= _MIN_FULL * len(inside)


def _was_full(before: str, after: str, width: int) -> bool | None:
    """Whether the first word of `after` would not have fitted behind `before`; None where one of them is blank."""
    if not before or not after or before.isspace() or after.isspace():
        return None
    room = width - 4 - len(before) - (not _ends_in_hyphen(before))
    if room < 0:
        return True
    chunk = _FIRST_CHUNK.match(after)
    return (len(chunk.group(1)) if chunk else len(after.strip())) > room


def _had_no_room(before: str, width: int) -> bool:
    """Whether not even a dash would have fitted behind the line, so that it had to move."""
    return len(before) >= width - 3 and not before.endswith(":")


def _content_indent(line: str, bullet: re.Match[str] | None) -> int:
    """Where the content of a line begins, behind its bullet if it has one."""
    return bullet.end() if bullet else len(line) - len(line.lstrip(" "))


def _ends_in_hyphen(line: str) -> bool:
    return line.endswith("-") and (line[-2:-1].isalnum() or line.endswith("_-"))
