"""Must-groups: the requirements of a posting, each with its alternatives.

Skills of section must that stand in one sentence with "or" between them are one group, met by any of them;
every other required skill is a group of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from rolescope.estimate.units import Units

_REACH = 24
_POSTINGS_AT_ONCE = 16_384
_TEXTS_AT_ONCE = 1_024
_BLANK = r"[ \t\x{00a0}\x{2009}\x{202f},/()]*"
_OR_GAP = rf"(?i)^{_BLANK}((and/)?or\b|/)?{_BLANK}(similar *)?$"
_HAS_OR = r"(?i)\bor\b|/"
_BITS = 31
Ints = NDArray[np.int32]


class MustGroups(NamedTuple):
    """Must-groups of the families that have any, as arrays.

    Attributes
    ----------
    skills
        Names of the skills in their order; a skill's place is its number.
    group, skill
        Which group can be met by which skill, one entry a pair.
    family
        For each group, the place of its family in `employer`.
    employer
        For each family, the number of its employer.
    """

    skills: list[str]
    group: Ints
    skill: Ints
    family: Ints
    employer: Ints


class _Part(NamedTuple):
    """Must-groups of some postings, as in `MustGroups`, with numbers of their own."""

    group: Ints
    skill: Ints
    family: Ints
    employer: Ints


class _Mentions(NamedTuple):
    """Required skills by family and place in its text: `start` to `end`."""

    family: Ints
    employer: Ints
    skill: Ints
    start: Ints
    end: Ints


def read_must_groups(units: Units) -> MustGroups:
    """Must-groups of the first posting of each family."""
    edges = units.sql.execute(
        f"""
        select posting_id from (select posting_id, row_number() over (order by posting_id) as place from postings)
        where place % {_POSTINGS_AT_ONCE} = 1 order by 1
        """
    ).fetchall()
    starts = [posting_id for (posting_id,) in edges]
    numbers: dict[str, int] = {}
    parts = []
    for begin, end in zip(starts, [*starts[1:], None], strict=True):
        within = {"begin": begin, "end": end}
        mentions = _mentions(units, within, numbers)
        parts.append(_groups(mentions, *_alternatives(units, within, mentions)))
    return _joined(parts, list(numbers))


def _mentions(units: Units, within: dict[str, str | None], numbers: dict[str, int]) -> _Mentions:
    """Required skills of some postings; skills that have no number yet get the next."""
    found = units.sql.sql(_MENTIONS, params={"coder": units.coder} | within).to_arrow_table()
    values = found.column("value").combine_chunks().dictionary_encode()
    number_of = np.array([numbers.setdefault(name, len(numbers)) for name in values.dictionary.to_pylist()], np.int32)
    skill = number_of[values.indices.to_numpy()]
    family, employer, start, end = (found.column(name).to_numpy() for name in ("family", "employer", "start", "stop"))
    return _Mentions(family, employer, skill, start, end)


def _alternatives(
    units: Units, within: dict[str, str | None], mentions: _Mentions
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each mention, whether it goes on with the alternatives of the one before it, and whether by a word for or."""
    distance = mentions.start[1:] - mentions.end[:-1]
    here = mentions.family[1:] == mentions.family[:-1]
    near = 1 + np.flatnonzero(here & (distance >= 0) & (distance <= _REACH))
    between = pa.array(_texts_between(units, within, mentions, near), pa.string())
    goes_on, says_or = np.zeros((2, len(mentions.family)), np.bool_)
    goes_on[near] = pc.match_substring_regex(between, _OR_GAP).to_numpy(zero_copy_only=False)
    says_or[near] = pc.match_substring_regex(between, _HAS_OR).to_numpy(zero_copy_only=False)
    return goes_on, goes_on & says_or


def _texts_between(
    units: Units, within: dict[str, str | None], mentions: _Mentions, near: NDArray[np.intp]
) -> list[str]:
    """What stands between these mentions and the one before each."""
    between = [""] * len(near)
    families, begins, ends = mentions.family[near], mentions.end[near - 1].tolist(), mentions.start[near].tolist()
    for batch in units.sql.sql(_TEXTS, params=within).to_arrow_reader(_TEXTS_AT_ONCE):
        family = batch.column("family").to_numpy()
        first, last = np.searchsorted(families, family), np.searchsorted(families, family, "right")
        some = first < last
        texts = batch.column("text").filter(pa.array(some)).to_pylist()
        for text, low, high in zip(texts, first[some].tolist(), last[some].tolist(), strict=True):
            between[low:high] = [text[begin:end] for begin, end in zip(begins[low:high], ends[low:high], strict=True)]
    return between


