"""Code by the cues of a codebook: phrases that give an option away, found as whole words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from rolescope.codebook.model import Variable
from rolescope.codebook.taxonomy import Category, Skill, build_taxonomy
from rolescope.coders.tagger import Match, Tagger
from rolescope.coders.words import Words


class Cue(NamedTuple):
    """A cue found: its span and the option that it speaks for."""

    start: int
    end: int
    option: str


_new_cue = partial(tuple.__new__, Cue)


class CueFinder:
    """Finds the cues of one variable.

    Parameters
    ----------
    variable
        A choice, a flag or themes. The cues of a flag speak for ``true``.
    """

    def __init__(self, variable: Variable) -> None:
        groups = [("true", variable.cues)] if variable.kind == "flag" else [(o.key, o.cues) for o in variable.options]
        skills = tuple(Skill(name=cues[0], aliases=cues[1:], definition=key) for key, cues in groups if cues)
        self._tagger = Tagger(build_taxonomy((Category(category=variable.name, title="", skills=skills),)))

    def find(self, text: str) -> list[Cue]:
        """Cues of a text, in its order."""
        return _cues(self._tagger.find(text))

    def find_all(self, words: Words) -> Iterator[list[Cue]]:
        """Cues of each of many texts, whose words these are."""
        return map(_cues, self._tagger.find_all(words))


def best(cues: Sequence[Cue]) -> str | None:
    """Option that most of the cues speak for; of equals the one named first in the text."""
    if len(cues) < 2:
        return cues[0].option if cues else None
    scores: dict[str, int] = {}
    for _, _, option in cues:
        scores[option] = scores.get(option, 0) + 1
    return max(scores, key=scores.__getitem__)


def _cues(matches: Sequence[Match]) -> list[Cue]:
    return [_new_cue((start, end, alias.skill.definition or "")) for start, end, alias in matches]


@lru_cache(maxsize=64)
def cue_finder(variable: Variable) -> CueFinder:
    """The compiled cues of a variable, once a process."""
    return CueFinder(variable)
