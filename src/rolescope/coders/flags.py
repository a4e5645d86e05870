"""Orientation, back end, front end and management by cues in what a posting asks for and its title.

The study has no labels of the first three, and its own of management is wrong (kappa .29 with careful
readers), so that these are rules and not models.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
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


def code_flags(title: str, text: str, sections: Sections) -> list[Flag]:
    """Values of the rule-coded variables, each with the cues that decided.

    Parameters
    ----------
    title, text
        Of the posting.
    sections
        Of the text.
    """
    hits = list(_hits(title, text, sections))
    building = [] if flag_cues.NO_BUILDER_TITLE.search(title) else hits
    return [
        _by_points(BACKEND, building, TRUE, FALSE),
        _by_points(FRONTEND, building, TRUE, FALSE),
        _management(title, text, hits),
        _by_points(ORIENTATION, hits, RESEARCH, PRODUCTION),
    ]


def _hits(title: str, text: str, sections: Sections) -> Iterator[_Hit]:
    """Cues of the title, and of requirements and duties."""
    tagger, points = _compiled()
    for match in tagger.find(title):
        yield _hit(match, title, "title", None, points)
    around = Surroundings(text, sections.lower)
    for match in tagger.find(text):
        section = sections.at(match.start)
        if section in (MUST, WORK) and not _is_passing(text, around, match):
            yield _hit(match, text, "text", section, points)


def _hit(match: Match, text: str, field: str, section: str | None, points: Mapping[str, Mapping[str, float]]) -> _Hit:
    name = match.alias.skill.name
    cue = Cue(field, section, text[match.start : match.end], match.start, match.end)
    return _Hit(cue, name, points[name])


def _is_passing(text: str, around: Surroundings, match: Match) -> bool:
    """Whether the cue is refused, is of the team's stack, or is whom one works with ("with our front-end engineers")."""
    if around.is_refused(match.start, match.end) or _is_of_the_stack(text, match):
        return True
    if not match.alias.surface.startswith(flag_cues.COLLEAGUES_OF):
        return False
    before = max(text.rfind("\n", 0, match.start) + 1, match.start - _REACH)
    window = text[before : match.end + 60].split("\n", 1)[0]
    at = match.start - before
    return any(found.start() < at < found.end() for found in flag_cues.COLLEAGUES.finditer(window))


def _is_of_the_stack(text: str, match: Match) -> bool:
    """Whether the line of the cue, or the heading of its list, is on what the team builds with."""
    start = text.rfind("\n", 0, match.start) + 1
    near = text[max(start, match.start - _REACH) : match.end + _REACH]
    if flag_cues.STACK_LINE.search(near.split("\n", 1)[0]):
        return True
    for line in reversed(text[max(start - _LIST, 0) : start].split("\n")):
        is_item = not line.strip() or line.lstrip().startswith("-")
        if not is_item and len(line.split()) <= _HEADING_WORDS:
            return flag_cues.STACK_HEADING.match(line) is not None
    return False


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
def _compiled() -> tuple[Tagger, Mapping[str, Mapping[str, float]]]:
    points: dict[str, dict[str, float]] = defaultdict(dict)
    for variable, by_points in _POINTS.items():
        for value, surfaces in by_points.items():
            for surface in surfaces:
                points[surface][variable] = value
    skills = tuple(Skill(name=surface) for surface in points)
    return Tagger(build_taxonomy((Category(category="flags", title="", skills=skills),))), dict(points)
