"""What the report shows, read from the stored tables; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

from rolescope.codebook.model import Codebook, Variable
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.themes import DUTIES, NO_THEME
from rolescope.report.bars import Bar, Limits, read_bars, read_limits, with_evidence
from rolescope.report.crossed import Crossed, cross_themes, first_choice
from rolescope.report.definition import Clause, working_definition
from rolescope.report.evidence import PER_SKILL
from rolescope.report.readings import readings_said
from rolescope.report.refused import Refused, read_refused
from rolescope.report.titles import BY as BY_TITLE
from rolescope.report.titles import Titles, read_titles
from rolescope.storage import database
from rolescope.studyfile import Study

MIN_SHOWN_SHARE = 0.01
MOST_PER_CATEGORY = 30
MUST_AND_NICE = 24
TOGETHER = 20
SKILLS = "skills"
ASKED = "any but other"


@dataclass(frozen=True)
class Group:
    """Bars under one title; `more` of them are in the table but not drawn."""

    title: str
    bars: tuple[Bar, ...]
    more: int = 0
    note: str = ""
    crossed: Crossed | None = None


@dataclass(frozen=True)
class Pair:
    """A skill's share as a requirement and as something nice to have."""

    value: str
    anchor: str
    must: Limits
    nice: Limits | None


@dataclass(frozen=True)
class Slice:
    """A group of postings: its size, and why its shares are refused if they are."""

    by: str
    name: str
    n: int
    n_employers: int
    refusal: str | None
    top: tuple[tuple[str, float, float, float], ...]


@dataclass(frozen=True)
class View:
    """Everything that a page shows."""

    study: Study
    role: str
    coder: str
    facts: dict[str, Any]
    definition: tuple[Clause, ...]
    kinds: tuple[Group, ...]
    titles: Titles | None
    groups: tuple[Group, ...]
    duties: Group | None
    use_cases: Group | None
    pairs: tuple[Pair, ...]
    together: tuple[dict[str, Any], ...]
    path: tuple[dict[str, Any], ...]
    pay: tuple[dict[str, Any], ...]
    slices: tuple[Slice, ...]
    refused: tuple[Refused, ...]
    readings: tuple[str, ...]
    n: int
    n_employers: int
    n_uncoded: int
    per_skill: int = PER_SKILL


def read_view(folder: Path, study: Study, codebook: Codebook, facts: dict[str, Any]) -> View:
    """Read the stored estimates of a run into what the report shows."""
    with database(folder) as sql:
        asked = read_bars(sql, SKILLS, ASKED)
        rules = read_limits(sql, SKILLS)
        base = sql.execute(
            """
            select n, n_employers, n_uncoded from estimates
            where slice_by is null and unit = 'posting' order by variable = 'skills' desc limit 1
            """
        ).fetchone()
        slices = _slices(sql)
        refused = read_refused(sql)
        kinds_of = {
            v.name: group
            for v in codebook.variables
            if v.kind in ("choice", "flag") and (group := _kind(sql, v)) is not None
        }
        kind_of_job = first_choice(codebook)
        themes = {v.name: _themes(sql, v, kind_of_job) for v in codebook.variables if v.kind == "themes"}
        titles = read_titles(sql, codebook, SKILLS, ASKED, rules)
        together = _records(sql, "pairs", "order by low desc, value, other", TOGETHER)
        path = _records(sql, "learning_path", "where threshold = 0.5 order by step", None)
        pay = _records(
            sql, "pay", "order by slice_by nulls first, slice, currency nulls first, period, statistic", None
        )
    drawn = with_evidence(_shown(asked), folder, SKILLS, study.seed)
    shown_themes = {
        name: replace(g, bars=tuple(with_evidence(g.bars, folder, name, study.seed)))
        for name, g in themes.items()
        if g is not None
    }
    kinds = tuple(
        replace(g, bars=tuple(with_evidence(g.bars, folder, name, study.seed))) for name, g in kinds_of.items()
    )
    use_cases = [group for name, group in shown_themes.items() if name != DUTIES]
    return View(
        study=study,
        role=codebook.role,
        coder=facts.get("coder", study.coder),
        facts=facts,
        definition=working_definition(codebook.role, drawn, rules),
        kinds=kinds,
        titles=titles,
        groups=_groups(drawn, asked),
        duties=shown_themes.get(DUTIES),
        use_cases=use_cases[0] if use_cases else None,
        pairs=_pairs(drawn, rules),
        together=together,
        path=path,
        pay=pay,
        slices=slices,
        refused=refused,
        readings=readings_said(folder),
        n=base[0] if base else 0,
        n_employers=base[1] if base else 0,
        n_uncoded=base[2] if base else facts["postings"]["families"],
    )


