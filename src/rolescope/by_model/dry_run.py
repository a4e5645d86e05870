"""`rolescope run --dry-run`: what would be asked, of which model, and what it would take. Nothing is sent or kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from rolescope.by_model.codes import every, questions_of
from rolescope.codebook.model import load_codebook
from rolescope.coders.llm.questions import Questions
from rolescope.earlier import Earlier, Keys
from rolescope.engine.choose import open_engine
from rolescope.errors import RolescopeError
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
    money
        US dollars without any caching; None where the price is not known.
    seconds
        By `AT_ONCE` and `SECONDS`.
    """

    model: Model
    coder: str
    first: Request
    postings: int
    questions: int
    input_tokens: int
    shared_tokens: int
    output_tokens: int
    money: Decimal | None
    seconds: float

    @property
    def money_per_1000(self) -> Decimal | None:
        """What 1,000 postings like these cost."""
        return None if self.money is None else self.money * 1000 / self.postings


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
    output_tokens = len(asked) * ANSWER_TOKENS
    return DryRun(
        model=model,
        coder=questions.coder(str(model)),
        first=asked[0][1],
        postings=postings,
        questions=len(asked),
        input_tokens=input_tokens,
        shared_tokens=shared,
        output_tokens=output_tokens,
        money=price_of(model, Usage(input_tokens, output_tokens)),
        seconds=len(asked) * SECONDS / AT_ONCE,
    )
