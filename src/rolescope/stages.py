"""The stages of a run: each makes its tables, or takes them over from an earlier run."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import feather

from rolescope.by_model.codes import ByModel
from rolescope.clean.assemble import assemble, write_cleaned
from rolescope.clean.records import clean_records
from rolescope.codebook.model import Codebook
from rolescope.coders.output import Coded
from rolescope.collect.sources import BATCH_ROWS, collect
from rolescope.earlier import CODED, Earlier, Keys, join_codes, take_over
from rolescope.engine.engine import Engine
from rolescope.errors import RolescopeError
from rolescope.estimate.beside import estimated_beside
from rolescope.estimate.comparisons import compare_slices
from rolescope.estimate.corrected import AS_THE_MODEL, STATISTIC, estimate_corrected
from rolescope.estimate.corrections import CORRECTIONS
from rolescope.estimate.gold_sample import open_gold
from rolescope.estimate.learning import learning_path
from rolescope.estimate.pairs import estimate_pairs
from rolescope.estimate.pay import estimate_pay
from rolescope.estimate.shares import RAKED, estimate_shares
from rolescope.estimate.units import ALL, FACT, FACTS, FLOW, open_units
from rolescope.fingerprint import digest
from rolescope.gold import empty_gold, make_gold
from rolescope.ledger import Ledger, Problem
from rolescope.parts import make_parts, parts_in
from rolescope.storage import TableWriter, read_batches, rows_in, table_writer, write_table
from rolescope.studyfile import Study
from rolescope.tables import PUBLIC
from rolescope.unfinished import Unfinished


class Progress(Protocol):
    """Told of progress."""

    def __call__(self, stage: str, done: int, total: int | None, note: str = "") -> None:
        """Take the stage, the postings done since the last call, the total if it is known, and a remark to show."""


def untold(stage: str, done: int, total: int | None, note: str = "") -> None:
    """Progress that nobody wants to know."""


ROWS_CLEANED, ROWS_CODED = 8_192, 1_024
"""Rows that make a part: as many records, and as many postings with all of their codes, as memory should hold."""

_CLEANED, _PROBLEMS = "postings.parquet", "problems.json"


def make_postings(
    study: Study, corpus: Path | None, earlier: Earlier, keys: Keys, to: Unfinished, engine: Engine, tell: Progress
) -> Ledger:
    """Collect and clean, unless an earlier run did so from the same files; what was dropped on the way.

    Raises
    ------
    RolescopeError
        Where nothing could be collected.
    """
    if earlier.has_postings(keys):
        take_over(earlier.folder, to.made, "postings")
        return earlier.ledger()
    ledger = Ledger()
    parts = to.parts("clean", keys.postings)
    with closing(collect(study, ledger, corpus)) as raw:
        stage = partial(engine.map, clean_records)
        done = make_parts(parts, raw, stage, _save_cleaned, ROWS_CLEANED, lambda rows: tell("clean", rows, None))
        to.resume("clean", done)
    for part in parts_in(parts):
        ledger.extend(Problem(**said) for said in json.loads((part / _PROBLEMS).read_text(encoding="ascii")))
    runs = [part / _CLEANED for part in parts_in(parts)]
    with to.temporary() as scratch:
        kept = assemble(runs, scratch, to.made / "postings.parquet", ledger) if runs else 0
    if not kept:
        why = "; ".join(ledger.lines()) or "the sources are empty"
        raise RolescopeError("no postings", study.study, f"nothing could be collected: {why}")
    return ledger


def make_codes(
    codebook: Codebook,
    coder: Callable[[pa.Table], Coded] | None,
    earlier: Earlier,
    keys: Keys,
    to: Unfinished,
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
    to
        The run under way; its folder has the postings, and gets the tables of codes.
    engine
        Where the coder runs.
    tell
        Told of progress.
    """
    untouched = earlier.untouched(keys)
    if earlier.keys == keys and untouched:
        take_over(earlier.folder, to.made, *CODED)
        return
    key = keys.codes() and digest(keys.codes(), *sorted(untouched))
    with to.temporary() as fresh:
        made = fresh if untouched else to.made
        if coder is not None:
            _code(to, made, key, coder, engine, tell)
        if untouched:
            join_codes(earlier.folder, fresh, to.made, untouched, codebook.id)


