"""Run a study: collect, clean, code, estimate, report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rolescope.codebook.model import Codebook, load_codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.choose import coder_of
from rolescope.earlier import read_earlier, stage_keys
from rolescope.engine import Engine, default_workers
from rolescope.errors import RolescopeError
from rolescope.estimate.units import COLUMNS, PLACES
from rolescope.ledger import Ledger, Problem
from rolescope.manifest import Manifest
from rolescope.model_stage import code_by_model
from rolescope.report import write_report
from rolescope.stages import Progress, make_codes, make_estimates, make_postings
from rolescope.storage import publish, scratch_folder
from rolescope.studyfile import BY_MODEL, Study


@dataclass(frozen=True)
class Run:
    """One execution of a study: where its tables are, what happened, what is an earlier run's, what a model took."""

    folder: Path
    manifest: Manifest
    ledger: Ledger
    taken_over: tuple[str, ...] = ()
    by_model: tuple[str, ...] = ()


def run(
    study: Study,
    out: Path,
    *,
    corpus: Path | None = None,
    gold: Path | None = None,
    workers: int | None = None,
    progress: Progress | None = None,
) -> Run:
    """Run a study into an output folder, which keeps what it had until all of the run is there.

    What an earlier run into the folder made from the same files, settings and code is taken over: its
    postings, and its codes of the variables that are as they were.

    Parameters
    ----------
    study
        The study.
    out
        Folder for the tables, the report and `run.json`; made if it is not there.
    corpus
        Where the field-guide corpus is, if the study uses it.
    gold
        Labels, JSON Lines, to correct shares with; those that were drawn by a known design do.
    workers
        Processes for row-wise stages; the cores of this machine by default.
    progress
        Told of progress, for a bar or a log.

    Raises
    ------
    RolescopeError
        Where a source, the codebook, labels or a slice is not there, or nothing could be collected.
    """
    tell = progress or _untold
    codebook = load_codebook(study.codebook, study.folder)
    _check_slices(study, codebook)
    earlier, keys = read_earlier(out), stage_keys(study, codebook, corpus)
    touched = earlier.touched(codebook, keys)
    coder = coder_of(study, touched, corpus) if touched.variables and study.coder != "llm" else None
    manifest = Manifest(study, codebook)
    with scratch_folder(out) as scratch, Engine(workers or default_workers()) as engine:
        made = scratch / "made"
        made.mkdir()
        with manifest.stage("clean"):
            ledger = make_postings(study, corpus, earlier, keys, made, engine, tell)
        manifest.keep(keys, ledger)
        ledger.extend(_taxonomy_conflicts())
        with manifest.stage("code"):
            if study.coder != "llm":
                make_codes(codebook, coder, earlier, keys, made, engine, tell)
            by_model = code_by_model(study, codebook, made, scratch, out, tell) if study.coder in BY_MODEL else None
        with manifest.stage("estimate"):
            ledger.extend(make_estimates(made, scratch, study, codebook, gold, by_model))
        with manifest.stage("report"):
            manifest.count(made, ledger)
            if by_model:
                manifest.keep_model(by_model)
            write_report(made, study, codebook, manifest.facts())
        manifest.write(made / "run.json")
        publish(made, out, last="run.json")
    return Run(out, manifest, ledger, earlier.gives(keys), by_model.said() if by_model else ())


def _untold(stage: str, done: int, total: int | None, note: str = "") -> None:
    """Progress that nobody wants to know."""


def _taxonomy_conflicts() -> Iterator[Problem]:
    for conflict in shipped_taxonomy().conflicts:
        yield Problem("alias claimed by two skills", conflict, "the first keeps it", dropped=False)


def _check_slices(study: Study, codebook: Codebook) -> None:
    known = [*COLUMNS, *PLACES, *(v.name for v in codebook.variables if v.kind in ("choice", "flag"))]
    for name in study.slices:
        if name not in known:
            raise RolescopeError(f"cannot slice by {name!r}", "slices", f"slice by one of {', '.join(known)}")
