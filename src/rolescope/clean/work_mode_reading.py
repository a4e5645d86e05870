"""How a word is read as a work mode: what stands before and behind it, on its line."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Mode = Literal["remote", "hybrid", "onsite"]


class Reading(NamedTuple):
    """What a word means between such words: a mode and how surely (1 to 5), or no mode at all."""

    strength: int
    mode: Mode | None
    before: re.Pattern[str]
    after: re.Pattern[str]


def reading(strength: int, mode: Mode | None, before: str = "", after: str = "") -> Reading:
    """Make a reading of a mode between two patterns: one that ends at the word, one that begins behind it."""
    return Reading(strength, mode, re.compile(f"(?:{before})\\Z" if before else r"\Z"), re.compile(after))


LABEL = (
    r"(?:location|workplace|work ?(?:mode|setup|set-up|type|site|style|model|arrangement)|designation|office policy|"
    r"setting|where|remote status)[^\n:|.]{0,20}[:|-][^\n.]{0,40}"
)
"""The label of a field that says where the work is done, and what stands before the word in it."""
LINE_TOP = r"\A[ *#(\[>|:-]*"
"""The beginning of a line."""
PART_WEEK = r"(?:[1-4]|one|two|three|four|ein(?:en)?|zwei|drei|vier|deux|trois|quatre)(?: ?(?:-|to|or|bis|.) ?[1-4])?"
"""A number of days that is no whole week."""
