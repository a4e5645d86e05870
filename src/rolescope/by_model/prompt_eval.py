"""`rolescope prompt eval`: two wordings of a prompt on the labelled postings of a run, with the money that each took."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from rolescope.by_model.codes import ask_about, every, write_codes
from rolescope.by_model.costs import journal_of
from rolescope.coders.labels import PostingLabels, read_annotations, that_count
from rolescope.coders.llm.answers import Ask, Reply
from rolescope.coders.llm.prompt import read_wording
from rolescope.coders.llm.questions import Questions
from rolescope.coders.llm.room import Room, open_room
from rolescope.coders.llm.spending import Spending
from rolescope.errors import RolescopeError
from rolescope.evaluation.coded import CodedPosting, read_coded, run_codebook
from rolescope.evaluation.figure import Chance
from rolescope.evaluation.paired import Paired, compare_paired
from rolescope.llm.model import Model, read_model
from rolescope.llm.place import from_here
from rolescope.llm.prices import price_of
from rolescope.llm.request import Answer, Request, Usage
from rolescope.stages import Progress
from rolescope.storage import database, table_path
from rolescope.studyfile import Study


@dataclass(frozen=True)
class Variant:
    """A wording: its name, what became of the postings, and what they took.

    Parameters
    ----------
    name, coder
        Of the wording, and of the coder that it makes with the model.
    uncoded
        Labelled postings without an answer that can be used.
    usage
        Tokens of all its answers, those that the journal had already too.
    money
        US dollars of these by list price, online; None where that is not known.
    spent
        What was spent on it now.
    """

    name: str
    coder: str
    uncoded: int
    usage: Usage
    money: Decimal | None
    spent: Spending


@dataclass(frozen=True)
class PromptComparison:
    """Two wordings on the same postings."""

    variants: tuple[Variant, Variant]
    postings: int
    pairs: list[Paired]


def compare_prompts(
    folder: Path, variants: tuple[Path, Path], gold: Path, study: Study, chance: Chance, tell: Progress
) -> PromptComparison:
    """Code the labelled postings of a run with two wordings.

    Parameters
    ----------
    folder
        Output folder of the run; answers are kept in its journal.
    variants
        Files of wordings.
    gold
        Labels as JSON Lines; `job_id` is the posting's `source_id`.
    study
        Which model to ask, and for how much.
    chance
        How intervals are made.
    tell
        Told of progress.

    Raises
    ------
    RolescopeError
        Where a file cannot be read, or no labelled posting is in the run.
    """
    codebook, labels = run_codebook(folder), that_count(read_annotations(gold))
    questions = [Questions(read_wording(path), codebook) for path in variants]
    ids = _labelled(folder, labels, gold)
    found: list[Variant] = []
    coded: list[dict[str, CodedPosting]] = []
    for number, asked in enumerate(questions):
        with open_room(study, folder, tell) as room, tempfile.TemporaryDirectory(dir=folder) as scratch:
            meter = _Meter(read_model(study.model, study.base_url), room.ask)
            coded.append(_code(folder, Path(scratch), ids, asked, replace(room, ask=meter.ask), labels))
            uncoded = sum(bool(posting.uncoded) for posting in coded[-1].values())
            name, coder = f"{asked.wording.id} ({variants[number].name})", asked.coder(room.model)
            found.append(Variant(name, coder, uncoded, meter.usage, meter.money, room.spending()))
    pairs = compare_paired(list(labels.values()), coded[0], coded[1], codebook, chance)
    return PromptComparison((found[0], found[1]), len(ids), pairs)


def run_study(folder: Path) -> Study:
    """The study that a run was of, with the journal that it kept its answers in.

    Raises
    ------
    RolescopeError
        Where the folder has no `run.json` that tells.
    """
    try:
        facts = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        study = Study.model_validate(facts["study"])
    except (OSError, ValueError, KeyError) as error:
        remedy = "make it with `rolescope run STUDY.yaml --out DIR`"
        raise RolescopeError("there is no run.json with a study", str(folder), remedy) from error
    return study.changed("run.json", journal=from_here(str(journal_of(folder))))


class _Meter:
    """Asks, and adds up what the answers took, whether now or when the journal got them."""

    def __init__(self, model: Model, ask: Ask) -> None:
        self._model, self._ask = model, ask
        self.usage = Usage(0, 0)
        self.money = None if price_of(model, Usage(1, 1)) is None else Decimal(0)

    async def ask(self, requests: Iterable[Request], total: int | None) -> AsyncIterator[Reply]:
        """Ask through the meter."""
        async for request, reply in self._ask(requests, total):
            if isinstance(reply, Answer):
                self.usage += reply.usage
                if self.money is not None:
                    self.money += price_of(self._model, reply.usage) or 0
            yield request, reply


def _labelled(folder: Path, labels: dict[str, PostingLabels], gold: Path) -> set[str]:
    table_path(folder, "postings")
    with database(folder) as sql:
        rows = sql.execute(
            "select posting_id from postings where list_contains($ids, source_id)", {"ids": sorted(labels)}
        ).fetchall()
    if not rows:
        raise RolescopeError("no labelled posting is in the run", str(gold), "job_id must be the postings' source_id")
    return {posting_id for (posting_id,) in rows}


def _code(
    folder: Path, scratch: Path, ids: set[str], questions: Questions, room: Room, labels: dict[str, PostingLabels]
) -> dict[str, CodedPosting]:
    """Postings as one wording codes them, by `source_id`."""
    postings = list(every(folder / "postings.parquet", ids))
    answers = ask_about(questions, room, postings)
    os.link(folder / "postings.parquet", scratch / "postings.parquet")
    shutil.copyfile(folder / "run.json", scratch / "run.json")
    coder = questions.coder(room.model)
    write_codes([postings], questions, coder, answers, scratch)
    return read_coded(scratch, coder, labels).postings
