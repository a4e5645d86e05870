"""Test-retest of a coder: what it says of postings that are one advertisement.

A coder that goes by fixed rules says the same of the same text, so that families whose texts differ are the
test of it; they are told apart.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from rolescope.codebook.model import Codebook
from rolescope.coders.choices import scale
from rolescope.estimate.bootstrap import interval_of, resample, sum_by_cluster
from rolescope.estimate.ratio import share
from rolescope.evaluation.annotators import coincidence_figures
from rolescope.evaluation.figure import FAMILIES, Chance, Figure, Topic
from rolescope.evaluation.skills import SKILLS
from rolescope.storage import database

TEXTS_DIFFER = "texts differ"


class Member(NamedTuple):
    """A posting of a family: what the coder says of it."""

    employer: str
    text: str
    values: Mapping[str, str]
    skills: frozenset[str]


def retest_figures(folder: Path, coder: str, codebook: Codebook, chance: Chance) -> list[Figure]:
    """Agreement within families on each choice and flag, and the mean Jaccard index of their sets of skills."""
    families = _read_families(folder, coder)
    differing = [distinct for distinct in map(_distinct_texts, families) if len(distinct) > 1]
    figures = []
    for subset, some in ((None, families), (TEXTS_DIFFER, differing)):
        for variable in codebook.variables:
            topic = Topic(variable.name, subset, comparison=FAMILIES)
            if variable.kind in ("choice", "flag"):
                units = [
                    (family[0].employer, [m.values[variable.name] for m in family if variable.name in m.values])
                    for family in some
                ]
                figures += coincidence_figures(topic, units, scale(variable), chance)
            elif variable.name == SKILLS and some:
                figures.append(_jaccard(topic, some, chance))
    return figures


def mean_jaccard(sets: Sequence[frozenset[str]]) -> float:
    """Mean over pairs of sets of the part that both have of what either has; two empty sets are the same.

    Examples
    --------
    >>> round(mean_jaccard([frozenset("ab"), frozenset("ab"), frozenset("bc")]), 3)  # 1, 1/3 and 1/3
    0.556
    """
    same: Counter[frozenset[str]] = Counter(sets)
    pairs = len(sets) * (len(sets) - 1) / 2
    total = sum(count * (count - 1) / 2 for count in same.values())
    for (one, n), (other, m) in combinations(same.items(), 2):
        total += n * m * len(one & other) / len(one | other)
    return total / pairs


def _jaccard(topic: Topic, families: Sequence[Sequence[Member]], chance: Chance) -> Figure:
    sums = np.array([(mean_jaccard([member.skills for member in family]), 1) for family in families])
    resampled = resample(sum_by_cluster(sums, [family[0].employer for family in families]), seed=chance.seed)
    found = interval_of(share, resampled, chance.level)
    return Figure(topic, "jaccard", found, len(families), resampled.clusters)


def _distinct_texts(family: Sequence[Member]) -> list[Member]:
    return list({member.text: member for member in family}.values())


def _read_families(folder: Path, coder: str) -> list[list[Member]]:
    """Families of two postings or more, members by `posting_id`."""
    with database(folder) as sql:
        rows = sql.execute(
            """
            with members as (
                select family_id, posting_id, employer_id, md5(text) as text from postings
                where family_id in (select family_id from postings group by family_id having count(*) > 1)
            ),
            choices as (
                select posting_id, list((variable, value) order by variable) as values
                from assessments semi join members using (posting_id)
                where coder = $coder and status = 'coded' and value is not null group by posting_id
            ),
            named as (
                select posting_id, list(distinct value order by value) as skills
                from codings semi join members using (posting_id)
                where coder = $coder and variable = 'skills' and section is distinct from 'other' group by posting_id
            )
            select family_id, employer_id, text, values, skills
            from members left join choices using (posting_id) left join named using (posting_id)
            order by family_id, posting_id
            """,
            {"coder": coder},
        ).fetchall()
    families: dict[str, list[Member]] = defaultdict(list)
    for family, employer, text, values, skills in rows:
        families[family].append(Member(employer, text, dict(values or ()), frozenset(skills or ())))
    return list(families.values())
