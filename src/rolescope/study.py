"""Run a study: collect, clean, code, estimate, report."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa

from rolescope.clean.duplicates import keep_one_per_id
from rolescope.clean.postings import clean_batch
from rolescope.codebook.model import shipped_codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders import gold, imported, local
from rolescope.coders.labels import read_labels
from rolescope.coders.output import Coded
from rolescope.collect.field_guide import find_corpus
from rolescope.collect.sources import BATCH_ROWS, collect
from rolescope.engine import default_workers, map_batches
from rolescope.errors import RolescopeError
from rolescope.estimate.mentions import estimate_mentions
from rolescope.ledger import Ledger, Problem
from rolescope.manifest import Manifest
from rolescope.report import write_report
from rolescope.storage import read_batches, table_writer, write_table
from rolescope.studyfile import Study
from rolescope.tables import ASSESSMENTS, CODINGS, POSTINGS, REJECTIONS

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
    """Run a study into an output folder.

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
        Where a source or the codebook is not there, or nothing could be collected.
    """
    workers = workers or default_workers()
    tell = progress or (lambda stage, done, total: None)
    scratch = out / ".scratch"
    scratch.mkdir(parents=True, exist_ok=True)
    codebook = shipped_codebook(study.codebook)
    ledger = Ledger()
    ledger.extend(_taxonomy_conflicts())
    manifest = Manifest(study, codebook)
    try:
        with manifest.stage("clean"):
            cleaned = scratch / "cleaned.parquet"
            _clean(collect(study, ledger, corpus), cleaned, workers, ledger, tell)
            kept = keep_one_per_id(cleaned, out / "postings.parquet", ledger)
        if not kept:
            why = "; ".join(ledger.lines()) or "the sources are empty"
            raise RolescopeError("no postings", study.study, f"nothing could be collected: {why}")
        with manifest.stage("code"):
            _code(out, _coder(study, codebook.id, corpus), kept, workers, tell)
        with manifest.stage("estimate"):
            estimates = estimate_mentions(out, scratch, "skills", study.coder, codebook.id, study.slices, study.level)
            write_table(out / "estimates.parquet", estimates)
        with manifest.stage("report"):
            manifest.count(out, ledger)
            write_report(out, study, codebook, manifest.facts())
        manifest.write(out / "run.json")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    return Run(out, manifest, ledger)


def _taxonomy_conflicts() -> Iterator[Problem]:
    for conflict in shipped_taxonomy().conflicts:
        yield Problem("alias claimed by two skills", conflict, "the first keeps it", dropped=False)


def _clean(raw: Iterator[pa.Table], cleaned: Path, workers: int, ledger: Ledger, tell: Progress) -> None:
    with table_writer(cleaned, POSTINGS) as writer:
        for rows, (postings, problems) in map_batches(clean_batch, raw, workers):
            writer.write_table(postings)
            ledger.extend(problems)
            tell("clean", rows, None)


def _coder(study: Study, codebook: str, corpus: Path | None) -> Callable[[pa.Table], Coded]:
    """The study's coder as a function of a batch of postings."""
    if study.coder == "local":
        return partial(local.code_batch, codebook=codebook)
    assert study.labels is not None, "a study without labels has the coder `local`"
    if study.coder == "gold":
        if study.labels.jsonl is None:
            raise RolescopeError("the gold coder reads labels from jsonl", "labels", "labels: {jsonl: labels.jsonl}")
        return partial(gold.code_batch, codebook=codebook, labels=read_labels(study.resolve(study.labels.jsonl)))
    given = study.labels.field_guide
    if given is None:
        raise RolescopeError("the imported coder reads field_guide labels", "labels", "labels: {field_guide: auto}")
    chosen = corpus or (study.resolve(given) if given.name != "auto" else None)
    labels = imported.study_labels(find_corpus(chosen, study.folder.parent))
    return partial(imported.code_batch, codebook=codebook, labels=labels)


def _code(out: Path, coder: Callable[[pa.Table], Coded], total: int, workers: int, tell: Progress) -> None:
    with (
        table_writer(out / "codings.parquet", CODINGS) as codings,
        table_writer(out / "assessments.parquet", ASSESSMENTS) as assessments,
        table_writer(out / "rejections.parquet", REJECTIONS) as rejections,
    ):
        for rows, coded in map_batches(coder, read_batches(out / "postings.parquet", BATCH_ROWS), workers):
            codings.write_table(coded.codings)
            assessments.write_table(coded.assessments)
            rejections.write_table(coded.rejections)
            tell("code", rows, total)
