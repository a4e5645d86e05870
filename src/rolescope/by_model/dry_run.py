"""`rolescope run --dry-run`: what would be asked, of which model, and what it would take. Nothing is sent or kept."""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rolescope.by_model.codes import every, questions_of
from rolescope.by_model.stage import SECOND_POSTINGS
from rolescope.codebook.model import load_codebook
from rolescope.coders.llm.questions import Questions
from rolescope.earlier import Earlier, Keys
from rolescope.engine.choose import open_engine
from rolescope.errors import RolescopeError
from rolescope.llm.batch import HALF, MOST, SIZE
from rolescope.llm.budget import Caps, caps_of
from rolescope.llm.model import KEYS, Model, read_model
from rolescope.llm.prices import price_of, tokens_of
from rolescope.llm.request import Request, Usage
from rolescope.sampling.cascade import SAMPLE
from rolescope.stages import Progress, make_postings
from rolescope.studyfile import Study
from rolescope.unfinished import unfinished_run

ANSWER_TOKENS = 1_500
"""Tokens of an answer, what a model thinks before included: some forty quotes with their themes."""
AT_ONCE, SECONDS = 50, 15.0
"""Questions under way at a time, and seconds of one: a guess, for limits are each account's own."""
BATCH_HOURS = 24
"""Within how long a provider promises a batch; mostly it is sooner."""


@dataclass(frozen=True)
class DryRun:
    """What a run would take.

    Parameters
    ----------
    model
        Who would be asked.
    coder
        Name of the coder in the tables.
    first
        The first question.
    postings, questions
        Postings of the study; questions about them, of a long one several.
    input_tokens, shared_tokens, output_tokens
        Of all questions, reckoned from characters and rather too many; those of the prompt's unchanging part, which
        providers cache; those of the answers, by `ANSWER_TOKENS`.
    least, most
        US dollars where the unchanging part is always in the provider's cache, and where it never is; None where the
        price is not known.
    batches
        Batches in which it would be asked; 0 for online.
    hours
        Online by `AT_ONCE` and `SECONDS`; in batches by `BATCH_HOURS`, the most.
    caps
        What may be spent.
    more
        What would be asked besides, and is not reckoned.
    """

    model: Model
    coder: str
    first: Request
    postings: int
    questions: int
    input_tokens: int
    shared_tokens: int
    output_tokens: int
    least: Decimal | None
    most: Decimal | None
    batches: int
    hours: float
    caps: Caps
    more: tuple[str, ...]

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.input_tokens + self.output_tokens


def dry_run(study: Study, corpus: Path | None, workers: int | None, tell: Progress) -> DryRun:
    """Collect, clean and reckon, without a call and without a key.

    Parameters
    ----------
    study
        The study; of a cascade only the sample is reckoned, for what the local coder is unsure of is not known before.
    corpus, workers, tell
        As for `study.run`.

    Raises
    ------
    RolescopeError
        Where the study cannot be read as far as that, or no posting has text enough to be asked about.
    """
    model = read_model(study.model, study.base_url, {key: "not needed" for key in KEYS.values() if key})
    codebook = load_codebook(study.codebook, study.folder)
    questions = questions_of(study, codebook)
    with (
        tempfile.TemporaryDirectory() as scratch,
        open_engine("pool", workers) as engine,
        unfinished_run(Path(scratch)) as under_way,
    ):
        make_postings(study, corpus, Earlier(Path(scratch)), Keys("dry"), under_way, engine, tell)
        return _reckon(model, questions, list(_asked(questions, under_way.made / "postings.parquet")), study)


def _asked(questions: Questions, postings: Path) -> Iterator[tuple[str, Request]]:
    """Questions with the ids of their postings."""
    return ((posting.posting_id, request) for posting in every(postings) for _, request in questions.of(posting))


def _reckon(model: Model, questions: Questions, asked: list[tuple[str, Request]], study: Study) -> DryRun:
    if not asked:
        raise RolescopeError("no posting has text enough to be asked about", study.study, "look at the sources")
    postings = len({posting_id for posting_id, _ in asked})
    if study.coder == "cascade":
        part = min(1.0, SAMPLE / postings)
        asked = asked[: round(part * len(asked))]
        postings = min(SAMPLE, postings)
    shared = tokens_of(questions.system) + tokens_of(str(questions.schema))
    input_tokens = sum(shared + tokens_of(request.prompt) for _, request in asked)
    each = round(input_tokens / len(asked))
    at_price = len(asked) * (HALF if study.batch else Decimal(1))
    cached = price_of(model, Usage(each, ANSWER_TOKENS, cached_tokens=shared))
    written = price_of(model, Usage(each, ANSWER_TOKENS, written_tokens=shared))
    batches = math.ceil(len(asked) / SIZE) if study.batch else 0
    return DryRun(
        model=model,
        coder=questions.coder(str(model)),
        first=asked[0][1],
        postings=postings,
        questions=len(asked),
        input_tokens=input_tokens,
        shared_tokens=shared,
        output_tokens=len(asked) * ANSWER_TOKENS,
        least=None if cached is None else cached * at_price,
        most=None if written is None else written * at_price,
        batches=batches,
        hours=BATCH_HOURS * math.ceil(batches / MOST) if batches else len(asked) * SECONDS / AT_ONCE / 3600,
        caps=caps_of(model, study.budget, study.budget_tokens),
        more=tuple(_more(study)),
    )


def _more(study: Study) -> Iterator[str]:
    if study.coder == "cascade":
        yield "postings of which the local coder is unsure"
    if study.repeat:
        yield f"{study.repeat:,} postings once more (`repeat`)"
    if study.second_model:
        yield f"{study.repeat or SECOND_POSTINGS:,} postings of {study.second_model} (`second_model`)"
