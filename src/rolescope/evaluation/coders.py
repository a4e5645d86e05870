"""Coder against coder: two runs of the same postings, or two coders of one run."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook, Variable
from rolescope.codebook.taxonomy import alias_key
from rolescope.coders.choices import scale
from rolescope.coders.gold import canonical_names
from rolescope.coders.themes import NO_THEME
from rolescope.errors import RolescopeError
from rolescope.evaluation.choices import Pair, choice_figures
from rolescope.evaluation.coded import run_codebook
from rolescope.evaluation.figure import CODERS, Chance, Topic
from rolescope.evaluation.held import Holding, held_figures
from rolescope.evaluation.part import Miss, Part
from rolescope.evaluation.sides import Side
from rolescope.evaluation.skills import SKILLS
from rolescope.storage import database, table_path

NONE, NO_QUOTE = "none", "(no quote)"
_EXAMPLES = 3
_BATCH = 1000


@dataclass(frozen=True)
class Comparison:
    """Agreement of two coders; the first is taken as the reference.

    Parameters
    ----------
    first, second
        The two.
    postings, employers
        Postings that both have coded, and their employers.
    parts
        The comparison of each variable that both code.
    """

    first: Side
    second: Side
    postings: int
    employers: int
    parts: list[Part]


def compare_coders(first: Side, second: Side, chance: Chance, codebook: Codebook | None = None) -> Comparison:
    """Compare every variable that both coders code, on the postings that both have.

    Skills and themes are compared by which postings hold them, in any section but ``other``. Skills that a
    coder writes in words of its own are called by the taxonomy's names first. The codebook is that of the first's run
    unless it is given.

    Raises
    ------
    RolescopeError
        Where the two have no coded posting in common.
    """
    codebook = codebook or run_codebook(first.folder)
    with _both(first, second) as sql:
        row = sql.execute(
            """
            select count(distinct posting_id), count(distinct employer_id)
            from a_assessments join b_assessments using (posting_id, variable) join postings using (posting_id)
            """
        ).fetchone()
        postings, employers = row or (0, 0)
        if not postings:
            remedy = "compare runs of studies with the same sources"
            raise RolescopeError(f"no posting is coded in {first.folder} too", str(second.folder), remedy)
        parts = [_choice(sql, v, chance) for v in codebook.variables if v.kind in ("choice", "flag")]
        parts += [_held(sql, v, _namer(v), chance) for v in codebook.variables if v.kind in ("mentions", "themes")]
    return Comparison(first, second, postings, employers, [part for part in parts if part.figures])


@contextmanager
def _both(first: Side, second: Side) -> Iterator[duckdb.DuckDBPyConnection]:
    """Views of the codings and assessments of either coder, beside those of the first run."""
    with database(first.folder) as sql:
        for letter, side in (("a", first), ("b", second)):
            for table in ("codings", "assessments"):
                path, coder = (str(x).replace("'", "''") for x in (table_path(side.codes, table), side.coder))
                sql.execute(
                    f"create view {letter}_{table} as select * from read_parquet('{path}') where coder = '{coder}'"
                )
        yield sql


def _choice(sql: duckdb.DuckDBPyConnection, variable: Variable, chance: Chance) -> Part:
    rows = sql.execute(
        """
        with quotes_a as (select posting_id, string_agg(quote, ' … ' order by start_char) as quote
            from a_codings where variable = $v group by posting_id),
        quotes_b as (select posting_id, string_agg(quote, ' … ' order by start_char) as quote
            from b_codings where variable = $v group by posting_id)
        select p.source_id, p.employer_id, a.value, b.value, qa.quote, qb.quote
        from a_assessments a join b_assessments b using (posting_id, variable) join postings p using (posting_id)
        left join quotes_a qa using (posting_id) left join quotes_b qb using (posting_id)
        where variable = $v and (a.value is not null or b.value is not null) order by posting_id
        """,
        {"v": variable.name},
    ).fetchall()
    coded = [row for row in rows if row[2] is not None and row[3] is not None]
    if not coded:
        return Part(variable.name)
    pairs = [Pair(employer, a, b) for _, employer, a, b, _, _ in coded]
    figures, confusion = choice_figures(Topic(variable.name, comparison=CODERS), pairs, scale(variable), chance)
    misses = [Miss(source_id, a, b, qa or NO_QUOTE, qb or NO_QUOTE) for source_id, _, a, b, qa, qb in coded if a != b]
    return Part(variable.name, figures, confusion, misses, n_uncoded=len(rows) - len(coded))


def _held(sql: duckdb.DuckDBPyConnection, variable: Variable, name: Callable[[str], str], chance: Chance) -> Part:
    found = sql.execute(
        """
        with held_a as (select posting_id, list((value, quote) order by value, start_char) as codes
            from a_codings where variable = $v and section is distinct from 'other' and value <> $none
            group by posting_id),
        held_b as (select posting_id, list((value, quote) order by value, start_char) as codes
            from b_codings where variable = $v and section is distinct from 'other' and value <> $none
            group by posting_id)
        select p.source_id, p.employer_id, ha.codes, hb.codes
        from a_assessments a join b_assessments b using (posting_id, variable) join postings p using (posting_id)
        left join held_a ha using (posting_id) left join held_b hb using (posting_id)
        where variable = $v and a.status = 'coded' and b.status = 'coded' order by posting_id
        """,
        {"v": variable.name, "none": NO_THEME},
    )
    holdings = []
    missed: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    examples: dict[tuple[str, bool], list[Miss]] = defaultdict(list)
    while batch := found.fetchmany(_BATCH):
        for source_id, employer, codes_a, codes_b in batch:
            a, b = ({name(value): quote or NO_QUOTE for value, quote in codes or ()} for codes in (codes_a, codes_b))
            holdings.append(Holding(employer, frozenset(a), frozenset(b)))
            missed.update(a.keys() - b.keys())
            wrong.update(b.keys() - a.keys())
            for value in a.keys() ^ b.keys():
                some = examples[value, value in a]
                if len(some) < _EXAMPLES:
                    some.append(_only(source_id, value, a, b))
    if not holdings:
        return Part(variable.name)
    figures = held_figures(Topic(variable.name, comparison=CODERS), holdings, chance)
    order = sorted(examples, key=lambda key: (-(missed if key[1] else wrong)[key[0]], key))
    return Part(
        variable.name, figures, misses=[miss for key in order for miss in examples[key]],
        missed=dict(missed), wrong=dict(wrong),
    )  # fmt: skip


def _only(source_id: str, value: str, a: dict[str, str], b: dict[str, str]) -> Miss:
    """A value that one of the two names, with its quote."""
    return Miss(
        source_id, value if value in a else NONE, value if value in b else NONE, a.get(value, ""), b.get(value, "")
    )


def _namer(variable: Variable) -> Callable[[str], str]:
    """The taxonomy's name of a skill; other values are called what they are."""
    if variable.name != SKILLS:
        return str
    names = canonical_names()
    return lambda value: names.get(alias_key(value), (value, ""))[0]
