"""The stages of a run: each writes its tables into a folder, or takes them over from an earlier run."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from rolescope.by_model import ByModel
from rolescope.clean.assemble import assemble
from rolescope.clean.postings import clean_batch
from rolescope.codebook.model import Codebook
from rolescope.coders.output import Coded
from rolescope.collect.html import records_of
from rolescope.collect.sources import BATCH_ROWS, collect
from rolescope.earlier import CODED, Earlier, Keys, join_codes, take_over
from rolescope.engine import Engine
from rolescope.errors import RolescopeError
from rolescope.estimate.comparisons import compare_slices
from rolescope.estimate.corrected import AS_THE_MODEL, STATISTIC, estimate_corrected
from rolescope.estimate.gold_sample import open_gold
from rolescope.estimate.learning import learning_path
from rolescope.estimate.pairs import estimate_pairs
from rolescope.estimate.pay import estimate_pay
from rolescope.estimate.shares import estimate_shares
from rolescope.estimate.units import FACT, FACTS, open_units
from rolescope.gold import empty_gold, make_gold
from rolescope.ledger import Ledger, Problem
from rolescope.storage import read_batches, rows_in, table_writer, write_table
from rolescope.studyfile import Study
from rolescope.tables import PUBLIC


class Progress(Protocol):
    """Told of progress."""

    def __call__(self, stage: str, done: int, total: int | None, note: str = "") -> None:
        """Take the stage, the postings done since the last call, the total if it is known, and a remark to show."""


def make_postings(
    study: Study, corpus: Path | None, earlier: Earlier, keys: Keys, made: Path, engine: Engine, tell: Progress
) -> Ledger:
    """Collect and clean, unless an earlier run did so from the same files; what was dropped on the way.

    Raises
    ------
    RolescopeError
        Where nothing could be collected.
    """
    if earlier.has_postings(keys):
        take_over(earlier.folder, made, "postings")
        return earlier.ledger()
    ledger = Ledger()
    with closing(_cleaned(collect(study, ledger, corpus), engine, ledger, tell)) as cleaned:
        kept = assemble(cleaned, made.parent, made / "postings.parquet", ledger)
    if not kept:
        why = "; ".join(ledger.lines()) or "the sources are empty"
        raise RolescopeError("no postings", study.study, f"nothing could be collected: {why}")
    return ledger


def make_codes(
    codebook: Codebook,
    coder: Callable[[pa.Table], Coded] | None,
    earlier: Earlier,
    keys: Keys,
    made: Path,
    engine: Engine,
    tell: Progress,
) -> None:
    """Code what an earlier run has not coded by the same variables.

    Parameters
    ----------
    codebook
        All of it.
    coder
        Codes the variables that must be coded anew; None where there are none.
    earlier, keys
        The earlier run, and the keys of this one.
    made
        Folder with the postings, which the tables of codes go to.
    engine
        Where the coder runs.
    tell
        Told of progress.
    """
    untouched = earlier.untouched(keys)
    if earlier.keys == keys and untouched:
        take_over(earlier.folder, made, *CODED)
    elif not untouched and coder is not None:
        _code(made / "postings.parquet", made, coder, engine, tell)
    else:
        fresh = made.parent / "fresh"
        fresh.mkdir()
        if coder is not None:
            _code(made / "postings.parquet", fresh, coder, engine, tell)
        join_codes(earlier.folder, fresh, made, untouched, codebook.id)


def make_estimates(
    made: Path, scratch: Path, study: Study, codebook: Codebook, gold: Path | None, by_model: ByModel | None = None
) -> list[Problem]:
    """Estimate from the tables of postings and codes; with gold labels shares are corrected too.

    Where there are none, but a model has coded a sample, they are corrected towards what it would say of all.

    Returns
    -------
    list of Problem
        What of the gold labels cannot be used.
    """
    problems: list[Problem] = []
    coded, statistic = scratch / "gold", STATISTIC
    sampled = by_model.sample if by_model else None
    if gold is not None:
        problems = make_gold(gold, codebook, made, coded)
    elif sampled is not None:
        coded, statistic = sampled, AS_THE_MODEL
        take_over(sampled, made, "gold")
    else:
        empty_gold(made)
    kinds = dict.fromkeys(FACTS, FACT) | {variable.name: variable.kind for variable in codebook.variables}
    slices, level = study.slices, study.level
    with open_units(made, scratch, by_model.coder if by_model else study.coder) as units:
        tables = {
            "estimates": estimate_shares(units, kinds, codebook.id, slices, level),
            "comparisons": compare_slices(units, kinds, slices, level),
            "pairs": estimate_pairs(units, "skills", level),
            "pay": estimate_pay(units, slices, level),
            "learning_path": learning_path(units, level),
        }
        if gold is not None or sampled is not None:
            open_gold(units, made / "gold.parquet", coded)
            corrected = estimate_corrected(units, kinds, codebook.id, slices, level, statistic)
            tables["estimates"] = pa.concat_tables([tables["estimates"], corrected]).sort_by("estimate_id")
    for name, table in tables.items():
        write_table(made / f"{name}.parquet", table)
    return problems


def _cleaned(raw: Iterator[pa.Table], engine: Engine, ledger: Ledger, tell: Progress) -> Generator[pa.Table]:
    with closing(engine.map(_clean, raw)) as batches:
        for rows, (postings, problems) in batches:
            yield postings
            ledger.extend(problems)
            tell("clean", rows, None)


def _clean(batch: pa.Table) -> tuple[pa.Table, list[Problem]]:
    """Postings of a batch of records, or of saved pages; reading pages is worth a process too."""
    records, unread = records_of(batch)
    postings, unusable = clean_batch(records)
    return postings, unread + unusable


def _code(postings: Path, to: Path, coder: Callable[[pa.Table], Coded], engine: Engine, tell: Progress) -> None:
    total = rows_in(postings)
    codings, assessments, rejections = (table_writer(to / f"{name}.parquet", PUBLIC[name]) for name in CODED)
    with (
        codings as to_codings,
        assessments as to_assessments,
        rejections as to_rejections,
        closing(engine.map(coder, read_batches(postings, BATCH_ROWS))) as batches,
    ):
        for rows, coded in batches:
            to_codings.write(coded.codings)
            to_assessments.write(coded.assessments)
            to_rejections.write(coded.rejections)
            tell("code", rows, total)
