"""Run a study: collect, clean, code, estimate, report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from rolescope.by_model.codes import ByModel
from rolescope.by_model.spent import spent_said
from rolescope.by_model.stage import code_by_model
from rolescope.codebook.model import Codebook, load_codebook
from rolescope.codebook.taxonomy import shipped_taxonomy
from rolescope.coders.choose import coder_of, models_of
from rolescope.coders.labels import read_annotations
from rolescope.earlier import estimates_key, read_earlier, stage_keys
from rolescope.engine.choose import EngineName, open_engine
from rolescope.errors import RolescopeError
from rolescope.estimate.units import COLUMNS, PLACES, WEIGHABLE
from rolescope.ledger import Ledger, Problem
from rolescope.llm.place import told_in
from rolescope.manifest import Manifest
from rolescope.report import write_report
from rolescope.stages import Progress, make_codes, make_estimates, make_postings, untold
from rolescope.studyfile import BY_MODEL, Study
from rolescope.unfinished import unfinished_run
from rolescope.weighing import weigh_postings


@dataclass(frozen=True)
class Run:
    """One execution of a study: its tables, what happened, what an earlier or unfinished run gave, a model took."""

    folder: Path
    manifest: Manifest
    ledger: Ledger
    taken_over: tuple[str, ...] = ()
    resumed: tuple[str, ...] = ()
    by_model: tuple[str, ...] = ()


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
        Where a source, the codebook, labels, a model or a slice is not there, or nothing could be collected; where
        another run has the folder, it cannot be written into, or the disk is full.
    """
    tell = progress or untold
    codebook = load_codebook(study.codebook, study.folder)
    _check_names(study, codebook)
    if gold is not None:
        _check_labels(study, gold)
    models = models_of(study, codebook)
    keys = stage_keys(study, codebook, corpus, models.fingerprint if models else "")
    manifest = Manifest(study, codebook)
    with open_engine(engine, workers) as where, unfinished_run(out) as under_way, TemporaryDirectory() as scratch:
        earlier = read_earlier(out)
        touched = earlier.touched(codebook, keys)
        coder = coder_of(study, touched, corpus, models) if touched.variables and study.coder != "llm" else None
        by_model: ByModel | None = None

        def clean() -> dict[str, Any]:
            return make_postings(study, corpus, earlier, keys, under_way, where, tell).as_json()

        def code() -> ByModel | None:
            if study.coder != "llm":
                make_codes(codebook, coder, earlier, keys, under_way, where, tell)
            if study.coder not in BY_MODEL:
                return None
            return code_by_model(study, codebook, under_way.made, Path(scratch), out, tell)

        def estimate() -> dict[str, Any]:
            with under_way.temporary() as folder:
                weights = weigh_postings(under_way.made, folder, study, by_model.coder if by_model else None)
            unusable = make_estimates(under_way, study, codebook, gold, by_model)
            return {"weights": weights, "unusable": [asdict(problem) for problem in unusable]}

        with manifest.stage("clean"):
            ledger = Ledger.from_json(under_way.once("clean", keys.postings, clean))
        manifest.keep(keys, ledger)
        ledger.extend(_taxonomy_conflicts())
        with manifest.stage("code"):
            by_model = under_way.once("code", keys.codes(), code)
            where.close()
        with manifest.stage("estimate"):
            said = under_way.once("estimate", estimates_key(study, keys, gold), estimate)
            manifest.keep_weights(said["weights"])
            ledger.extend(Problem(**problem) for problem in said["unusable"])
        with manifest.stage("report"):
            manifest.count(under_way.made, ledger)
            if by_model:
                manifest.keep_model(by_model, told_in(study.journal_place(out), out))
            write_report(under_way.made, study, codebook, manifest.facts())
        manifest.write(under_way.made / "run.json")
        under_way.publish()
    took = spent_said(by_model.spending, by_model.told_left_out) if by_model else ()
    return Run(out, manifest, ledger, earlier.gives(keys), tuple(under_way.resumed), took)


def _taxonomy_conflicts() -> Iterator[Problem]:
    for conflict in shipped_taxonomy().conflicts:
        yield Problem("alias claimed by two skills", conflict, "the first keeps it", dropped=False)


def _check_names(study: Study, codebook: Codebook) -> None:
    chosen = [v.name for v in codebook.variables if v.kind in ("choice", "flag")]
    for verb, key, names, columns in (
        ("slice", "slices", study.slices, COLUMNS), ("weight", "margins", study.margins, WEIGHABLE),
    ):  # fmt: skip
        known = [*columns, *PLACES, *chosen]
        for name in names:
            if name not in known:
                raise RolescopeError(f"cannot {verb} by {name!r}", key, f"{verb} by one of {', '.join(known)}")


def _check_labels(study: Study, gold: Path) -> None:
    """Read labels before the work that they are for, so that an unreadable file costs no run."""
    for path in (gold, *map(study.resolve, study.tuned_on)):
        read_annotations(path)
