"""The postings to train on: those of a run that a coder says something of, whoever the coder is."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from rolescope.codebook.model import Codebook
from rolescope.errors import RolescopeError
from rolescope.stages import Progress
from rolescope.storage import database, table_path
from rolescope.study import run
from rolescope.studyfile import Labels, Study
from rolescope.training.posting import Posting, labelled_posting, linked

SOURCES = ("imported", "gold", "llm")
"""Whose labels a model may be trained on."""


class Labelled(NamedTuple):
    """Postings with labels, and those without that belong to a group (employer or family) of one with.

    `coders` are those whose labels they are, a model with its name and the hash of its prompt.
    """

    postings: list[Posting]
    beside: list[Posting]
    coders: tuple[str, ...]


@contextlib.contextmanager
def labels_of(
    study: Study, source: str, run_folder: Path | None, gold: Path | None, corpus: Path | None,
    workers: int | None, progress: Progress | None,
) -> Generator[Path]:  # fmt: skip
    """Folder of a run that holds the codes of `source`: the one that is given, else one made for the purpose.

    Raises
    ------
    RolescopeError
        Where the source is unknown, or labels or the run are missing.
    """
    if source not in SOURCES:
        raise RolescopeError(f"{source!r} labels nothing", "--from", f"one of {', '.join(SOURCES)}")
    if run_folder:
        yield run_folder
        return
    if source == "llm":
        raise RolescopeError("codes of a model are read from a run", "--from llm", "name it with --run DIR")
    labels = _labels(study, source, gold)
    with tempfile.TemporaryDirectory() as scratch:
        labelled = study.model_copy(update={"coder": source, "labels": labels, "slices": ()})
        run(labelled, Path(scratch), corpus=corpus, workers=workers, progress=progress)
        yield Path(scratch)


def _labels(study: Study, source: str, gold: Path | None) -> Labels:
    if source == "imported":
        return study.labels if study.labels and study.labels.field_guide else Labels(field_guide=Path("auto"))
    if gold:
        return Labels(jsonl=gold.resolve())
    if study.labels and study.labels.jsonl:
        return study.labels
    raise RolescopeError("there are no gold labels", "--from gold", "give the file with --gold FILE")


def trainable(codebook: Codebook, wanted: str | None) -> list[str]:
    """Choices and flags of a codebook: those named in a list such as ``role_type,backend``, else all.

    Raises
    ------
    RolescopeError
        Where something else is named, or there is none.
    """
    known = [variable.name for variable in codebook.variables if variable.kind in ("choice", "flag")]
    names = [name.strip() for name in wanted.split(",")] if wanted else known
    for name in names:
        if name not in known:
            raise RolescopeError(f"there is no choice or flag {name!r}", "--for", f"there are {', '.join(known)}")
    if not names:
        raise RolescopeError("the codebook has no choice and no flag", codebook.id, "models are for these alone")
    return names


def read_labelled(folder: Path, coder: str, variables: Sequence[str]) -> Labelled:
    """Postings of a run with what a coder says of these variables.

    Parameters
    ----------
    folder
        Output folder of the run.
    coder
        Name of the coder; ``llm`` is that of every model with every prompt, as ``llm:openai:gpt-5-mini:0a1b2c3d``.
    variables
        Choices and flags.

    Raises
    ------
    RolescopeError
        Where the folder is no run, or the coder says nothing of them.
    """
    for name in ("postings", "assessments"):
        table_path(folder, name)
    with database(folder) as sql:
        rows = sql.execute(
            "select posting_id, source_id, title, text, employer_id, family_id from postings order by posting_id"
        ).fetchall()
        said = sql.execute(
            """
            select posting_id, variable, value, coder from assessments
            where (coder = $coder or starts_with(coder, $coder || ':')) and status = 'coded' and value is not null and list_contains($variables, variable)
            """,
            {"coder": coder, "variables": list(variables)},
        ).fetchall()
    if not said:
        remedy = f"take other labels, or label one of {', '.join(variables)}"
        raise RolescopeError(f"{coder!r} labels nothing that could be learnt", str(folder), remedy)
    labels: dict[str, dict[str, str]] = {}
    for posting_id, variable, value, _ in said:
        labels.setdefault(posting_id, {})[variable] = value
    return _grouped(rows, labels, tuple(sorted({row[3] for row in said})))


def _grouped(
    rows: Sequence[tuple[str, ...]], labels: Mapping[str, Mapping[str, str]], coders: tuple[str, ...]
) -> Labelled:
    families = linked([row[5] for row in rows])
    groups = linked([row[4] for row in rows], [row[5] for row in rows])
    within = {group for row, group in zip(rows, groups, strict=True) if row[0] in labels}
    found = Labelled([], [], coders)
    for row, family, group in zip(rows, families, groups, strict=True):
        posting_id, source_id, title, text, employer, _ = row
        if group in within:
            to = found.postings if posting_id in labels else found.beside
            posting = labelled_posting(
                source_id or "", title, text, employer, family, group, labels.get(posting_id, {})
            )
            to.append(posting)
    return found
