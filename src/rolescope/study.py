"""Run a study: collect, clean, code, estimate, report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rolescope.codebook.model import Codebook, load_codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.choose import coder_of
from rolescope.earlier import estimates_key, read_earlier, stage_keys
from rolescope.engine.choose import EngineName, open_engine
from rolescope.errors import RolescopeError
from rolescope.estimate.units import COLUMNS, PLACES
from rolescope.ledger import Ledger, Problem
from rolescope.manifest import Manifest
from rolescope.report import write_report
from rolescope.stages import Progress, make_codes, make_estimates, make_postings
from rolescope.studyfile import Study
from rolescope.unfinished import unfinished_run


@dataclass(frozen=True)
class Run:
    """One execution of a study: where its tables are, what happened, and what is an earlier or unfinished run's."""

    folder: Path
    manifest: Manifest
    ledger: Ledger
    taken_over: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()


def run(
    study: Study,
    out: Path,
    *,
    corpus: Path | None = None,
    gold: Path | None = None,
    workers: int | None = None,
    engine: EngineName = "pool",
    progress: Progress | None = None,
) -> Run:
    """Run a study into an output folder, which keeps what it had until all of the run is there.

    What an earlier run into the folder made from the same files, settings and code is taken over: its
    postings, and its codes of the variables that are as they were. Of a run that was cut off the stages, and
    the parts of a stage, that it had finished are taken over likewise.

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
    engine
        Where these run: ``pool``, on this machine; or ``ray``, on a Ray cluster.
    progress
        Told of progress, for a bar or a log.

    Raises
    ------
    RolescopeError
        Where a source, the codebook, labels or a slice is not there, or nothing could be collected; where
        another run has the folder, it cannot be written into, or the disk is full.
    """
    tell = progress or _untold
    codebook = load_codebook(study.codebook, study.folder)
    _check_slices(study, codebook)
    keys = stage_keys(study, codebook, corpus)
    manifest = Manifest(study, codebook)
    with open_engine(engine, workers) as where, unfinished_run(out) as under_way:
        earlier = read_earlier(out)
        touched = earlier.touched(codebook, keys)
        coder = coder_of(study, touched, corpus) if touched.variables else None

        def clean() -> dict[str, Any]:
            return make_postings(study, corpus, earlier, keys, under_way, where, tell).as_json()

        def code() -> None:
            make_codes(codebook, coder, earlier, keys, under_way, where, tell)

        def estimate() -> list[dict[str, Any]]:
            return [asdict(problem) for problem in make_estimates(under_way, study, codebook, gold)]

        with manifest.stage("clean"):
            ledger = Ledger.from_json(under_way.once("clean", keys.postings, clean))
        manifest.keep(keys, ledger)
        ledger.extend(_taxonomy_conflicts())
        with manifest.stage("code"):
            under_way.once("code", keys.codes(), code)
        with manifest.stage("estimate"):
            unusable = under_way.once("estimate", estimates_key(study, keys, gold), estimate)
            ledger.extend(Problem(**problem) for problem in unusable)
        with manifest.stage("report"):
            manifest.count(under_way.made, ledger)
            write_report(under_way.made, study, codebook, manifest.facts())
        manifest.write(under_way.made / "run.json")
        under_way.publish()
    return Run(out, manifest, ledger, earlier.gives(keys), tuple(under_way.resumed))


def _untold(stage: str, done: int, total: int | None) -> None:
    """Progress that nobody wants to know."""


def _taxonomy_conflicts() -> Iterator[Problem]:
    for conflict in shipped_taxonomy().conflicts:
        yield Problem("alias claimed by two skills", conflict, "the first keeps it", dropped=False)


def _check_slices(study: Study, codebook: Codebook) -> None:
    known = [*COLUMNS, *PLACES, *(v.name for v in codebook.variables if v.kind in ("choice", "flag"))]
    for name in study.slices:
        if name not in known:
            raise RolescopeError(f"cannot slice by {name!r}", "slices", f"slice by one of {', '.join(known)}")
