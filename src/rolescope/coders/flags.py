"""Orientation, back end, front end and management by cues in what a posting asks for and its title.

The study has no labels of the first three, and its own of management is wrong (kappa .29 with careful
readers), so that these are rules and not models.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial
from itertools import chain
from typing import NamedTuple

from rolescope.codebook.taxonomy import Category, Skill, build_taxonomy
from rolescope.coders import flag_cues
from rolescope.coders.context import is_refused
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


class _Found(NamedTuple):
    """A cue of the lists where it stands; not all that are found count."""

    field: str
    surface: str
    match: Match


_new_found = partial(tuple.__new__, _Found)


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
    asked = _Asked(title, text, sections)
    found = [_new_found(("title", match.alias.skill.name, match)) for match in in_title]
    found += [_new_found(("text", match.alias.skill.name, match)) for match in in_text]
    building = [] if flag_cues.NO_BUILDER_TITLE.search(title) else found
    return [
        _by_points(BACKEND, building, asked, TRUE, FALSE),
        _by_points(FRONTEND, building, asked, TRUE, FALSE),
        _management(found, asked),
        _by_points(ORIENTATION, found, asked, RESEARCH, PRODUCTION),
    ]


class _Asked:
    """Which cues of a posting count: those of its title, of requirements and of duties.

    Parameters
    ----------
    title, text, sections
        As for `code_flags`.
    """

    def __init__(self, title: str, text: str, sections: Sections) -> None:
        self.title = title
        self.text = text
        self._sections = sections
        self._stack = _Stack(text, sections.lower)
        self._known: dict[int, Cue | None] = {}

    def cue(self, found: _Found) -> Cue | None:
        """The cue, where it counts."""
        start, end, _ = found.match
        if found.field == "title":
            return Cue("title", None, self.title[start:end], start, end)
        if start not in self._known:
            section = self._sections.at(start)
            counts = section in (MUST, WORK) and not self._is_passing(found.match)
            self._known[start] = Cue("text", section, self.text[start:end], start, end) if counts else None
        return self._known[start]

    def _is_passing(self, match: Match) -> bool:
        """Whether the cue is refused, is of the team's stack, or is whom one works with ("with our front-end engineers")."""
        start, end, alias = match
        if is_refused(self.text, start, end) or self._stack.holds(start, end):
            return True
        if not alias.surface.startswith(flag_cues.COLLEAGUES_OF):
            return False
        before = max(self.text.rfind("\n", 0, start) + 1, start - _REACH)
        window = self.text[before : end + 60].split("\n", 1)[0]
        if not any(map(window.lower().__contains__, flag_cues.OF_COLLEAGUES)):
            return False
        at = start - before
        return any(found.start() < at < found.end() for found in flag_cues.COLLEAGUES.finditer(window))


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
        if any(map(words.__contains__, flag_cues.OF_STACKS)):
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


def _by_points(variable: str, found: Sequence[_Found], asked: _Asked, yes: str, no: str) -> Flag:
    """The first value where different cues add up to enough; its cues are the fewest that do.

    Whether a cue counts is asked of the weightiest first, and of none where all together would be too few.
    """
    points, enough = _points()[variable], _FROM[variable]
    ranked = sorted((one for one in found if one.surface in points), key=lambda one: -points[one.surface])
    weights: dict[str, float] = {}
    for field, surface, _ in ranked:
        counts_more = field == "title" and points[surface] >= _WEIGHTY
        weights.setdefault(surface, points[surface] * (_TITLE_COUNTS if counts_more else 1))
    if sum(weights.values()) >= enough:
        total, cues = 0.0, []
        for one in ranked:
            cue = asked.cue(one) if one.surface in weights else None
            if cue is not None:
                total += weights.pop(one.surface)
                cues.append(cue)
                if total >= enough:
                    return Flag(variable, yes, tuple(sorted(cues, key=lambda cue: (cue.field, cue.start_char))))
    return Flag(variable, no, ())


def _management(found: Sequence[_Found], asked: _Asked) -> Flag:
    """True where the title is a manager's, or a duty is to manage, or to hire and lead, people."""
    titled = flag_cues.MANAGER_TITLE.search(asked.title)
    if titled:
        start, end = titled.span()
        return Flag(MANAGEMENT, TRUE, (Cue("title", None, asked.title[start:end], start, end),))
    text, managing = asked.text, _points()[MANAGEMENT]
    for one in found:
        if one.surface not in managing or one.field == "title":
            continue
        start = one.match.start
        said = flag_cues.MANAGES.match(text[start : start + _REACH].split("\n", 1)[0])
        cue = asked.cue(one) if said else None
        if said and cue and not (cue.section == MUST and one.surface.endswith("ing")):
            end = start + said.end()
            return Flag(MANAGEMENT, TRUE, (cue._replace(quote=text[start:end], end_char=end),))
    return Flag(MANAGEMENT, FALSE, ())


@lru_cache(maxsize=1)
def flag_tagger() -> Tagger:
    """What finds the cues of the flags, compiled once a process."""
    surfaces = dict.fromkeys(chain.from_iterable(chain.from_iterable(by.values()) for by in _POINTS.values()))
    skills = tuple(Skill(name=surface) for surface in surfaces)
    return Tagger(build_taxonomy((Category(category="flags", title="", skills=skills),)))


@lru_cache(maxsize=1)
def _points() -> Mapping[str, Mapping[str, float]]:
    """Points of each cue for each variable; those of none say nothing."""
    return {
        variable: {surface: points for points, surfaces in by_points.items() for surface in surfaces if points}
        for variable, by_points in _POINTS.items()
    }
