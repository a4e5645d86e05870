"""The gold sample beside the coder: for each labelled posting what it is, and what the coder said of its family."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from rolescope.estimate.intervals import Floats
from rolescope.estimate.units import Units

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


class Gold(NamedTuple):
    """Gold of one variable, one row a labelled posting; `truth` and `said` have one column a value.

    Attributes
    ----------
    family, employer
        Numbers of the posting's family and employer.
    weight
        Families that it stands for: of a family of m postings, one with inclusion probability π stands for 1/(π m).
    coded
        Whether the coder could code the family.
    truth, said
        Whether the posting has the value, and whether the coder said so of its family.
    """

    family: Ints
    employer: Ints
    weight: Floats
    coded: Bools
    truth: Bools
    said: Bools

    def of(self, rows: Bools) -> Gold:
        """Some of the postings."""
        return Gold(
            self.family[rows],
            self.employer[rows],
            self.weight[rows],
            self.coded[rows],
            self.truth[rows],
            self.said[rows],
        )


def open_gold(units: Units, gold: Path, coded: Path) -> None:
    """Tables of a gold sample beside those of the units.

    Parameters
    ----------
    units
        The families of a run.
    gold
        Table `gold` of the run: labelled postings, with inclusion probabilities where they were drawn by a design.
    coded
        Folder with ``codings.parquet`` and ``assessments.parquet`` of the gold coder.
    """
    for name, path in (
        ("gold_codings", coded / "codings.parquet"),
        ("gold_assessments", coded / "assessments.parquet"),
    ):
        units.sql.from_parquet(str(path)).create_view(name)
    units.sql.from_parquet(str(gold)).create_view("labelled")
    units.sql.execute(
        """
        create temp table drawn as
        with sizes as (select family, count(*) as m from members group by family)
        select posting_id, family, employer, 1 / (inclusion_prob * m) as weight
        from labelled join members using (posting_id) join families using (family) join sizes using (family)
        where inclusion_prob is not null
        """
    )


def read_gold(units: Units, variable: str, values: Sequence[str], condition: str) -> Gold:
    """Gold of the variable that the units hold.

    Parameters
    ----------
    units
        With the tables of `open_gold`.
    variable
        Its name.
    values
        Values to look at, in the order of the columns.
    condition
        Section rule in SQL, as `shares.SECTION_RULES` has it.
    """
    rows = units.sql.execute(
        """
        select posting_id, family, employer, weight, family in (select family from coded) as is_coded
        from drawn semi join (
            select posting_id from gold_assessments where variable = $variable and status = 'coded'
        ) using (posting_id) order by posting_id
        """,
        {"variable": variable},
    ).fetchall()
    truth = units.sql.execute(
        f"""
        with named as (
            select posting_id, value, bool_or(section = 'must') as must, bool_or(section = 'work') as work,
                bool_or(section = 'nice') as nice
            from gold_codings where variable = $variable and section is distinct from 'other' group by all
        )
        select posting_id, value from named where {condition}
        union
        select posting_id, value from gold_assessments where variable = $variable and value is not null
        """,
        {"variable": variable},
    ).fetchall()
    said = units.sql.execute(
        f"""
        select posting_id, value from drawn join held using (family) join codes using (code) where {condition}
        """
    ).fetchall()
    places = {row[0]: place for place, row in enumerate(rows)}
    columns = {value: place for place, value in enumerate(values)}
    family, employer, weight, coded = (
        np.array([row[place] for row in rows], kind) for place, kind in ((1, int), (2, int), (3, float), (4, bool))
    )
    return Gold(family, employer, weight, coded, _marked(truth, places, columns), _marked(said, places, columns))


def _marked(pairs: list[tuple[str, str]], rows: dict[str, int], columns: dict[str, int]) -> Bools:
    marks = np.zeros((len(rows), len(columns)), np.bool_)
    for posting_id, value in pairs:
        if posting_id in rows and value in columns:
            marks[rows[posting_id], columns[value]] = True
    return marks