def _kind(sql: duckdb.DuckDBPyConnection, variable: Variable) -> Group | None:
    """Shares of the options of a choice, or of a flag that is true."""
    titles = {option.key: option.name for option in variable.options} | {"true": "yes", "false": "no"}
    bars = read_bars(sql, variable.name, "coded", titles)
    if variable.kind == "flag":
        bars = [bar for bar in bars if bar.value == "true"]
    title = variable.name.replace("_", " ")
    return Group(title, tuple(bars), note=variable.definition) if bars else None


def _themes(sql: duckdb.DuckDBPyConnection, variable: Variable, kind_of_job: Variable | None) -> Group | None:
    titles = {option.key: option.name for option in variable.options}
    bars = [bar for bar in read_bars(sql, variable.name, "coded", titles) if bar.value != NO_THEME]
    if not bars:
        return None
    crossed = cross_themes(sql, variable.name, bars, kind_of_job)
    return Group(variable.name.replace("_", " "), tuple(bars), note=variable.definition, crossed=crossed)


def _shown(asked: Sequence[Bar]) -> list[Bar]:
    """Bars that are drawn: the most frequent of each category, from 1 % on."""
    taken: dict[str | None, int] = {}
    shown = []
    for bar in asked:
        if bar.share >= MIN_SHOWN_SHARE and taken.get(bar.category, 0) < MOST_PER_CATEGORY:
            taken[bar.category] = taken.get(bar.category, 0) + 1
            shown.append(bar)
    return shown


def _groups(drawn: Sequence[Bar], asked: Sequence[Bar]) -> tuple[Group, ...]:
    titles = shipped_taxonomy().titles()
    by_category: dict[str | None, list[Bar]] = {}
    for bar in drawn:
        by_category.setdefault(bar.category, []).append(bar)
    groups = [
        Group(
            titles.get(category or "", category or "Other"),
            tuple(members),
            sum(bar.category == category for bar in asked) - len(members),
        )
        for category, members in by_category.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-sum(bar.share for bar in group.bars), group.title)))


def _pairs(bars: Sequence[Bar], rules: dict[tuple[str, str], Limits]) -> tuple[Pair, ...]:
    pairs = [
        Pair(bar.value, bar.anchor, rules[bar.value, "must"], rules.get((bar.value, "nice")))
        for bar in bars
        if (bar.value, "must") in rules
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.must[0], pair.value))[:MUST_AND_NICE])


def _records(sql: duckdb.DuckDBPyConnection, table: str, tail: str, most: int | None) -> tuple[dict[str, Any], ...]:
    """Rows of a stored table as dictionaries."""
    limit = f" limit {most}" if most else ""
    found = sql.execute(f"select * from {table} {tail}{limit}")
    names = [column[0] for column in found.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())


def _slices(sql: duckdb.DuckDBPyConnection) -> tuple[Slice, ...]:
    """All slices but those by title, which have a section of their own."""
    rows = sql.execute(
        """
        select slice_by, slice, n, n_employers, any_value(note) filter (value is null),
            list({'value': value, 'share': share, 'low': low, 'high': high} order by share desc, value)
                filter (value is not null and status = 'published')[1:8]
        from estimates
        where variable = 'skills' and slice_by is not null and unit = 'posting' and target = 'process'
            and (section_rule = 'any but other' or section_rule is null) and slice_by <> $by_title
            and statistic = 'share' and weighting = 'none'
        group by all order by slice_by, n desc, slice
        """,
        {"by_title": BY_TITLE},
    ).fetchall()
    return tuple(
        Slice(by, name, n, employers, refusal, tuple((t["value"], t["share"], t["low"], t["high"]) for t in top or ()))
        for by, name, n, employers, refusal, top in rows
    )
