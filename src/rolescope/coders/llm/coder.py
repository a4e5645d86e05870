"""Tables of codes from the answers of a model, as every coder gives them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rolescope.coders.llm.answers import Answers
from rolescope.coders.llm.codes import code_posting
from rolescope.coders.llm.evidence import Quoted
from rolescope.coders.llm.parts import Part
from rolescope.coders.llm.questions import Asked, Questions
from rolescope.coders.output import Assessment, Coded, Collector

NOT_ASKED = "not asked"


def code_answers(postings: Iterable[Asked], questions: Questions, coder: str, answers: Answers) -> Coded:
    """Code postings by what was answered; a posting of which a part has no answer is uncoded, with the reason.

    Parameters
    ----------
    postings
        Postings, in the order of the table.
    questions
        What was asked.
    coder
        Name of the coder.
    answers
        What came back.
    """
    codebook = questions.codebook
    said = Collector(coder, codebook.id)
    for posting in postings:
        read = _read(posting, questions, answers)
        if isinstance(read, str):
            for variable in codebook.variables:
                said.assess(posting.posting_id, Assessment(variable.name, "uncoded", reason=read))
            continue
        codes = code_posting(Quoted(posting.title, posting.text, posting.employer_id), codebook, read)
        said.mentions(posting.posting_id, codes.mentions)
        for assessment in codes.assessments:
            said.assess(posting.posting_id, assessment)
        for rejection in codes.rejections:
            said.reject(posting.posting_id, rejection)
    return said.tables()


def is_answered(posting: Asked, questions: Questions, answers: Answers) -> bool:
    """Whether a posting can be coded by what came back."""
    return not isinstance(_read(posting, questions, answers), str)


def _read(posting: Asked, questions: Questions, answers: Answers) -> list[tuple[Part, Mapping[str, Any]]] | str:
    """What was said of each part, or why the posting is uncoded."""
    if posting.why_not:
        return posting.why_not
    said: list[tuple[Part, Mapping[str, Any]]] = []
    for part, request in questions.of(posting):
        text = answers.texts.get(request.key)
        if text is None:
            reason = answers.reasons.get(request.key, NOT_ASKED)
            return f"part {part.number} of {part.of}: {reason}" if part.of > 1 else reason
        said.append((part, questions.form.model_validate_json(text).model_dump(by_alias=True)))
    return said
