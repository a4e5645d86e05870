"""What the report shows, read from the stored tables; nothing is computed anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.coders.themes import DUTIES
from rolescope.estimate.thin import MAX_WIDTH
from rolescope.estimate.units import FACTS
from rolescope.report.bars import Group, read_bars, read_limits, with_evidence
from rolescope.report.behind import Behind, Crossing, read_behind
from rolescope.report.both import Both, read_both
from rolescope.report.definition import Clause, working_definition
from rolescope.report.leaked import leakage_said
from rolescope.report.readings import readings_said
from rolescope.report.refused import Refused, read_refused
from rolescope.report.sections.crossed import first_choice, option_names
from rolescope.report.sections.differences import Slicing, read_differences
from rolescope.report.sections.facts import read_facts
from rolescope.report.sections.kinds import read_kinds
from rolescope.report.sections.pay import Pay, read_pay
from rolescope.report.sections.published import Published, read_published
from rolescope.report.sections.slices import Slice, read_slices
from rolescope.report.sections.stack import Pair, drawn_skills, must_and_nice, skill_groups
from rolescope.report.sections.themes import read_themes
from rolescope.report.sections.titles import BY as BY_TITLE
from rolescope.report.sections.titles import Titles, read_titles
from rolescope.report.sections.together import Together, read_together
from rolescope.storage import database
from rolescope.studyfile import Study

SKILLS = "skills"
ASKED = "any but other"

Record = dict[str, Any]


@dataclass(frozen=True)
class Base:
    """What shares are of: families, their employers, families that could not be coded, gold postings if shares are corrected."""

    n: int
    n_employers: int
    n_uncoded: int
    n_gold: int | None


@dataclass(frozen=True)
class View:
    """Everything that a page shows."""

    study: Study
    role: str
    coder: str
    facts: dict[str, Any]
    base: Base
    definition: tuple[Clause, ...]
    kinds: tuple[Group, ...]
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    duties: Group | None
    use_cases: Group | None
    differences: tuple[Slicing, ...]
    titles: Titles | None
    pay: Pay | None
    stated: tuple[Group, ...]
    together: tuple[Together, ...]
    path: tuple[Record, ...]
    published: Published | None
    slices: tuple[Slice, ...]
    refused: tuple[Refused, ...]
    readings: tuple[str, ...]
    behind: Mapping[Crossing | Both, Behind]
    anchors: Mapping[tuple[str, str], str]


def read_view(folder: Path, study: Study, codebook: Codebook, facts: dict[str, Any]) -> View:
    """Read the stored estimates of a run into what the report shows."""
    with database(folder) as sql:
        asked = read_bars(sql, SKILLS, ASKED)
        drawn = with_evidence(drawn_skills(asked), folder, SKILLS, study.seed)
        pairs = must_and_nice(drawn, read_limits(sql, SKILLS), read_limits(sql, SKILLS, "corrected share"))
        kinds = read_kinds(sql, folder, codebook, study.seed)
        themes = read_themes(sql, folder, codebook, study.seed)
        duties = themes.pop(DUTIES, None)
        use_cases = next(iter(themes.values()), None)
        differences = read_differences(sql, codebook, [by for by in study.slices if by != BY_TITLE])
        titles = read_titles(sql, codebook, SKILLS)
        pay = read_pay(sql, codebook)
        names = option_names(codebook)
        stated = read_facts(sql, names, study.seed)
        slices = read_slices(sql, codebook)
        together = read_together(sql)
        coder = facts.get("coder", study.coder)
        grouped = [group for group in (*kinds, duties, use_cases, *stated) if group]
        counted = figures_of_groups(grouped, differences, titles, pay, slices)
        return View(
            study=study,
            role=codebook.role,
            coder=coder,
            facts=facts,
            base=_base(sql, facts),
            definition=working_definition(
                codebook.role,
                kinds[0].bars if kinds and first_choice(codebook) else (),
                drawn,
                duties.bars if duties else (),
                pairs,
            ),
            kinds=kinds,
            groups=skill_groups(drawn, asked),
            pairs=pairs,
            duties=duties,
            use_cases=use_cases,
            differences=differences,
            titles=titles,
            pay=pay,
            stated=stated,
            together=together,
            path=_path(sql),
            published=read_published(sql, study, codebook),
            slices=slices,
            refused=read_refused(sql),
            readings=(*readings_said(folder), *leakage_said(sql, facts.get("prompt", {}).get("system"), SKILLS)),
            behind=read_behind(sql, coder, counted, names, study.seed)
            | read_both(sql, coder, [pair.key for pair in together], study.seed),
            anchors={(bar.variable, bar.value): bar.anchor for bar in (*drawn, *(b for g in grouped for b in g.bars))},
        )


def figures_of_groups(
    bars: Iterable[Group],
    differences: Iterable[Slicing],
    titles: Titles | None,
    pay: Pay | None,
    slices: Iterable[Slice],
) -> Iterator[Crossing]:
    """What each figure of a group of postings counts, in the order of the page."""
    cells = [cell for group in bars if group.crossed for _, row in group.crossed.rows for cell in row]
    cells += [cell for title in (titles.shown if titles else ()) for cell in title.cells]
    cells += [row.stating for row in (pay.rows if pay else ())]
    yield from (cell.key for cell in cells if cell.key)
    yield from (row.key for slicing in differences for group in slicing.groups for row in group.rows)
    yield from (apart.key for title in (titles.shown if titles else ()) for apart in title.apart)
    yield from (row.key for row in (pay.rows if pay else ()) if row.key)
    yield from (named.key for group in slices for named in group.top)


def _base(sql: duckdb.DuckDBPyConnection, facts: dict[str, Any]) -> Base:
    row = sql.execute(
        """
        select n, n_employers, n_uncoded from observed
        where slice_by is null and unit = 'posting' and not list_contains($facts, variable)
        order by variable = 'skills' desc limit 1
        """,
        {"facts": list(FACTS)},
    ).fetchone()
    gold = sql.execute("select max(n_gold) from estimates where slice_by is null").fetchone()
    n, n_employers, n_uncoded = row or (0, 0, facts["postings"]["families"])
    return Base(n, n_employers, n_uncoded, gold[0] if gold else None)


def _path(sql: duckdb.DuckDBPyConnection) -> tuple[Record, ...]:
    """The learning path: of how many postings a half, seven and nine tenths of the requirements are met after each step.

    Empty where its first step is too thin to be a number.
    """
    path = _records(
        sql,
        """
        select half.*, more.share as more, more.low as more_low, more.high as more_high,
               nearly.share as nearly, nearly.low as nearly_low, nearly.high as nearly_high
        from learning_path half
        left join learning_path more on more.step = half.step and more.threshold = 0.7
        left join learning_path nearly on nearly.step = half.step and nearly.threshold = 0.9
        where half.threshold = 0.5 order by half.step
        """,
    )
    return path if path and path[0]["high"] - path[0]["low"] <= MAX_WIDTH else ()


def _records(sql: duckdb.DuckDBPyConnection, query: str) -> tuple[Record, ...]:
    """Rows of a query as dictionaries."""
    found = sql.execute(query)
    names = [column[0] for column in found.description or ()]
    return tuple(dict(zip(names, row, strict=True)) for row in found.fetchall())
