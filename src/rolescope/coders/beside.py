"""Tests of the words beside a place, made of the patterns of a taxonomy's rules."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from math import prod
from operator import methodcaller

Test = Callable[[str], object]

_PLAIN = r"[^\\()\[\]?*+{}.^$|]"
_LITERAL = f"{_PLAIN}+"
_CHOICE = rf"\(\?:({_LITERAL}(?:\|{_LITERAL})*)\)"
_PART = re.compile(rf"{_CHOICE}|({_LITERAL})")
_WORDINGS = re.compile(rf"(?:{_CHOICE}|{_PLAIN})+")
_MAX_WORDINGS = 64


def ends_in(pattern: str) -> Test:
    """Test of whether a text ends in what a pattern matches, or does so before its last line break.

    A pattern that only lists wordings is compared, not searched for: several times as fast.
    """
    wordings = _wordings(pattern)
    if wordings:
        return methodcaller("endswith", (*wordings, *(wording + "\n" for wording in wordings)))
    return re.compile(f"(?:{pattern})$").search


def begins_with(pattern: str) -> Test:
    """Test of whether a text begins with what a pattern matches."""
    return re.compile(pattern).match


def _wordings(pattern: str) -> list[str]:
    """The texts that a pattern matches, where it is made of literals and choices of literals; else none."""
    whole = pattern if "(" in pattern else f"(?:{pattern})"
    if _WORDINGS.fullmatch(whole) is None:
        return []
    parts = [choice.split("|") if choice else [literal] for choice, literal in _PART.findall(whole)]
    if prod(map(len, parts)) > _MAX_WORDINGS:
        return []
    return ["".join(picked) for picked in product(*parts)]
