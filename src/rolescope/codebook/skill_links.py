"""Links from our skills to ESCO concepts and O*NET technologies.

Only labels that are the same spelling are accepted, and what a reader has decided; the rest is listed for review.
No address or code is ever made: each is copied from the publisher's file.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rolescope.codebook.nearest import Nearest
from rolescope.codebook.references import (
    Concept,
    Technology,
    label_key,
    read_esco_skills,
    read_onet_technologies,
)
from rolescope.codebook.reviewed import Reviewed, shipped_reviewed
from rolescope.codebook.taxonomy import Skill, Taxonomy

ESCO, ONET = "ESCO", "O*NET"
EXACT, ALIAS = "exact", "alias"
_QUALIFIER = re.compile(r" ?\(([^()]{1,80})\)$")
_ACRONYM = re.compile(r"^(?P<long>.+) (?P<short>[A-Z][A-Z0-9/]{1,9})$")
_SOFTWARE = " software"


class Candidate(NamedTuple):
    """A pair that nobody has accepted: why it is listed, and how near the labels are (1 is the same)."""

    skill: str
    scheme: str
    label: str
    reason: str
    nearness: float


class SkillLink(NamedTuple):
    """A skill with its ESCO concept and its O*NET technology; None where the file has none.

    `match` is exact where every link is to the skill's own name, alias where one is to another spelling of it.
    """

    skill: str
    concept: Concept | None
    technology: Technology | None
    match: str


class SkillLinks(NamedTuple):
    """Links of all skills of a taxonomy, in the order of their names, and what is left to review.

    `notes` say what of the files was not used, and why.
    """

    links: tuple[SkillLink, ...]
    review: tuple[Candidate, ...]
    notes: tuple[str, ...]


class _Found(NamedTuple):
    """A label that is a spelling of the skill. `doubt` says why a reader has to decide, if so."""

    label: str
    match: str
    doubt: str
    rank: tuple[int, ...]


def link_skills(
    taxonomy: Taxonomy, esco_folder: Path, onet_folder: Path, reviewed: Reviewed | None = None
) -> SkillLinks:
    """Link each skill to at most one ESCO concept and one O*NET technology.

    A label is accepted where it is the name of the skill (exact) or another spelling of it (alias), without
    regard to case and with a hyphen as a space. An O*NET example may carry the maker before it, its acronym
    or "software" behind it. Single letters and everyday words (one word, with a rule in the taxonomy) are
    accepted where the reference itself says that a technology is meant, otherwise listed. "Software" for a
    practice is no spelling of the practice and is listed.

    Parameters
    ----------
    taxonomy
        The skills.
    esco_folder, onet_folder
        Folders with the publishers' files.
    reviewed
        Decisions of a reader, which go before the rules; by default those that come with rolescope.

    Raises
    ------
    RolescopeError
        Where a file or a column is not there.
    """
    decided = shipped_reviewed() if reviewed is None else reviewed
    esco = read_esco_skills(esco_folder)
    notes = () if esco.alternatives_hold else (_misplaced(esco.belonging or 0.0),)
    concepts = {concept.label: concept for concept in esco.concepts}
    technologies = {technology.example: technology for technology in read_onet_technologies(onet_folder)}
    finders = (
        (ESCO, _concept_index(esco.concepts, esco.alternatives_hold), Nearest(concepts)),
        (ONET, _technology_index(technologies.values()), Nearest(technologies)),
    )
    links, review = [], []
    for skill in sorted((skill for _, skill in taxonomy.skills()), key=lambda skill: (skill.name.lower(), skill.name)):
        best: dict[str, _Found] = {}
        for scheme, index, nearest in finders:
            known = concepts if scheme == ESCO else technologies
            found = _reviewed(skill, scheme, _found(skill, scheme, index), decided, known)
            accepted = next((each for each in found if not each.doubt), None)
            if accepted:
                best[scheme] = accepted
            review += _candidates(skill, scheme, found, accepted, nearest, decided)
        concept = concepts[best[ESCO].label] if ESCO in best else None
        technology = technologies[best[ONET].label] if ONET in best else None
        links.append(SkillLink(skill.name, concept, technology, _weakest(each.match for each in best.values())))
    return SkillLinks(tuple(links), tuple(review), notes)


def _misplaced(belonging: float) -> str:
    return (
        f"ESCO: only {belonging:.0%} of the alternative labels share a word with the concept they stand beside; "
        "the column is out of step with its rows and was not used"
    )


def _weakest(matches: Iterable[str]) -> str:
    said = set(matches)
    return ALIAS if ALIAS in said else EXACT if said else ""


_Index = Mapping[str, Sequence[tuple[str, str, tuple[int, ...]]]]


def _concept_index(concepts: Iterable[Concept], with_alternatives: bool) -> _Index:
    """Labels by spelling, with what is known of them: a qualifier in brackets says that it is a technology."""
    index: defaultdict[str, list[tuple[str, str, tuple[int, ...]]]] = defaultdict(list)
    for concept in concepts:
        bare = _QUALIFIER.sub("", concept.label)
        index[label_key(bare)].append((concept.label, "technology" if bare != concept.label else "label", (0,)))
        for alternative in concept.alternatives if with_alternatives else ():
            index[label_key(alternative)].append((concept.label, "alternative", (1,)))
    return index


def _technology_index(technologies: Iterable[Technology]) -> _Index:
    index: defaultdict[str, list[tuple[str, str, tuple[int, ...]]]] = defaultdict(list)
    for technology in technologies:
        for spelling, kind in spellings(technology.example):
            rank = (not technology.hot, kind != "technology", -technology.occupations)
            index[label_key(spelling)].append((technology.example, kind, rank))
    return index


def spellings(example: str) -> Iterator[tuple[str, str]]:
    """Ways to read an O*NET example: as it is (``technology``), and without acronym or "software" (``loose``).

    >>> [spelling for spelling, _ in spellings("Amazon Web Services AWS software")]
    ['Amazon Web Services AWS software', 'Amazon Web Services AWS', 'Amazon Web Services', 'AWS']
    """
    yield example, "technology"
    bare = example.removesuffix(_SOFTWARE)
    if bare != example:
        yield bare, "loose"
    acronym = _ACRONYM.match(bare)
    if acronym and _abbreviates(acronym["short"], acronym["long"]):
        yield acronym["long"], "loose"
        if acronym["short"][0].lower() in acronym["long"][:2].lower():
            yield acronym["short"], "loose"


def _abbreviates(short: str, words: str) -> bool:
    """Whether the letters of an acronym come in that order in the words, hardly more than one letter a word.

    >>> _abbreviates("COBOL", "Common business oriented language"), _abbreviates("BTEQ", "Teradata")
    (True, False)
    """
    letters = iter(words.lower())
    in_order = all(letter in letters for letter in short.lower() if letter.isalpha())
    return in_order and len(short) <= words.count(" ") + 2


def _found(skill: Skill, scheme: str, index: _Index) -> list[_Found]:
    """Labels that are a spelling of the skill, the surest first."""
    found: dict[str, _Found] = {}
    for surface in skill.surfaces():
        for spelling, maker in _with_maker(skill, surface) if scheme == ONET else ((surface, 0),):
            match = EXACT if surface == skill.name else ALIAS
            for label, kind, rank in index.get(label_key(spelling), ()):
                each = _Found(
                    label, match, _doubt(skill, surface, label, kind), (match != EXACT, rank[0], maker, *rank[1:])
                )
                found[label] = min(found.get(label, each), each, key=_surest)
    return sorted(found.values(), key=_surest)


def _surest(found: _Found) -> tuple[bool, tuple[int, ...], str]:
    return bool(found.doubt), found.rank, found.label


def _with_maker(skill: Skill, surface: str) -> Iterator[tuple[str, int]]:
    yield surface, 0
    if skill.maker:
        yield f"{skill.maker} {surface}", 1


def _doubt(skill: Skill, surface: str, label: str, kind: str) -> str:
    if len(surface) == 1:
        return "single letter"
    if kind == "alternative" and any(letter.isupper() for letter in surface) and label.islower():
        return "alternative label of a wider concept"
    if surface in skill.rules and " " not in surface and (kind != "technology" or surface not in label):
        return "everyday word"
    if kind == "loose" and surface.islower():
        return "software for it"
    return ""


def _reviewed(
    skill: Skill, scheme: str, found: Sequence[_Found], reviewed: Reviewed, known: Mapping[str, object]
) -> list[_Found]:
    """What was found, after the reader's decisions; an accepted label that this release lacks is passed over."""
    taken = [label for label in reviewed.accepted(skill.name, scheme) if label in known]
    kept = [each for each in found if each.label not in taken and not reviewed.rejects(skill.name, scheme, each.label)]
    matches = {each.label: each.match for each in found}
    return [_Found(label, matches.get(label, ALIAS), "", ()) for label in taken] + kept


def _candidates(
    skill: Skill, scheme: str, found: Sequence[_Found], accepted: _Found | None, nearest: Nearest, reviewed: Reviewed
) -> list[Candidate]:
    """What a reader may look at: doubtful and second labels, or the nearest ones where there is none."""
    same = [
        Candidate(
            skill.name, scheme, each.label, each.doubt or f"beside {accepted.label}" if accepted else each.doubt, 1.0
        )
        for each in found
        if each is not accepted
    ]
    if same or accepted:
        return same
    return [
        Candidate(skill.name, scheme, label, "nearest", nearness)
        for label, nearness in nearest.of(skill.surfaces())
        if not reviewed.rejects(skill.name, scheme, label)
    ]
