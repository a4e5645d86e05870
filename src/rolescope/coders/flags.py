"""Orientation, back end, front end and management by cues in what a posting asks for and its title.

The study has no labels of the first three, and its own of management is wrong (kappa .29 with careful
readers), so that these are rules and not models.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from rolescope.codebook.taxonomy import Category, Skill, build_taxonomy
from rolescope.coders import flag_cues
from rolescope.coders.context import Surroundings
from rolescope.coders.sections import Sections
from rolescope.coders.tagger import Match, Tagger
from rolescope.coders.wording import MUST, WORK

BACKEND, FRONTEND, MANAGEMENT, ORIENTATION = "backend", "frontend", "management", "orientation"
TRUE, FALSE = "true", "false"
RESEARCH, PRODUCTION = "research", "production"

_POINTS: Mapping[str, Mapping[float, tuple[str, ...]]] = {
    BACKEND: flag_cues.BACKEND,
    FRONTEND: flag_cues.FRONTEND,
    ORIENTATION: flag_cues.RESEARCH,
    MANAGEMENT: flag_cues.MANAGEMENT,
}
_FROM = {BACKEND: 1.0, FRONTEND: 1.0, ORIENTATION: 2.0}
_TITLE_COUNTS = 2
_WEIGHTY = 0.5
"""Cues of fewer points ("software engineer") say no more in a title than elsewhere."""
_REACH = 240
_LIST = 1200
"""Characters above a line in which the heading of its list is looked for."""
_HEADING_WORDS = 6


class Cue(NamedTuple):
    """A cue that speaks for a value; `field[start_char:end_char] == quote`."""

    field: str
    section: str | None
    quote: str
    start_char: int
    end_char: int


class Flag(NamedTuple):
    """What the rules say of one variable; ``false`` and ``production`` have no cues."""

    variable: str
    value: str
    cues: tuple[Cue, ...]


class _Hit(NamedTuple):
    """A cue of the lists, with its points for each variable."""

    cue: Cue
    surface: str
    points: Mapping[str, float]


def code_flags(
    title: str, text: str, sections: Sections, in_title: Sequence[Match], in_text: Sequence[Match]
) -> list[Flag]:
    """Values of the rule-coded variables, each with the cues that decided.

    Parameters
    ----------
    title, text
        Of the posting.
    sections
        Of the text.
    in_title, in_text
        What `flag_tagger` finds in them.
    """
    hits = [_hit(match, title, "title", None) for match in in_title]
    hits.extend(_asked_for(text, sections, in_text))
    building = [] if flag_cues.NO_BUILDER_TITLE.search(title) else hits
    return [
        _by_points(BACKEND, building, TRUE, FALSE),
        _by_points(FRONTEND, building, TRUE, FALSE),
        _management(title, text, hits),
        _by_points(ORIENTATION, hits, RESEARCH, PRODUCTION),
    ]


def _asked_for(text: str, sections: Sections, matches: Sequence[Match]) -> Iterator[_Hit]:
    """Cues of requirements and duties."""
    around, stack = Surroundings(text, sections.lower), _Stack(text, sections.lower)
    for match in matches:
        section = sections.at(match.start)
        if section in (MUST, WORK) and not _is_passing(text, around, stack, match):
            yield _hit(match, text, "text", section)


def _hit(match: Match, text: str, field: str, section: str | None) -> _Hit:
    start, end, alias = match
    return _Hit(Cue(field, section, text[start:end], start, end), alias.skill.name, _points()[alias.skill.name])


class _Stack:
    """Which lines of a text say what the team builds with.

    Parameters
    ----------
    text
        Of the posting.
    lower
        The same in lower case, every character at its place.
    """

    def __init__(self, text: str, lower: str) -> None:
        self._text = text
        self._lower = lower
        self._headed: dict[int, bool] = {}

    def holds(self, start: int, end: int) -> bool:
        """Whether the line of a cue, or the heading of its list, is on that."""
        line = self._text.rfind("\n", 0, start) + 1
        begin, stop = max(line, start - _REACH), end + _REACH
        words = self._lower[begin:stop]
        if "stack" in words or " use" in words:
            near = self._text[begin:stop].split("\n", 1)[0]
            if flag_cues.STACK_LINE.search(near):
                return True
        if line not in self._headed:
            self._headed[line] = self._is_headed(line)
        return self._headed[line]

    def _is_headed(self, line: int) -> bool:
        """Whether the heading of the list that a line belongs to is on that."""
        begin = max(line - _LIST, 0)
        above = self._lower[begin:line]
        if "stack" not in above and not ("tech" in above and " environment" in above):
            return False
        for heading in reversed(self._text[begin:line].split("\n")):
            is_item = not heading.strip() or heading.lstrip().startswith("-")
            if not is_item and len(heading.split()) <= _HEADING_WORDS:
                return flag_cues.STACK_HEADING.match(heading) is not None
        return False


def _is_passing(text: str, around: Surroundings, stack: _Stack, match: Match) -> bool:
    """Whether the cue is refused, is of the team's stack, or is whom one works with ("with our front-end engineers")."""
    if around.is_refused(match.start, match.end) or stack.holds(match.start, match.end):
        return True
    if not match.alias.surface.startswith(flag_cues.COLLEAGUES_OF):
        return False
    before = max(text.rfind("\n", 0, match.start) + 1, match.start - _REACH)
    window = text[before : match.end + 60].split("\n", 1)[0]
    at = match.start - before
    if not any(map(window.lower().__contains__, flag_cues.OF_COLLEAGUES)):
        return False
    return any(found.start() < at < found.end() for found in flag_cues.COLLEAGUES.finditer(window))


