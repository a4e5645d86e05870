"""The coder of a study, as a function of a batch of postings."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pyarrow as pa

from rolescope.codebook.model import Codebook, own_file
from rolescope.coders import gold, imported, local
from rolescope.coders.labels import read_labels
from rolescope.coders.output import Coded
from rolescope.coders.trained import Models, check_models, find_models
from rolescope.collect.field_guide import find_corpus
from rolescope.errors import RolescopeError
from rolescope.studyfile import Study


def coder_of(
    study: Study, codebook: Codebook, corpus: Path | None, models: Models | None = None
) -> Callable[[pa.Table], Coded]:
    """The study's coder for the variables of a codebook; picklable. A cascade begins with the local one.

    Raises
    ------
    RolescopeError
        Where its labels are missing or cannot be read, or a variable has no model.
    """
    if study.coder in ("local", "cascade"):
        check_models(codebook, models, str(own_file(study.codebook, study.folder) or "codebook"))
        return partial(local.code_batch, codebook=codebook, models=models)
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
    return partial(imported.code_batch, codebook=codebook.id, labels=labels)


def models_of(study: Study, codebook: Codebook) -> Models | None:
    """The study's own models, which the local coder alone looks at.

    Raises
    ------
    RolescopeError
        Where the folder that it names has none, or those of another codebook.
    """
    return (
        find_models(study.resolve(study.models), codebook)
        if study.models and study.coder in ("local", "cascade")
        else None
    )
