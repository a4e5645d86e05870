"""Run a study from Python."""

from __future__ import annotations

import warnings
from os import PathLike
from pathlib import Path

from rolescope.notebook.results import Results
from rolescope.stages import Progress
from rolescope.study import run as run_study
from rolescope.studyfile import read_study


def run(
    study: str | PathLike[str],
    out: str | PathLike[str] = "out",
    *,
    corpus: str | PathLike[str] | None = None,
    gold: str | PathLike[str] | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Results:
    """Run a study file and open what it found; the same as `rolescope run STUDY.yaml --out DIR`.

    Parameters
    ----------
    study
        The study file.
    out
        Folder for the tables, the report and `run.json`; made if it is not there.
    corpus
        Where the field-guide corpus is, if the study uses it.
    gold
        Labels of postings drawn by a known design, JSON Lines: shares are corrected with them.
    workers
        Processes; the tables do not depend on it. More than one imports the calling script anew in each
        process: call `run` below ``if __name__ == "__main__":``. A notebook needs no such line.
    progress
        Told the stage, the postings done since the last call and how many there are.

    Raises
    ------
    RolescopeError
        Where the study, a source, the codebook, labels or a slice is wrong or not there: what, where, remedy.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "IProgress not found")  # of tqdm, which a dependency loads and nobody uses
        run_study(
            read_study(Path(study)),
            Path(out),
            corpus=None if corpus is None else Path(corpus),
            gold=None if gold is None else Path(gold),
            workers=workers,
            progress=progress,
        )
    return Results(Path(out))
