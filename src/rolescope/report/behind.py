"""The sentences behind a figure of a group: postings of the group, each with the quote that is counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import duckdb

from rolescope.estimate.units import Units
from rolescope.report.evidence import DEMANDING, QUOTED, SECTION, SECTIONS, Evidence, in_context
from rolescope.report.words import group_name, spoken

PER_FIGURE = 3
THINNED = 4_000
PAY = "pay"


class Crossing(NamedTuple):
    """What a figure of a group counts: the value of a variable within a slice; of pay, its currency and period."""

    by: str | None
    slice: str | None
    variable: str
    value: str

    def said(self, names: Mapping[tuple[str, str], str]) -> str:
        """The figure in words, options by their names.

        Examples
        --------
        >>> Crossing("metro", "Berlin", "skills", "SQL").said({})
        'SQL, metropolitan area: Berlin'
        >>> Crossing(None, None, "pay", "EUR year").said({})
        'Posted pay, EUR a year'
        """
        what = names.get((self.variable, self.value), self.value)
        if self.variable == PAY:
            what = f"Posted pay, {self.value.replace(' ', ' a ')}" if self.value else "Posted pay"
        if self.by is None or self.slice is None:
            return what
        return (
            f"{what}, {spoken(self.by).lower()}: {names.get((self.by, self.slice)) or group_name(self.by, self.slice)}"
        )


@dataclass(frozen=True)
class Behind:
    """Some of the postings that have a quote of the figure `said`, and how many; `anchor` is what a page calls them."""

    anchor: str
    said: str
    evidence: tuple[Evidence, ...]
    postings: int


def read_behind(
    sql: duckdb.DuckDBPyConnection,
    coder: str,
    wanted: Iterable[Crossing],
    names: Mapping[tuple[str, str], str],
    seed: int,
) -> dict[Crossing, Behind]:
    """Up to `PER_FIGURE` postings of each figure, one a family, the same for the same seed; none without a quote.

    They are sought among `THINNED` families first, and among all of them only where too few of these have the code.

    Parameters
    ----------
    sql
        Database over the tables of a run.
    coder
        Whose codes count.
    wanted
        The figures.
    names
        What a page calls options, by variable and value.
    seed
        Of the study.
    """
    crossings = list(dict.fromkeys(wanted))
    if not crossings:
        return {}
    kinds = list(dict.fromkeys(crossing.by for crossing in crossings))
    units = Units(sql, coder)
    _ask(sql, crossings, kinds, [units.slices(by) for by in kinds], seed)
    found = _sampled(sql, _PAID, {})
    for families in ("thinned", "within"):
        found |= _sampled(sql, _CODES.format(families=families), {"coder": coder})
    return {
        crossings[figure]: Behind(f"behind-{figure}", crossings[figure].said(names), tuple(evidence), len(evidence))
        for figure, evidence in sorted(found.items())
    }


def _sampled(sql: duckdb.DuckDBPyConnection, query: str, given: dict[str, str]) -> dict[int, list[Evidence]]:
    """What a query finds of the figures that are wanted; those that it serves in full are wanted no more."""
    found: dict[int, list[Evidence]] = defaultdict(list)
    for figure, *posting in sql.execute(query, given).fetchall():
        found[figure].append(in_context(*posting))
    served = [figure for figure, evidence in found.items() if len(evidence) == PER_FIGURE]
    sql.execute("delete from wanted where list_contains($served::int[], figure)", {"served": served})
    return found


def _ask(
    sql: duckdb.DuckDBPyConnection,
    crossings: Sequence[Crossing],
    kinds: Sequence[str | None],
    slices: Sequence[str],
    seed: int,
) -> None:
    """Temporary tables: the figures that are `wanted`, the families `within` each group by their turns, and the first of these."""
    within = " union all ".join(f"select {number} as kind, * from {name}" for number, name in enumerate(slices))
    sql.execute(
        f"""
        create or replace temp table within as
        select kind, slice, family, posting_id, md5_number_lower(concat_ws('|', $seed, family_id)) as turn
        from ({within}) join postings using (posting_id)
        """,
        {"seed": seed},
    )
    sql.execute(
        f"""
        create or replace temp table thinned as select within.* from within
        join (select distinct family, turn from within order by turn limit {THINNED}) using (family)
        """
    )
    sql.execute(
        """
        create or replace temp table wanted as select unnest($figures)::int as figure, unnest($kinds)::int as kind,
            unnest($slices) as slice, unnest($variables) as variable, unnest($values) as value,
            md5_number_lower(concat_ws('|', slice, variable, value)) as mask
        """,
        {
            "figures": list(range(len(crossings))),
            "kinds": [kinds.index(crossing.by) for crossing in crossings],
            "slices": [crossing.slice or "" for crossing in crossings],
            "variables": [crossing.variable for crossing in crossings],
            "values": [crossing.value for crossing in crossings],
        },
    )


_CODES = f"""
    with mention as (
        select figure, xor(turn, mask) as turn, arg_min(
            struct_pack(posting_id := p.posting_id, section := {SECTION}, field := c.field,
                start_char := c.start_char, end_char := c.end_char), row({DEMANDING})) as code
        from codings c join members p using (posting_id) join wanted using (variable, value)
            join {{families}} using (kind, slice, family)
        where c.coder = $coder and {QUOTED}
        group by figure, family, turn, mask
    ), chosen as (
        select figure, unnest(arg_min(code, turn, {PER_FIGURE})) as code
        from mention group by figure
    )
    select figure, title, company, url, code.section, if(code.field = 'title', title, text),
        code.start_char, code.end_char
    from chosen join postings on posting_id = code.posting_id
    order by figure, list_position({SECTIONS}, code.section), posting_id
"""
_PAID = f"""
    with chosen as (
        select figure, unnest(arg_min(posting_id, xor(turn, mask), {PER_FIGURE})) as posting_id
        from within join wanted using (kind, slice) join postings using (posting_id)
        where variable = '{PAY}' and (pay_min is not null or pay_max is not null)
            and value in ('', pay_currency || ' ' || coalesce(pay_period, 'unknown'))
        group by figure
    ), said as (
        select *, pay_source = 'employer text' as in_text, if(in_text, instr(text, pay_quote) - 1, 0) as start_char
        from chosen join postings using (posting_id) where pay_quote is not null
    )
    select figure, title, company, url, if(in_text, 'text', 'listing'), if(in_text, text, pay_quote),
        start_char, start_char + length(pay_quote)
    from said order by figure, pay_min, posting_id
"""