def _by_points(variable: str, hits: list[_Hit], yes: str, no: str) -> Flag:
    """The first value where different cues add up to enough; its cues are the fewest that do."""
    first: dict[str, _Hit] = {}
    for hit in hits:
        if variable in hit.points:
            first.setdefault(hit.surface, hit)
    ranked = sorted(first.values(), key=lambda hit: -hit.points[variable])
    total, cues = 0.0, []
    for hit in ranked:
        points = hit.points[variable]
        total += points * (_TITLE_COUNTS if hit.cue.field == "title" and points >= _WEIGHTY else 1)
        cues.append(hit.cue)
        if total >= _FROM[variable]:
            return Flag(variable, yes, tuple(sorted(cues, key=lambda cue: (cue.field, cue.start_char))))
    return Flag(variable, no, ())


def _management(title: str, text: str, hits: list[_Hit]) -> Flag:
    """True where the title is a manager's, or a duty is to manage, or to hire and lead, people."""
    found = flag_cues.MANAGER_TITLE.search(title)
    if found:
        start, end = found.span()
        return Flag(MANAGEMENT, TRUE, (Cue("title", None, title[start:end], start, end),))
    for hit in hits:
        cue = hit.cue
        if MANAGEMENT not in hit.points or cue.field == "title":
            continue
        if cue.section == MUST and hit.surface.endswith("ing"):
            continue
        window = text[cue.start_char : cue.start_char + _REACH].split("\n", 1)[0]
        said = flag_cues.MANAGES.match(window)
        if said:
            end = cue.start_char + said.end()
            return Flag(MANAGEMENT, TRUE, (Cue("text", cue.section, text[cue.start_char : end], cue.start_char, end),))
    return Flag(MANAGEMENT, FALSE, ())


@lru_cache(maxsize=1)
def flag_tagger() -> Tagger:
    """What finds the cues of the flags, compiled once a process."""
    skills = tuple(Skill(name=surface) for surface in _points())
    return Tagger(build_taxonomy((Category(category="flags", title="", skills=skills),)))


@lru_cache(maxsize=1)
def _points() -> Mapping[str, Mapping[str, float]]:
    points: dict[str, dict[str, float]] = defaultdict(dict)
    for variable, by_points in _POINTS.items():
        for value, surfaces in by_points.items():
            for surface in surfaces:
                points[surface][variable] = value
    return dict(points)
