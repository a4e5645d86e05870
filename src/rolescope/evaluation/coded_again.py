"""The postings of a run coded again by a coder that costs nothing, to compare it with the run's own."""

from __future__ import annotations

import json
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

from rolescope.coders.choose import coder_of, models_of
from rolescope.collect.sources import BATCH_ROWS
from rolescope.earlier import CODED
from rolescope.engine.choose import open_engine
from rolescope.errors import RolescopeError
from rolescope.evaluation.coded import run_codebook
from rolescope.stages import Progress
from rolescope.storage import read_batches, rows_in, table_path, table_writer
from rolescope.studyfile import Labels, Study
from rolescope.tables import PUBLIC

COSTS_NOTHING = ("local", "imported")


def code_again(folder: Path, coder: str, to: Path, corpus: Path | None, tell: Progress) -> None:
    """Code the postings of a run by its own codebook; the run's tables stay as they are.

    Parameters
    ----------
    folder
        Output folder of a run.
    coder
        One of `COSTS_NOTHING`.
    to
        Folder for the tables of codes.
    corpus
        Where the field-guide corpus is, whose labels ``imported`` reads.
    tell
        Told of progress.

    Raises
    ------
    RolescopeError
        Where there are no labels to import, or a model of the study is not there.
    """
    codebook = run_codebook(folder)
    study = _study(folder, coder)
    code = coder_of(study, codebook, corpus, models_of(study, codebook))
    postings = table_path(folder, "postings")
    total = rows_in(postings)
    with ExitStack() as files:
        engine = files.enter_context(open_engine())
        batches = files.enter_context(closing(read_batches(postings, BATCH_ROWS)))
        writers = {name: files.enter_context(table_writer(to / f"{name}.parquet", PUBLIC[name])) for name in CODED}
        for rows, coded in engine.map(code, batches):
            for name, writer in writers.items():
                writer.write(getattr(coded, name))
            tell(f"code ({coder})", rows, total)


def _study(folder: Path, coder: str) -> Study:
    """The study of a run with another coder; labels to import are by default those that came with its postings."""
    facts: dict[str, Any] = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    study = Study.model_validate(facts["study"])
    labels = study.labels if study.labels and study.labels.field_guide else None
    beside = next((source.field_guide for source in study.sources if source.field_guide), None)
    if coder == "imported" and labels is None and beside is None:
        remedy = "only the field-guide corpus brings labels; compare another run with --against DIR"
        raise RolescopeError("has no imported labels", str(folder), remedy)
    return study.changed("--coders", coder=coder, labels=labels or (beside and Labels(field_guide=beside)))