def make_estimates(
    to: Unfinished, study: Study, codebook: Codebook, gold: Path | None, by_model: ByModel | None = None
) -> list[Problem]:
    """Estimate from the tables of postings and codes; with gold labels shares are corrected too.

    Where there are none, but a model has coded a sample, they are corrected towards what it would say of all.

    Returns
    -------
    list of Problem
        What of the gold labels cannot be used.
    """
    with to.temporary() as scratch:
        return _estimate(to.made, scratch, study, codebook, gold, by_model)


def _estimate(
    made: Path, scratch: Path, study: Study, codebook: Codebook, gold: Path | None, by_model: ByModel | None
) -> list[Problem]:
    problems: list[Problem] = []
    coded, statistic = scratch / "gold", STATISTIC
    sampled = by_model.sample if by_model else None
    if gold is not None:
        problems = make_gold(gold, codebook, made, coded, map(study.resolve, study.tuned_on))
    elif sampled is not None:
        coded, statistic = sampled, AS_THE_MODEL
        take_over(sampled, made, "gold")
    else:
        empty_gold(made)
    skills_last = sorted(codebook.variables, key=lambda variable: variable.kind == "mentions")
    kinds = dict.fromkeys(FACTS, FACT) | {variable.name: variable.kind for variable in skills_last}
    slices, level = study.slices, study.level
    coder = by_model.coder if by_model else study.coder
    path = partial(learning_path, level=level)
    with estimated_beside(path, made, scratch / "beside", coder) as learnt, open_units(made, scratch, coder) as units:
        tables = {
            "estimates": estimate_shares(units, kinds, codebook.id, slices, level),
            "comparisons": compare_slices(units, kinds, slices, level),
            "pairs": estimate_pairs(units, "skills", level),
            "pay": estimate_pay(units, slices, level),
        }
        if gold is not None or sampled is not None:
            open_gold(units, made / "gold.parquet", coded)
            method = CORRECTIONS[study.correction]
            corrected = estimate_corrected(units, kinds, codebook.id, slices, level, method, statistic)
            tables["estimates"] = pa.concat_tables([tables["estimates"], corrected]).sort_by("estimate_id")
        if study.margins:
            free = {name: kind for name, kind in kinds.items() if name not in study.margins}
            raked = estimate_shares(units, free, codebook.id, slices, level, RAKED)
            tables["estimates"] = pa.concat_tables([tables["estimates"], raked]).sort_by("estimate_id")
        tables["learning_path"] = learnt.result()
    if study.flow is not None:
        with open_units(made, scratch, coder, ALL) as stock:
            beside = estimate_shares(stock, kinds, codebook.id, [FLOW], level)
        beside = beside.filter(pc.equal(beside.column("slice_by"), FLOW))
        tables["estimates"] = pa.concat_tables([tables["estimates"], beside]).sort_by("estimate_id")
    for name, table in tables.items():
        write_table(made / f"{name}.parquet", table)
    return problems


def _save_cleaned(part: Path, results: list[tuple[pa.Table, list[Problem]]]) -> None:
    write_cleaned(part / _CLEANED, int(part.stem), [postings for postings, _ in results])
    problems = [asdict(problem) for _, found in results for problem in found]
    (part / _PROBLEMS).write_text(json.dumps(problems), encoding="ascii")


def _code(
    to: Unfinished, made: Path, key: str, coder: Callable[[pa.Table], Coded], engine: Engine, tell: Progress
) -> None:
    postings = to.made / "postings.parquet"
    parts = to.parts("code", key)
    total = rows_in(postings)
    with ExitStack() as files:
        batches = files.enter_context(closing(read_batches(postings, BATCH_ROWS)))
        writers = {name: files.enter_context(table_writer(made / f"{name}.parquet", PUBLIC[name])) for name in CODED}
        for part in parts_in(parts):
            for name, writer in writers.items():
                writer.write(feather.read_table(part / name, memory_map=False))
        stage, save = partial(engine.map, coder), partial(_save_coded, writers)
        done = make_parts(parts, batches, stage, save, ROWS_CODED, lambda rows: tell("code", rows, total))
        to.resume("code", done)


def _save_coded(writers: Mapping[str, TableWriter], part: Path, results: list[Coded]) -> None:
    """Keep a part, and write it into the tables at once: nothing is read again, and the processes go on meanwhile."""
    for name, writer in writers.items():
        rows = pa.concat_tables([getattr(coded, name) for coded in results])
        feather.write_feather(rows, part / name, "lz4")
        writer.write(rows)
