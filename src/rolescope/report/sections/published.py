"""What was published of the corpus, beside what is found in it and what is left when the coder's errors are corrected."""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from rolescope.codebook.model import Codebook
from rolescope.published import published_figures
from rolescope.report.bars import Limits
from rolescope.report.words import spoken
from rolescope.studyfile import Study

_UNPUBLISHED = ("backend", "frontend")


@dataclass(frozen=True)
class Figure:
    """One figure three times; None where it was not published, not found, or not corrected. `key`: variable, value."""

    label: str
    published: float | None
    observed: Limits | None
    corrected: Limits | None
    key: tuple[str, str] = ("", "")

    @property
    def is_comparable(self) -> bool:
        """Whether it was published and found."""
        return self.published is not None and (self.corrected or self.observed) is not None

    @property
    def apart(self) -> bool:
        """Whether the published figure lies outside the interval of the best other one."""
        best = self.corrected or self.observed
        return self.published is not None and best is not None and not best[1] <= self.published <= best[2]


@dataclass(frozen=True)
class Published:
    """The figures by group, how many postings were published of, and how many labels the correction rests on."""

    groups: tuple[tuple[str, tuple[Figure, ...]], ...]
    of: int
    n_gold: int | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All of them."""
        return tuple(figure for _, figures in self.groups for figure in figures)


def read_published(sql: duckdb.DuckDBPyConnection, study: Study, codebook: Codebook) -> Published | None:
    """The comparison, where the study is on the corpus that the published study is about; else None."""
    if codebook.codebook != "ai-engineer" or not any(source.field_guide for source in study.sources):
        return None
    stored = sql.execute(
        """
        select statistic, variable, value, share, low, high, n_gold from estimates
        where slice_by is null and unit = 'posting' and target = 'process' and status = 'published'
            and weighting = 'none' and section_rule in ('any but other', 'coded')
        """
    ).fetchall()
    limits: dict[tuple[str, str, str], Limits] = {
        (statistic, variable, value): (share, low, high) for statistic, variable, value, share, low, high, _ in stored
    }
    imported = study.coder == "imported"

    def figure(label: str, percent: float | None, variable: str, value: str) -> Figure:
        observed, corrected = (limits.get((name, variable, value)) for name in ("share", "corrected share"))
        return Figure(label, None if percent is None else percent / 100, observed, corrected, (variable, value))

    roles: list[Figure] = []
    skills: list[Figure] = []
    everything = published_figures()
    for given in everything:
        value = given.canonical if given.canonical and not imported else given.entry
        into = skills if given.variable == "skills" else roles
        into.append(figure(given.label, given.percent, given.variable, value))
    roles += [figure(f"{spoken(name).lower()} (not published)", None, name, "true") for name in _UNPUBLISHED]
    return Published(
        (("Role type and traits", tuple(roles)), ("Skills", tuple(skills))),
        everything[0].denominator,
        max((gold for *_, gold in stored if gold is not None), default=None),
    )