def _groups(mentions: _Mentions, goes_on: NDArray[np.bool_], says_or: NDArray[np.bool_]) -> _Part:
    """The groups of some postings; equal ones of a family are one."""
    number = _runs(mentions, goes_on)
    runs = int(number.max(initial=-1)) + 1
    family, alternative = np.zeros(runs, np.int32), np.zeros(runs, np.bool_)
    family[number], alternative[number[says_or]] = mentions.family, True
    run, skill = _different(number, mentions.skill)
    alone = ~(alternative & (np.bincount(run, minlength=runs) > 1))[run]
    owner, single = _different(family[run[alone]], skill[alone])
    several = _several(family[run[~alone]], run[~alone], skill[~alone])
    sizes = [1] * len(single) + [len(members) for _, members in several]
    group = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
    members = np.array([skill for _, members in several for skill in members], np.int32)
    owners = np.concatenate((owner, np.array([family for family, _ in several], np.int32)))
    families, place = np.unique(owners, return_inverse=True)
    employer = mentions.employer[np.searchsorted(mentions.family, families)]
    return _Part(group, np.concatenate((single, members)), place.astype(np.int32), employer)


def _runs(mentions: _Mentions, goes_on: NDArray[np.bool_]) -> Ints:
    """Number of the run that each mention is in: alternatives, or one alone; mentions at the same place are in one."""
    number = np.cumsum(~goes_on, dtype=np.int32) - 1
    places = np.array([mentions.family, mentions.start, mentions.end])
    last = np.flatnonzero(np.append((places[:, 1:] != places[:, :-1]).any(axis=0), len(number) > 0))
    return np.repeat(number[last], np.diff(last, prepend=-1))


def _different(one: Ints, other: Ints) -> tuple[Ints, Ints]:
    """Different pairs of two numbers, in order."""
    ranked = np.sort(one.astype(np.int64) << _BITS | other, kind="stable")
    pairs = ranked[np.flatnonzero(np.diff(ranked, prepend=-1))]
    return (pairs >> _BITS).astype(np.int32), (pairs & (1 << _BITS) - 1).astype(np.int32)


def _several(family: Ints, run: Ints, skill: Ints) -> list[tuple[int, tuple[int, ...]]]:
    """Different sets of alternatives, each with its family; the skills of a run stand together."""
    edges = [0, *(1 + np.flatnonzero(run[1:] != run[:-1])).tolist(), len(run)] if len(run) else []
    families, skills = family.tolist(), skill.tolist()
    return list(dict.fromkeys((families[begin], tuple(skills[begin:end])) for begin, end in pairwise(edges)))


def _joined(parts: Sequence[_Part], names: list[str]) -> MustGroups:
    """The groups of all postings, with skills numbered in their order."""
    skills = sorted(names)
    rank = np.zeros(len(names), np.int32)
    rank[[names.index(name) for name in skills]] = np.arange(len(names))
    groups = np.cumsum([0, *(len(part.family) for part in parts)])
    families = np.cumsum([0, *(len(part.employer) for part in parts)])
    return MustGroups(
        skills,
        _concatenated([part.group + offset for part, offset in zip(parts, groups.astype(np.int32), strict=False)]),
        rank[_concatenated([part.skill for part in parts])],
        _concatenated([part.family + offset for part, offset in zip(parts, families.astype(np.int32), strict=False)]),
        _concatenated([part.employer for part in parts]),
    )


def _concatenated(parts: Sequence[Ints]) -> Ints:
    return np.concatenate([np.zeros(0, np.int32), *parts])


_MENTIONS = """
    select family, employer, value, start_char as start, end_char as stop
    from codings join families on posting_id = first
    where variable = 'skills' and coder = $coder and section = 'must' and field = 'text'
        and start_char is not null and posting_id >= $begin and ($end is null or posting_id < $end)
    order by family, start, stop
"""
_TEXTS = """
    select family, text from postings join families on posting_id = first
    where posting_id >= $begin and ($end is null or posting_id < $end)
"""
