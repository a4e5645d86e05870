"""The stage `code` of a run by a model: what is asked, of whom, and what is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from rolescope.by_model.codes import ByModel, code_all, code_some, questions_of
from rolescope.by_model.second_reading import read_again
from rolescope.codebook.model import Codebook
from rolescope.coders.llm.room import open_room
from rolescope.coders.llm.spending import Spending
from rolescope.evaluation.figure import Chance
from rolescope.llm.budget import caps_of
from rolescope.llm.model import read_model
from rolescope.storage import write_table
from rolescope.studyfile import BY_MODEL, Study

if TYPE_CHECKING:
    from rolescope.stages import Progress

SECOND_POSTINGS = 50
"""Postings that a second model reads where the study does not say how many (`repeat`)."""


def budget_warnings(study: Study) -> tuple[str, ...]:
    """What a user has to know of the budget before anything is asked: where it cannot be kept in money.

    Raises
    ------
    RolescopeError
        Where there is no such model, or no key for it.
    """
    if study.budget is None or study.coder not in BY_MODEL:
        return ()
    models = [read_model(name, study.base_url) for name in (study.model, study.second_model) if name]
    caps = [caps_of(model, study.budget, study.budget_tokens) for model in models]
    return tuple(cap.warning for cap in caps if cap.warning)


def code_by_model(study: Study, codebook: Codebook, made: Path, scratch: Path, out: Path, tell: Progress) -> ByModel:
    """Write the tables of codes of a run, and table `agreement` where the study wants second readings.

    Parameters
    ----------
    study, codebook
        What to code, and by which model.
    made
        Folder with the postings and, for a cascade, the local coder's codes; gets the tables.
    scratch
        Folder for what is not kept.
    out
        Output folder, in which the journal of answers stays.
    tell
        Told of progress.
    """
    questions = questions_of(study, codebook)
    chance = Chance(study.seed, study.level)
    sample = scratch / "sample"
    sample.mkdir()
    readings = []
    others = Spending()
    with open_room(study, out, tell) as room:
        if study.coder == "llm":
            found = code_all(questions, room, made)
        else:
            found = code_some(questions, room, made, sample, study.seed)
        if study.repeat:
            readings.append(read_again(questions, room, None, made, scratch / "repeat", study.repeat, chance))
        if study.second_model:
            another = study.changed("second_model", model=study.second_model)
            with open_room(another, out, tell) as other:
                k = study.repeat or SECOND_POSTINGS
                readings.append(read_again(questions, room, other, made, scratch / "models", k, chance))
                others = other.spending()
        if readings:
            write_table(made / "agreement.parquet", pa.concat_tables(readings).sort_by("name"))
        return replace(found, spending=room.spending() + others)
