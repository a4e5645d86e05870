"""Everything that `rolescope eval` compares, and its table."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from rolescope.evaluation.coded import run_codebook, the_coder
from rolescope.evaluation.coded_again import COSTS_NOTHING, code_again
from rolescope.evaluation.coders import Comparison, compare_coders
from rolescope.evaluation.figure import ANNOTATORS, CODERS, FAMILIES, GOLD, Chance, Figure
from rolescope.evaluation.gold import Evaluation, evaluate
from rolescope.evaluation.retest import retest_figures
from rolescope.evaluation.sides import CodeAgain, choose_sides
from rolescope.stages import Progress, untold
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
    corpus: Path | None = None,
    tell: Progress = untold,
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
        Another run, and the names of the two coders to compare. One that a run does not hold, and that costs
        nothing, codes its postings now; gold and duplicates are compared with the run's own.
    corpus
        Where the field-guide corpus is, for imported labels.
    tell
        Told of progress.

    Raises
    ------
    RolescopeError
        Where something given is not there or cannot be compared.
    """
    codebook = run_codebook(folder)
    compared, coder = None, the_coder(folder)
    if against or coders:
        with _coding_again(corpus, tell) as coding:
            sides = choose_sides(folder, against, coders, coding)
            compared = compare_coders(*sides, chance)
        coder = sides[0].coder if sides[0].is_of_the_run else coder
    return Agreement(
        coder=coder,
        codebook=codebook.id,
        gold=evaluate(folder, coder, gold, chance, half=half) if gold else None,
        coders=compared,
        families=retest_figures(folder, coder, codebook, chance),
        reference=gold.name if gold else None,
    )


@contextmanager
def _coding_again(corpus: Path | None, tell: Progress) -> Iterator[CodeAgain]:
    with TemporaryDirectory() as scratch:

        def coding(folder: Path, coder: str) -> Path | None:
            if coder not in COSTS_NOTHING:
                return None
            to = Path(scratch) / coder
            to.mkdir()
            code_again(folder, coder, to, corpus, tell)
            return to

        yield coding


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
