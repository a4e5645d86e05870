"""Ask a model again, or another one, about some postings of a run, and measure how far the answers agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa

from rolescope.by_model.codes import ask_about, every, write_codes
from rolescope.coders.llm.questions import Asked, Questions
from rolescope.coders.llm.room import Room
from rolescope.earlier import take_over
from rolescope.estimate.drawing import draw
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.readings import Readings, reading_rows
from rolescope.evaluation.sides import Side


def read_again(
    questions: Questions, room: Room, other: Room | None, made: Path, scratch: Path, k: int, chance: Chance
) -> pa.Table:
    """Agreement of two readings of `k` postings, drawn at random, as rows of `tables.AGREEMENT`.

    Parameters
    ----------
    questions
        What was asked.
    room
        Who was asked; what the journal holds of it costs nothing.
    other
        Another model; None to ask the same one once more.
    made
        Folder with the postings.
    scratch
        Empty folder.
    k
        How many postings, where there are as many.
    chance
        Seed of the draw, and how intervals are made.
    """
    postings = [posting for posting in every(made / "postings.parquet") if not posting.why_not]
    ids = [posting.posting_id for posting in postings]
    places = draw(ids, np.zeros(len(ids), np.int64), np.array([min(k, len(ids))]), chance.seed)
    drawn = [postings[place] for place in sorted(places)]
    again = replace(questions, occasion=1 if other else 2)
    sides = [
        _read(which, who, drawn, made, scratch / str(number))
        for number, (which, who) in enumerate([(questions, room), (again, other or room)])
    ]
    comparison: Readings = "models" if other else "repeat"
    return reading_rows(comparison, sides[0], sides[1], questions.codebook, chance)


def _read(questions: Questions, room: Room, drawn: Sequence[Asked], made: Path, folder: Path) -> Side:
    """Codes of one reading in a folder of its own, beside the postings."""
    answers = ask_about(questions, room, drawn)
    folder.mkdir(parents=True)
    take_over(made, folder, "postings")
    coder = questions.coder(room.model) + (f" reading {questions.occasion}" if questions.occasion > 1 else "")
    write_codes([drawn], questions, coder, answers, folder)
    return Side(folder, coder, folder)
