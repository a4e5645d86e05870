"""Where the work is done: remote, hybrid or on site, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rolescope.clean.lowering import lowered, places_of
from rolescope.clean.work_mode_cues import READINGS, Mode

_BEFORE = 80
_AFTER = 120


class WorkMode(NamedTuple):
    """A work mode and where the posting says it; no quote where only the listing says it, or nothing does."""

    mode: Mode | Literal["unspecified"]
    quote: str | None
    start_char: int | None
    end_char: int | None
    source: Literal["employer text", "listing"] | None


class _Cue(NamedTuple):
    strength: int
    at: int
    mode: Mode
    start: int
    end: int


def find_work_mode(text: str, listing: str | None = None) -> WorkMode:
    """Find the work mode in the employer's text, or else in the site's listing."""
    low = lowered(text)
    cues = list(_cues(low))
    best = max(cues, key=lambda cue: (cue.strength, -cue.at), default=None)
    if best is None:
        return WorkMode("unspecified", None, None, None, None)
    if best.mode == "remote" and best.strength<3 and any(c.mode=="onsite" for c in cues): best=best._replace(mode="hybrid")
    return WorkMode(best.mode, text[best.start : best.end], best.start, best.end, "employer text")


def _cues(low: str) -> Iterator[_Cue]:
    for word, readings in READINGS.items():
        for at in places_of(word, low):
            line = low.rfind("\n", max(0, at - _BEFORE), at) + 1 or max(0, at - _BEFORE)
            behind = at + len(word)
            stop = low.find("\n", behind, behind + _AFTER)
            before, after = low[line:at], low[behind : stop if stop >= 0 else behind + _AFTER]
            for reading in readings:
                left = reading.before.search(before)
                right = reading.after.match(after) if left else None
                if left and right:
                    if reading.mode is not None:
                        yield _Cue(reading.strength, at, reading.mode, line + left.start(), behind + right.end())
                    break
