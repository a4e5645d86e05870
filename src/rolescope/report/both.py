"""The sentences behind two skills that go together: postings that name both, where the two stand nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import duckdb

from rolescope.report.behind import PER_FIGURE, Behind
from rolescope.report.evidence import CONTEXT, QUOTED, SECTION, Evidence, Words, in_context


class Both(NamedTuple):
    """What a lift counts: postings with two values of a variable."""

    variable: str
    value: str
    other: str

    @property
    def said(self) -> str:
        """The pair in words."""
        return f"{self.value} and {self.other}"


def read_both(sql: duckdb.DuckDBPyConnection, coder: str, wanted: Sequence[Both], seed: int) -> dict[Both, Behind]:
    """Up to `PER_FIGURE` postings of each pair, one a family, the same for the same seed.

    Two mentions that stand near each other on one line are one quote, from the first to the last of their words.

    Parameters
    ----------
    sql
        Database over the tables of a run.
    coder
        Whose codes count.
    wanted
        The pairs.
    seed
        Of the study.
    """
    rows = sql.execute(
        _NEAREST,
        {
            "coder": coder,
            "seed": seed,
            "pairs": list(range(len(wanted))),
            "variables": [pair.variable for pair in wanted],
            "values": [pair.value for pair in wanted],
            "others": [pair.other for pair in wanted],
        },
    ).fetchall()
    found: dict[int, list[tuple[Evidence, ...]]] = defaultdict(list)
    for number, title, company, url, *places in rows:
        quoted = _joined(Words(*places[:4]), Words(*places[4:]))
        found[number].append(tuple(in_context(title, company, url, *words) for words in quoted))
    return {
        wanted[number]: Behind(f"both-{number}", wanted[number].said, tuple(chain(*postings)), len(postings))
        for number, postings in found.items()
    }


def _joined(one: Words, other: Words) -> tuple[Words, ...]:
    """The words from one mention to the other where they stand near each other on one line, else both mentions."""
    first, last = sorted((one, other), key=lambda words: words.start)
    end = max(first.end, last.end)
    near = last.start - first.end <= CONTEXT and "\n" not in first.text[first.start : end]
    return (first._replace(end=end),) if near and one.text == other.text else (one, other)


_NEAREST = f"""
    with wanted as (
        select unnest($pairs::int[]) as pair, unnest($variables::varchar[]) as variable,
            unnest($values::varchar[]) as value, unnest($others::varchar[]) as other
    ), mention as (
        select p.family_id, p.posting_id, c.variable, c.value,
            struct_pack(section := {SECTION}, field := c.field, start_char := c.start_char, end_char := c.end_char) as place
        from codings c join postings p using (posting_id)
        where c.coder = $coder and {QUOTED} and p.weight is distinct from 0
            and c.value in (select value from wanted union all select other from wanted)
    ), nearest as (
        select pair, one.family_id, arg_min(
            struct_pack(posting_id := one.posting_id, one := one.place, two := two.place),
            row(one.place.field <> two.place.field, abs(one.place.start_char - two.place.start_char), one.posting_id, one.place, two.place)
        ) as found
        from wanted join mention one using (variable, value)
            join mention two on two.variable = wanted.variable and two.value = wanted.other
                and two.posting_id = one.posting_id
        group by pair, one.family_id
    ), chosen as (
        select pair, unnest(arg_min(found, md5_number_lower(concat_ws('|', $seed, pair, family_id)), {PER_FIGURE})) as found
        from nearest group by pair
    )
    select pair, title, company, url,
        found.one.section, if(found.one.field = 'title', title, text), found.one.start_char, found.one.end_char,
        found.two.section, if(found.two.field = 'title', title, text), found.two.start_char, found.two.end_char
    from chosen join postings on posting_id = found.posting_id
    order by pair, posting_id
"""
