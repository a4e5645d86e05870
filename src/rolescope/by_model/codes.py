"""Codes of a run by a foundation model: all postings for the coder `llm`, some beside the local coder for `cascade`.

Nothing of an earlier run's codes is taken over: what was answered before is in the journal, costs nothing, and is read
anew; what was not, because a budget was spent, is asked.
"""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from rolescope.codebook.model import Codebook
from rolescope.coders.llm.answers import Answers, gather
from rolescope.coders.llm.coder import code_answers, is_answered
from rolescope.coders.llm.prompt import read_wording
from rolescope.coders.llm.questions import Asked, Questions, asked
from rolescope.coders.llm.room import Room
from rolescope.coders.llm.spending import Spending
from rolescope.coders.output import Coded
from rolescope.collect.sources import BATCH_ROWS
from rolescope.earlier import CODED
from rolescope.sampling.cascade import Chosen, Doubt, choose
from rolescope.sorting import merge_sorted
from rolescope.storage import database, read_batches, table_writer, write_table
from rolescope.studyfile import Study
from rolescope.tables import GOLD, PUBLIC, SORTED_BY

DESIGN = "simple random"
CASCADE = "cascade"
_KIND = "model"


@dataclass(frozen=True)
class ByModel:
    """Codes by a model.

    Parameters
    ----------
    coder
        Name of the coder, as in the tables.
    model_coder
        Name of the model's own part in it.
    questions
        What was asked.
    chosen
        What the cascade asked about; None where all was asked about.
    sample
        Folder with table `gold` of the cascade's sample and the model's codes of it.
    left_out
        Postings that were not asked about in full, for want of budget or of answers.
    spending
        What it took.
    """

    coder: str
    model_coder: str
    questions: Questions
    chosen: Chosen | None
    left_out: int
    spending: Spending
    sample: Path | None = None


def questions_of(study: Study, codebook: Codebook) -> Questions:
    """What a study asks of a posting.

    Raises
    ------
    RolescopeError
        Where its prompt cannot be read.
    """
    return Questions(read_wording(study.resolve(study.prompt) if study.prompt else None), codebook)


def code_all(questions: Questions, room: Room, made: Path) -> ByModel:
    """Ask about every posting of a folder, and write its tables of codes there."""
    postings = made / "postings.parquet"
    coder = questions.coder(room.model)
    total = questions.count(every(postings))
    answers = asyncio.run(gather(questions.of_all(every(postings)), questions.form, room.ask, total))
    write_codes((asked(batch) for batch in read_batches(postings, BATCH_ROWS)), questions, coder, answers, made)
    return ByModel(coder, coder, questions, None, len(answers.left_out()), room.spending())


def code_some(questions: Questions, room: Room, made: Path, scratch: Path, seed: int) -> ByModel:
    """Ask about a sample, and about what the local coder is unsure of; its codes there become the model's.

    Parameters
    ----------
    questions
        What is asked.
    room
        Where it is asked.
    made
        Folder with postings and the local coder's tables of codes, which become the cascade's.
    scratch
        Empty folder; gets the model's codes of the sample, to correct shares by, and table ``sampled``.
    seed
        Seed of the sample.
    """
    chosen = choose(_doubts(made), seed)
    postings = {posting.posting_id: posting for posting in every(made / "postings.parquet", set(chosen.order))}
    wanted = [postings[posting_id] for posting_id in chosen.order]
    answers = ask_about(questions, room, wanted)
    answered = {posting.posting_id for posting in wanted if is_answered(posting, questions, answers)}
    model_coder = questions.coder(room.model)
    sample = chosen.inclusion(answered)
    write_codes([(postings[posting_id] for posting_id in sorted(sample))], questions, model_coder, answers, scratch)
    write_table(scratch / "gold.parquet", _sampled(sample, model_coder))
    coder = f"{CASCADE}:{model_coder.partition(':')[2]}"
    replaced = sorted(answered & set(chosen.unsure))
    fresh = code_answers((postings[posting_id] for posting_id in replaced), questions, coder, answers)
    _replace(made, scratch, fresh, replaced, coder)
    return ByModel(coder, model_coder, questions, chosen, len(answers.left_out()), room.spending(), scratch)


def ask_about(questions: Questions, room: Room, postings: Sequence[Asked]) -> Answers:
    """What a model answers about postings."""
    return asyncio.run(gather(questions.of_all(postings), questions.form, room.ask, questions.count(postings)))


def every(postings: Path, only: Collection[str] | None = None) -> Iterator[Asked]:
    """Postings of a table, or those of some ids."""
    for batch in read_batches(postings, BATCH_ROWS):
        yield from (posting for posting in asked(batch) if only is None or posting.posting_id in only)


def write_codes(
    batches: Iterable[Iterable[Asked]], questions: Questions, coder: str, answers: Answers, to: Path
) -> None:
    """Tables of codes of batches of postings in the order of the table."""
    codings, assessments, rejections = (table_writer(to / f"{name}.parquet", PUBLIC[name]) for name in CODED)
    with codings as to_codings, assessments as to_assessments, rejections as to_rejections:
        for batch in batches:
            coded = code_answers(batch, questions, coder, answers)
            to_codings.write(coded.codings)
            to_assessments.write(coded.assessments)
            to_rejections.write(coded.rejections)


def _doubts(made: Path) -> list[Doubt]:
    with database(made) as sql:
        rows = sql.execute(
            """
            select posting_id, min(if(status = 'coded', coalesce(confidence, 1), 0))
            from assessments group by posting_id order by posting_id
            """
        ).fetchall()
    uncodable = {posting.posting_id for posting in every(made / "postings.parquet") if posting.why_not}
    return [Doubt(posting_id, confidence) for posting_id, confidence in rows if posting_id not in uncodable]


def _sampled(sample: dict[str, float], annotator: str) -> pa.Table:
    """Table `gold` of the sample, with the model as annotator."""
    rows = [
        {
            "posting_id": posting_id, "sample_id": CASCADE, "design": DESIGN, "stratum": "",
            "inclusion_prob": probability, "annotator": annotator, "annotator_kind": _KIND, "adjudicated": False,
        }
        for posting_id, probability in sorted(sample.items())
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, GOLD)


def _replace(made: Path, scratch: Path, fresh: Coded, replaced: Collection[str], coder: str) -> None:
    """Put fresh codes in the place of those of some postings; all are then of one coder."""
    gone = pa.array(sorted(replaced), pa.string())
    for name, table in zip(CODED, fresh, strict=True):
        kept, new, path = scratch / f"kept-{name}.parquet", scratch / f"new-{name}.parquet", made / f"{name}.parquet"
        write_table(new, table)
        with table_writer(kept, PUBLIC[name]) as writer:
            for rows in read_batches(path, BATCH_ROWS):
                stay = rows.filter(pc.invert(pc.is_in(rows.column("posting_id"), gone)))
                place = stay.schema.get_field_index("coder")
                writer.write(
                    stay.set_column(place, PUBLIC[name].field("coder"), pa.array([coder] * stay.num_rows, pa.string()))
                )
        with table_writer(path, PUBLIC[name]) as writer:
            for merged in merge_sorted([kept, new], SORTED_BY[name]):
                writer.write(merged)
