"""What the report shows, read from the stored tables; nothing is computed anew."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolescope.codebook.model import Codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.report.definition import Clause, working_definition
from rolescope.report.evidence import PER_SKILL, Evidence, sample_evidence
from rolescope.storage import database
from rolescope.studyfile import Study

MIN_SHOWN_SHARE = 0.01
MOST_PER_CATEGORY = 30
MUST_AND_NICE = 24


@dataclass(frozen=True)
class Bar:
    """A stored estimate as a bar with its interval, and the postings behind it."""

    value: str
    anchor: str
    count: int
    share: float
    low: float
    high: float
    employer_share: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True)
class Group:
    """Skills of one category; `more` of them are in the table but not drawn."""

    title: str
    bars: tuple[Bar, ...]
    more: int


@dataclass(frozen=True)
class Pair:
    """A skill's share as a requirement and as something nice to have."""

    value: str
    anchor: str
    must: tuple[float, float, float]
    nice: tuple[float, float, float] | None


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
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    slices: tuple[Slice, ...]
    n: int
    n_employers: int
    n_uncoded: int
    per_skill: int = PER_SKILL


def read_view(folder: Path, study: Study, codebook: Codebook, facts: dict[str, Any]) -> View:
    """Read the stored estimates of a run into what the report shows."""
    with database(folder) as sql:
        asked = sql.execute(
            """
            select e.value, e.category, e.count, e.share, e.low, e.high, u.share
            from estimates e
            left join estimates u on u.value = e.value and u.section_rule = e.section_rule and u.unit = 'employer'
                and u.slice_by is null and u.target = 'process' and u.status = 'published'
            where e.slice_by is null and e.unit = 'posting' and e.target = 'process'
                and e.section_rule = 'any but other' and e.status = 'published'
            order by e.share desc, e.value
            """
        ).fetchall()
        rules = {
            (value, rule): (share, low, high)
            for value, rule, share, low, high in sql.execute(
                """
                select value, section_rule, share, low, high from estimates
                where slice_by is null and unit = 'posting' and target = 'process' and status = 'published'
                """
            ).fetchall()
        }
        base = sql.execute(
            "select n, n_employers, n_uncoded from estimates where slice_by is null and unit = 'posting' limit 1"
        ).fetchone()
        slices = _slices(sql)
    bars = _bars(asked, sample_evidence(folder, _shown(asked), study.seed))
    return View(
        study=study,
        role=codebook.role,
        coder=study.coder,
        facts=facts,
        definition=working_definition(codebook.role, bars, rules),
        groups=_groups(bars, {row[0]: row[1] for row in asked}),
        pairs=_pairs(bars, rules),
        slices=slices,
        n=base[0] if base else 0,
        n_employers=base[1] if base else 0,
        n_uncoded=base[2] if base else facts["postings"]["families"],
    )


def _shown(asked: list[Any]) -> list[str]:
    """Values that get a bar: the most frequent of each category, from 1 % on."""
    taken: dict[str, int] = {}
    shown = []
    for value, category, _, share, *_ in asked:
        if share >= MIN_SHOWN_SHARE and taken.get(category, 0) < MOST_PER_CATEGORY:
            taken[category] = taken.get(category, 0) + 1
            shown.append(value)
    return shown


def _bars(asked: list[Any], evidence: dict[str, list[Evidence]]) -> list[Bar]:
    shown = set(_shown(asked))
    return [
        Bar(value, f"skill-{number}", count, share, low, high, employer, tuple(evidence.get(value, ())))
        for number, (value, _, count, share, low, high, employer) in enumerate(asked)
        if value in shown
    ]


def _groups(bars: list[Bar], categories: dict[str, str]) -> tuple[Group, ...]:
    titles = shipped_taxonomy().titles()
    by_category: dict[str, list[Bar]] = {}
    for bar in bars:
        by_category.setdefault(categories[bar.value], []).append(bar)
    groups = [
        Group(
            titles.get(category, category or "Other"),
            tuple(members),
            sum(1 for value in categories if categories[value] == category) - len(members),
        )
        for category, members in by_category.items()
    ]
    return tuple(sorted(groups, key=lambda group: (-sum(bar.share for bar in group.bars), group.title)))


def _pairs(bars: list[Bar], rules: dict[tuple[str, str], tuple[float, float, float]]) -> tuple[Pair, ...]:
    pairs = [
        Pair(bar.value, bar.anchor, rules[bar.value, "must"], rules.get((bar.value, "nice")))
        for bar in bars
        if (bar.value, "must") in rules
    ]
    return tuple(sorted(pairs, key=lambda pair: (-pair.must[0], pair.value))[:MUST_AND_NICE])


def _slices(sql: Any) -> tuple[Slice, ...]:
    rows = sql.execute(
        """
        select slice_by, slice, n, n_employers, any_value(note) filter (value is null),
            list({'value': value, 'share': share, 'low': low, 'high': high} order by share desc, value)
                filter (value is not null and status = 'published')[1:8]
        from estimates
        where slice_by is not null and unit = 'posting' and target = 'process'
            and (section_rule = 'any but other' or section_rule is null)
        group by all order by slice_by, n desc, slice
        """
    ).fetchall()
    return tuple(
        Slice(
            by,
            name,
            n,
            employers,
            refusal,
            tuple((t["value"], t["share"], t["low"], t["high"]) for t in top or ()),
        )
        for by, name, n, employers, refusal, top in rows
    )
