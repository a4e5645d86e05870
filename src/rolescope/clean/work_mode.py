"""Where the work is done: remote, hybrid or on site, with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from rolescope.clean import work_mode_cues, work_mode_languages
from rolescope.clean.cues import Cues
from rolescope.clean.lowering import lowered
from rolescope.clean.work_mode_reading import Mode

_LISTED: tuple[tuple[str, Mode], ...] = (
    ("remote", "remote"), ("telecommute", "remote"), ("hybrid", "hybrid"),
    ("office", "onsite"), ("on-site", "onsite"), ("onsite", "onsite"), ("in person", "onsite"),
)  # fmt: skip
_CUES = work_mode_cues.CUES | work_mode_languages.CUES
_READINGS = work_mode_cues.READINGS | work_mode_languages.READINGS
_WORDS = Cues(_CUES)
_CLEAR = 3
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
    """Find the work mode in the employer's text, or else in the site's listing.

    The clearest statement wins, of equal ones the first; days in the office are hybrid, all five of them on
    site. Where the text only allows working remotely beside an office it is hybrid. A listing that offers
    several modes leaves it unspecified. (Job sites say "In-Office" of many a hybrid job: look at `source`.)

    Parameters
    ----------
    text
        The posting's text.
    listing
        The site's own label, such as "Remote" or "In-Office".

    Returns
    -------
    WorkMode
        From text with ``text[start_char:end_char] == quote``.

    Examples
    --------
    >>> find_work_mode("Three days in the office, search over a hybrid cloud.")[:2]
    ('hybrid', 'Three days in the office')
    >>> find_work_mode("We build maps.", "Remote").mode
    'remote'
    """
    cues = list(_cues(lowered(text)))
    if not cues:
        return _from_listing(listing)
    best = max(cues, key=lambda cue: (cue.strength, -cue.at))
    is_choice = best.mode == "remote" and best.strength < _CLEAR and any(cue.mode == "onsite" for cue in cues)
    mode: Mode = "hybrid" if is_choice else best.mode
    return WorkMode(mode, text[best.start : best.end], best.start, best.end, "employer text")


def _from_listing(listing: str | None) -> WorkMode:
    modes = {mode for word, mode in _LISTED if word in lowered(listing or "")}
    if len(modes) == 1:
        return WorkMode(modes.pop(), None, None, None, "listing")
    return WorkMode("unspecified", None, None, None, None)


def _cues(low: str) -> Iterator[_Cue]:
    for cue, places in _WORDS.places(low).items():
        word = _CUES[cue]
        for behind in (place + len(cue) for place in places):
            at = behind - len(word)
            line = low.rfind("\n", max(0, at - _BEFORE), at) + 1 or max(0, at - _BEFORE)
            stop = low.find("\n", behind, behind + _AFTER)
            before, after = low[line:at], low[behind : stop if stop >= 0 else behind + _AFTER]
            for reading in _READINGS[word]:
                right = reading.after.match(after)
                left = reading.before.search(before) if right else None
                if left and right:
                    if reading.mode is not None:
                        yield _Cue(reading.strength, at, reading.mode, line + left.start(), behind + right.end())
                    break
