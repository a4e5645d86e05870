"""Code by the cues of a codebook: phrases that give an option away, found as whole words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from rolescope.codebook.model import Variable
from rolescope.codebook.taxonomy import Category, Skill, build_taxonomy
from rolescope.coders.folding import one_to_one_lower
from rolescope.coders.tagger import Tagger, is_letter
from rolescope.coders.words import Words, read_words


class Cue(NamedTuple):
    """A cue found: its span and the option that it speaks for."""

    start: int
    end: int
    option: str


_new_cue = partial(tuple.__new__, Cue)


class OtherScripts:
    """Finds cues that have no Latin letter and no digit, which the tagger cannot see.

    Parameters
    ----------
    options
        The cues, and the option that each speaks for.
    """

    def __init__(self, options: Mapping[str, str]) -> None:
        self._options = {cue.lower(): option for cue, option in options.items()}
        longest_first = sorted(self._options, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_as_a_word, longest_first))) if options else None

    def join(self, text: str, cues: list[Cue]) -> list[Cue]:
        """Cues of a text together with these, in its order; of overlapping ones that which begins first, then the longest."""
        if self._pattern is None:
            return cues
        found = [Cue(*m.span(), self._options[m.group()]) for m in self._pattern.finditer(one_to_one_lower(text))]
        joined: list[Cue] = []
        for cue in sorted([*cues, *found], key=lambda cue: (cue.start, -cue.end)):
            if not joined or cue.start >= joined[-1].end:
                joined.append(cue)
        return joined


class CueFinder:
    """Finds the cues of one variable.

    Parameters
    ----------
    variable
        A choice, a flag or themes. The cues of a flag speak for ``true``.
    """

    def __init__(self, variable: Variable) -> None:
        groups = [("true", variable.cues)] if variable.kind == "flag" else [(o.key, o.cues) for o in variable.options]
        latin = [(key, tuple(cue for cue in cues if _has_latin(cue))) for key, cues in groups]
        skills = tuple(Skill(name=cues[0], aliases=cues[1:], definition=key) for key, cues in latin if cues)
        self._tagger = Tagger(build_taxonomy((Category(category=variable.name, title="", skills=skills),)))
        self._options = [alias.skill.definition or "" for alias in self._tagger.aliases]
        self._others = OtherScripts({cue: key for key, cues in reversed(groups) for cue in cues if not _has_latin(cue)})

    def find(self, text: str) -> list[Cue]:
        """Cues of a text, in its order."""
        return next(self.find_all(read_words([text])))

    def find_all(self, words: Words) -> Iterator[list[Cue]]:
        """Cues of each of many texts, whose words these are."""
        finds = self._tagger.finds(words)
        options = map(self._options.__getitem__, finds.alias.tolist())
        cues = list(map(_new_cue, zip(finds.start.tolist(), finds.end.tolist(), options, strict=True)))
        return map(self._others.join, words.texts, (cues[begin:end] for begin, end in pairwise(finds.bounds)))


def best(cues: Sequence[Cue]) -> str | None:
    """Option that most of the cues speak for; of equals the one named first in the text."""
    if len(cues) < 2:
        return cues[0].option if cues else None
    scores: dict[str, int] = {}
    for _, _, option in cues:
        scores[option] = scores.get(option, 0) + 1
    return max(scores, key=scores.__getitem__)


def _has_latin(cue: str) -> bool:
    return any(sign.isalnum() and sign.isascii() for sign in cue)


def _as_a_word(cue: str) -> str:
    """Pattern of a cue that touches no letter of an alphabet, where it is of one itself."""
    before = r"(?<!\w)" if is_letter(cue[0]) else ""
    return before + re.escape(cue) + (r"(?!\w)" if is_letter(cue[-1]) else "")


@lru_cache(maxsize=64)
def cue_finder(variable: Variable) -> CueFinder:
    """The compiled cues of a variable, once a process."""
    return CueFinder(variable)
