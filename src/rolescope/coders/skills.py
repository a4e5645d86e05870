"""Skills that postings name, with their sections: what a tagger finds, but for what the words around it rule out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from rolescope.coders import context
from rolescope.coders.finds import Finds
from rolescope.coders.layout import Layout
from rolescope.coders.output import Mention, exact_mentions
from rolescope.coders.tagger import Tagger, shipped_tagger
from rolescope.coders.wording import MUST, OTHER, WORK
from rolescope.coders.words import Bools, Words

_EVERYDAY = {"practices", "security", "infrastructure"}
_IS_JOINT = np.zeros(256, bool)
_IS_JOINT[[ord(sign) for sign in context.JOINTS]] = True


class SkillFinder:
    """Finds the skills of a taxonomy in postings.

    Parameters
    ----------
    tagger
        What finds their spellings.
    """

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger
        self._names = [alias.skill.name for alias in tagger.aliases]
        self._categories = [alias.category for alias in tagger.aliases]
        self._is_everyday = np.array([category in _EVERYDAY for category in self._categories], bool)
        self._has_maker = np.array([alias.skill.maker is not None for alias in tagger.aliases], bool)
        self._owned = _owned(tagger)

    def find_all(self, employers: Sequence[str], layout: Layout, titles: Words, texts: Words) -> list[list[Mention]]:
        """Skills that each posting names, those in its text before those in its title.

        Parameters
        ----------
        employers
            `employer_id` of each posting.
        layout
            Of their texts.
        titles, texts
            Words of the titles and of the texts.
        """
        in_titles, in_texts = self._tagger.finds(titles), self._tagger.finds(texts)
        judged = self._sections(employers, layout, texts, in_texts)
        kept = np.array([section is not None for section in judged], bool)
        of_texts = self._mentions(in_texts.at(kept), "text", [section for section in judged if section])
        of_titles = self._mentions(in_titles, "title", [WORK] * len(in_titles.text))
        return [in_text + in_title for in_text, in_title in zip(of_texts, of_titles, strict=True)]

    def _mentions(self, finds: Finds, field: str, sections: Sequence[str]) -> list[list[Mention]]:
        """Finds of one field with their sections, those of each posting."""
        aliases = finds.alias.tolist()
        names, categories = map(self._names.__getitem__, aliases), map(self._categories.__getitem__, aliases)
        spans = finds.surfaces(), finds.start.tolist(), finds.end.tolist()
        mentions = exact_mentions("skills", names, categories, sections, field, *spans)
        return [mentions[begin:end] for begin, end in pairwise(finds.bounds)]

    def _sections(self, employers: Sequence[str], layout: Layout, texts: Words, finds: Finds) -> list[str | None]:
        """Section of each find in a text; None where it is no skill: part of an address, say, or a customer."""
        judged: list[str | None] = [*layout.at(finds.text, finds.start)]
        own = self._own(employers, finds)
        for place in np.flatnonzero(self._is_everyday[finds.alias] | self._has_maker[finds.alias]).tolist():
            if judged[place] == OTHER and place not in own and self._is_in_passing(finds, place):
                judged[place] = None
        for place in own:
            judged[place] = _section_of_own(finds, place, judged[place], employers[finds.text[place]])
        near = _Near(texts, finds)
        for place in near.address():
            if context.in_address(*finds.span(place)):
                judged[place] = None
        for place in near.degree():
            text, start, _ = finds.span(place)
            if context.is_field_of_study(text, start):
                judged[place] = None
        for place in near.refusal():
            if judged[place] and context.is_refused(*finds.span(place)):
                judged[place] = OTHER
        return judged

    def _own(self, employers: Sequence[str], finds: Finds) -> set[int]:
        """Finds that are products of the employer itself."""
        return {
            place
            for employer, (begin, end) in zip(employers, pairwise(finds.bounds), strict=True)
            if employer in self._owned
            for place in range(begin, end)
            if finds.alias[place] in self._owned[employer]
        }

    def _is_in_passing(self, finds: Finds, place: int) -> bool:
        """Whether a find in the company's blurb is an everyday word, or the name of a customer or an investor."""
        if self._is_everyday[finds.alias[place]] and not finds.stands_in_list(place):
            return True
        text, start, _ = finds.span(place)
        return bool(self._has_maker[finds.alias[place]]) and context.names_a_party(text, start)


class _Near:
    """Finds that are near what a test of their surroundings cannot do without."""

    def __init__(self, texts: Words, finds: Finds) -> None:
        begin = texts.begins[finds.text]
        self._start, self._end = begin + finds.start, begin + finds.end
        self._plain = np.frombuffer(texts.plain, np.uint8)
        self._lower = texts.plain.lower()

    def address(self) -> list[int]:
        is_joined = _IS_JOINT[self._plain[self._start - 1]] | _IS_JOINT[self._plain[self._end]]
        return _places(
            is_joined & context.ADDRESS_SIGNS.stand(self._lower, self._start - context.ADDRESS_REACH, self._end)
        )

    def degree(self) -> list[int]:
        return _places(context.DEGREE_SIGNS.stand(self._lower, self._start - context.DEGREE_REACH, self._start))

    def refusal(self) -> list[int]:
        return _places(context.REFUSAL_SIGNS.stand(self._lower, self._start - context.REACH, self._start))


def _places(near: Bools) -> list[int]:
    places: list[int] = np.flatnonzero(near).tolist()
    return places


def _section_of_own(finds: Finds, place: int, section: str | None, employer: str) -> str | None:
    """Section of a product of the employer itself: not asked for, unless required; None where it is the company's name."""
    required = section == MUST and finds.stands_in_list(place)
    if not required and context.names_the_employer(*finds.span(place), employer):
        return None
    return section if section == MUST else OTHER


def _owned(tagger: Tagger) -> dict[str, set[int]]:
    """Which aliases of a tagger are products of each employer."""
    owned: dict[str, set[int]] = defaultdict(set)
    owners: dict[str, frozenset[str]] = {}
    for place, alias in enumerate(tagger.aliases):
        if alias.skill.name not in owners:
            owners[alias.skill.name] = context.owners(alias.skill)
        for owner in owners[alias.skill.name]:
            owned[owner].add(place)
    return owned


@lru_cache(maxsize=1)
def skill_finder() -> SkillFinder:
    """What finds the skills of the shipped taxonomy, compiled once a process."""
    return SkillFinder(shipped_tagger())
