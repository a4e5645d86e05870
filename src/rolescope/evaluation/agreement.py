"""Everything that `rolescope eval` compares, and its table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.evaluation.coded import run_codebook, the_coder
from rolescope.evaluation.coders import Comparison, compare_coders
from rolescope.evaluation.figure import ANNOTATORS, CODERS, FAMILIES, GOLD, Chance, Figure
from rolescope.evaluation.gold import Evaluation, evaluate
from rolescope.evaluation.retest import retest_figures
from rolescope.evaluation.sides import choose_sides
from rolescope.storage import write_table
from rolescope.tables import AGREEMENT, SORTED_BY

NAME = "agreement"


@dataclass(frozen=True)
class Agreement:
    """What was compared: a run with gold, with another coder, and with itself on duplicates.

    Parameters
    ----------
    coder, codebook
        Whose codes of the run are compared, by which codebook.
    gold
        Against gold labels, if any were given.
    coders
        Against another coder, if one was named.
    families
        Within families of duplicates.
    reference
        Name of the file of gold labels.
    """

    coder: str
    codebook: str
    gold: Evaluation | None
    coders: Comparison | None
    families: list[Figure]
    reference: str | None

    @property
    def figures(self) -> list[Figure]:
        """Every figure."""
        gold = self.gold.figures if self.gold else []
        coders = [figure for part in self.coders.parts for figure in part.figures] if self.coders else []
        return [*gold, *coders, *self.families]


def measure_agreement(
    folder: Path,
    chance: Chance,
    *,
    gold: Path | None = None,
    half: int | None = None,
    against: Path | None = None,
    coders: str | None = None,
) -> Agreement:
    """Compare a run with whatever is given, and with itself on duplicates.

    Parameters
    ----------
    folder
        Output folder of a run.
    chance
        How intervals are made.
    gold, half
        Gold labels, and the half of the employers to look at.
    against, coders
        Another run, and the names of the two coders to compare.

    Raises
    ------
    RolescopeError
        Where something given is not there or cannot be compared.
    """
    sides = choose_sides(folder, against, coders) if against or coders else None
    coder, codebook = sides[0].coder if sides else the_coder(folder), run_codebook(folder)
    return Agreement(
        coder=coder,
        codebook=codebook.id,
        gold=evaluate(folder, coder, gold, chance, half=half) if gold else None,
        coders=compare_coders(*sides, chance) if sides else None,
        families=retest_figures(folder, coder, codebook, chance),
        reference=gold.name if gold else None,
    )


def write_agreement(folder: Path, agreement: Agreement, level: float) -> Path:
    """Write the table `agreement` of a run; what an earlier evaluation compared and this one did not, stays.

    Parameters
    ----------
    folder
        Output folder of the run.
    agreement
        What was compared.
    level
        Confidence level of the intervals.
    """
    path = folder / f"{NAME}.parquet"
    rows = [_row(agreement, figure, level) for figure in agreement.figures]
    compared = {FAMILIES, *((GOLD, ANNOTATORS) if agreement.gold else ()), *((CODERS,) if agreement.coders else ())}
    kept = pq.read_table(path, schema=AGREEMENT).to_pylist() if path.is_file() else []
    rows += [row for row in kept if row["comparison"] not in compared]
    table = pa.Table.from_pylist(rows, schema=AGREEMENT)
    write_table(path, table.sort_by([(column, "ascending") for column in SORTED_BY[NAME]]))
    return path


def _row(agreement: Agreement, figure: Figure, level: float) -> dict[str, object]:
    topic, found = figure.topic, figure.interval
    is_gold = topic.comparison in (GOLD, ANNOTATORS)
    reference = agreement.reference if is_gold else None
    if topic.comparison == CODERS and agreement.coders:
        reference = agreement.coders.first.coder
    coder = agreement.coders.second.coder if topic.comparison == CODERS and agreement.coders else agreement.coder
    return {
        "name": figure.name, "comparison": topic.comparison, "reference": reference,
        "coder": None if topic.comparison == ANNOTATORS else coder,
        "codebook": agreement.codebook, "variable": topic.variable, "subset": topic.subset, "value": topic.value,
        "measure": figure.measure, "n": figure.n, "n_employers": figure.n_employers, "right": figure.right,
        "figure": found.value, "low": found.low, "high": found.high, "level": level,
        "annotator_kind": agreement.gold.annotators if agreement.gold and is_gold else None, "note": found.note,
    }  # fmt: skip
