"""Run a study: collect, clean, code, estimate, report."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from rolescope.clean.assemble import assemble
from rolescope.clean.postings import clean_batch
from rolescope.codebook.model import Codebook, load_codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders import gold, imported, local
from rolescope.coders.labels import read_labels
from rolescope.coders.output import Coded
from rolescope.collect.field_guide import find_corpus
from rolescope.collect.sources import BATCH_ROWS, collect
from rolescope.engine import default_workers, map_batches
from rolescope.errors import RolescopeError
from rolescope.estimate.learning import learning_path
from rolescope.estimate.pairs import estimate_pairs
from rolescope.estimate.pay import estimate_pay
from rolescope.estimate.shares import estimate_shares
from rolescope.estimate.units import COLUMNS, PLACES, open_units
from rolescope.ledger import Ledger, Problem
from rolescope.manifest import Manifest
from rolescope.report import write_report
from rolescope.storage import publish, read_batches, scratch_folder, table_writer, write_table
from rolescope.studyfile import Study
from rolescope.tables import ASSESSMENTS, CODINGS, REJECTIONS

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, the postings done since the last call, and the total if it is known."""


@dataclass(frozen=True)
class Run:
    """One execution of a study: where its tables are, and what happened."""

    folder: Path
    manifest: Manifest
    ledger: Ledger


def run(
    study: Study,
    out: Path,
    *,
    corpus: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a study into an output folder, which keeps what it had until all of the run is there.

    Parameters
    ----------
    study
        The study.
    out
        Folder for the tables, the report and `run.json`; made if it is not there.
    corpus
        Where the field-guide corpus is, if the study uses it.
    workers
        Processes for row-wise stages; the cores of this machine by default.
    progress
        Told of progress, for a bar or a log.

    Raises
    ------
    RolescopeError
        Where a source, the codebook, labels or a slice is not there, or nothing could be collected.
    """
    workers = workers or default_workers()
    tell = progress or _untold
    codebook = load_codebook(study.codebook, study.folder)
    coder = _coder(study, codebook, corpus)
    _check_slices(study, codebook)
    ledger = Ledger()
    ledger.extend(_taxonomy_conflicts())
    manifest = Manifest(study, codebook)
    with scratch_folder(out) as scratch:
        made = scratch / "made"
        made.mkdir()
        cleaned = _clean(collect(study, ledger, corpus), workers, ledger, tell)
        with manifest.stage("clean"), closing(cleaned):
            kept = assemble(cleaned, scratch, made / "postings.parquet", ledger)
        if not kept:
            why = "; ".join(ledger.lines()) or "the sources are empty"
            raise RolescopeError("no postings", study.study, f"nothing could be collected: {why}")
        with manifest.stage("code"):
            _code(made, coder, kept, workers, tell)
        with manifest.stage("estimate"):
            _estimate(made, scratch, study, codebook)
        with manifest.stage("report"):
            manifest.count(made, ledger)
            write_report(made, study, codebook, manifest.facts())
        manifest.write(made / "run.json")
        publish(made, out, last="run.json")
    return Run(out, manifest, ledger)


def _untold(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody wants to know."""


def _taxonomy_conflicts() -> Iterator[Problem]:
    for conflict in shipped_taxonomy().conflicts:
        yield Problem("alias claimed by two skills", conflict, "the first keeps it", dropped=False)


def _clean(raw: Iterator[pa.Table], workers: int, ledger: Ledger, tell: Progress) -> Generator[pa.Table]:
    with closing(map_batches(clean_batch, raw, workers)) as batches:
        for rows, (postings, problems) in batches:
            yield postings
            ledger.extend(problems)
            tell("clean", rows, None)


def _coder(study: Study, codebook: Codebook, corpus: Path | None) -> Callable[[pa.Table], Coded]:
    """The study's coder as a function of a batch of postings."""
    if study.coder == "local":
        return partial(local.code_batch, codebook=codebook)
    assert study.labels is not None, "a study without labels has the coder `local`"
    if study.coder == "gold":
        if study.labels.jsonl is None:
            raise RolescopeError("the gold coder reads labels from jsonl", "labels", "labels: {jsonl: labels.jsonl}")
        return partial(gold.code_batch, codebook=codebook.id, labels=read_labels(study.resolve(study.labels.jsonl)))
    given = study.labels.field_guide
    if given is None:
        raise RolescopeError("the imported coder reads field_guide labels", "labels", "labels: {field_guide: auto}")
    chosen = corpus or (study.resolve(given) if given.name != "auto" else None)
    labels = imported.study_labels(find_corpus(chosen, study.folder.parent))
    return partial(imported.code_batch, codebook=codebook.id, labels=labels)


def _check_slices(study: Study, codebook: Codebook) -> None:
    known = [*COLUMNS, *PLACES, *(v.name for v in codebook.variables if v.kind in ("choice", "flag"))]
    for name in study.slices:
        if name not in known:
            raise RolescopeError(f"cannot slice by {name!r}", "slices", f"slice by one of {', '.join(known)}")


def _estimate(made: Path, scratch: Path, study: Study, codebook: Codebook) -> None:
    kinds = {variable.name: variable.kind for variable in codebook.variables}
    slices, level = study.slices, study.level
    with open_units(made, scratch, study.coder) as units:
        tables = {
            "estimates": estimate_shares(units, kinds, codebook.id, slices, level),
            "pairs": estimate_pairs(units, "skills", level),
            "pay": estimate_pay(units, slices, level),
            "learning_path": learning_path(units, level),
        }
    for name, table in tables.items():
        write_table(made / f"{name}.parquet", table)


def _code(made: Path, coder: Callable[[pa.Table], Coded], total: int, workers: int, tell: Progress) -> None:
    with (
        table_writer(made / "codings.parquet", CODINGS) as codings,
        table_writer(made / "assessments.parquet", ASSESSMENTS) as assessments,
        table_writer(made / "rejections.parquet", REJECTIONS) as rejections,
        closing(map_batches(coder, read_batches(made / "postings.parquet", BATCH_ROWS), workers)) as batches,
    ):
        for rows, coded in batches:
            codings.write_table(coded.codings)
            assessments.write_table(coded.assessments)
            rejections.write_table(coded.rejections)
            tell("code", rows, total)
