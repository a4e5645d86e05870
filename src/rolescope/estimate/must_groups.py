"""Must-groups: the requirements of a posting, each with its alternatives.

Skills of section must that stand in one sentence with "or" between them are one group, met by any of them;
every other required skill is a group of its own.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.units import Units

_REACH = 24
_POSTINGS_AT_ONCE = 16_384
_BLANK = r"[ \t\x{00a0}\x{2009}\x{202f},/()]*"
_OR_GAP = rf"(?i){_BLANK}((and/)?or\b|/)?{_BLANK}(similar *)?"
_HAS_OR = r"(?i)\bor\b|/"


class MustGroups(NamedTuple):
    """Must-groups of the families that have any, as arrays.

    Attributes
    ----------
    skills
        Names of the skills; a skill's place is its number.
    group, skill
        Which group can be met by which skill, one entry a pair.
    family
        For each group, the place of its family in `employer`.
    employer
        For each family, the number of its employer.
    """

    skills: list[str]
    group: NDArray[np.int64]
    skill: NDArray[np.int64]
    family: NDArray[np.int64]
    employer: NDArray[np.int64]


def read_must_groups(units: Units) -> MustGroups:
    """Must-groups of the first posting of each family."""
    units.sql.execute("create or replace temp table groups (employer int, family int, members varchar[])")
    edges = units.sql.execute(
        f"""
        select posting_id from (select posting_id, row_number() over (order by posting_id) as place from postings)
        where place % {_POSTINGS_AT_ONCE} = 1 order by 1
        """
    ).fetchall()
    starts = [posting_id for (posting_id,) in edges]
    for begin, end in zip(starts, [*starts[1:], None], strict=True):
        units.sql.execute(_GROUPS, {"coder": units.coder, "begin": begin, "end": end})
    return _as_arrays(units)


def _as_arrays(units: Units) -> MustGroups:
    units.sql.execute(
        """
        create or replace temp table must_skills as
        select skill, (row_number() over (order by skill))::int - 1 as place
        from (select distinct unnest(members) as skill from groups)
        """
    )
    names = units.sql.execute("select skill from must_skills order by place").fetchall()
    found = units.sql.execute(
        """
        with numbered as (select *, row_number() over (order by family, members) - 1 as number from groups)
        select number, employer, family, place from (select *, unnest(members) as skill from numbered)
        join must_skills using (skill) order by number, place
        """
    ).fetchnumpy()
    number, employer, family, place = (
        np.asarray(found[name], np.int64) for name in ("number", "employer", "family", "place")
    )
    _, first, group = np.unique(number, return_index=True, return_inverse=True)
    _, first_of_family, of_family = np.unique(family[first], return_index=True, return_inverse=True)
    return MustGroups([name for (name,) in names], group, place, of_family, employer[first][first_of_family])


_GROUPS = f"""
    insert into groups
    with here as (
        select posting_id, text, family, employer from postings join families on posting_id = first
        where posting_id >= $begin and ($end is null or posting_id < $end)
    ), mention as (
        select posting_id, value, start_char, end_char,
            lag(end_char) over (partition by posting_id order by start_char, end_char) as before
        from codings
        where variable = 'skills' and coder = $coder and section = 'must' and field = 'text'
            and start_char is not null and posting_id >= $begin and ($end is null or posting_id < $end)
    ), gapped as (
        select employer, family, value, start_char, end_char,
            case when start_char - before between 0 and {_REACH}
                then substring(text, before + 1, start_char - before) end as gap
        from mention join here using (posting_id)
    ), joined as (
        select *, coalesce(regexp_full_match(gap, '{_OR_GAP}'), false) as joins from gapped
    ), numbered as (
        select *, sum((not joins)::int) over (partition by family order by start_char, end_char) as number from joined
    ), grouped as (
        select employer, family, list_sort(list(distinct value)) as members,
            bool_or(joins and regexp_matches(gap, '{_HAS_OR}')) as alternative
        from numbered group by employer, family, number
    )
    select employer, family, members from grouped where alternative
    union
    select employer, family, [unnest(members)] from grouped where not alternative
"""
