from __future__ import annotations

import pytest

from rolescope.codebook.model import Codebook, shipped_codebook
from rolescope.coders.llm.parts import MOST_CHARS
from rolescope.coders.llm.prompt import read_wording
from rolescope.coders.llm.questions import Asked, Questions

CODEBOOK = shipped_codebook("ai-engineer")
QUESTIONS = Questions(read_wording(), CODEBOOK)
POSTING = Asked("1", "Charter", "Quill", "quill", "We draw charts of every harbour in the land, with care.")
LONG = POSTING._replace(posting_id="2", text="We draw charts of every harbour. " * (2 * MOST_CHARS // 33))


def defined_anew(**changes: object) -> Codebook:
    """The codebook with something of its first variable changed."""
    said = CODEBOOK.model_dump(mode="json", by_alias=True)
    said["variables"][0] |= changes
    return Codebook.model_validate(said)


def digests(questions: Questions, model: str = "openai:gpt-5-mini", posting: Asked = POSTING) -> set[str]:
    return {request.digest(model, {}) for _, request in questions.of(posting)}


def test_every_question_begins_alike_with_the_same_schema_whatever_posting_part_or_occasion() -> None:
    again = Questions(read_wording(), CODEBOOK, occasion=2)
    asked = [*QUESTIONS.of_all([POSTING, LONG, POSTING._replace(title="{x} %s")]), *again.of_all([POSTING])]
    assert len(asked) == 5
    assert {(one.system, str(one.schema), one.max_tokens) for one in asked} == {
        (QUESTIONS.system, str(QUESTIONS.schema), asked[0].max_tokens)
    }
    assert len({one.prompt for one in asked}) == 5


@pytest.mark.parametrize(
    "changed",
    [
        Questions(read_wording().model_copy(update={"task": "Code."}), CODEBOOK),
        Questions(read_wording(), defined_anew(definition="Something else.")),
        Questions(read_wording(), defined_anew(exclude=["what is left out"])),
        Questions(read_wording(), shipped_codebook("data-engineer")),
    ],
)
def test_another_wording_or_codebook_is_another_coder_and_no_question_of_it_is_in_the_journal(
    changed: Questions,
) -> None:
    assert changed.coder("m") != QUESTIONS.coder("m")
    assert not digests(changed) & digests(QUESTIONS)


def test_another_model_text_or_occasion_is_another_question_and_the_same_is_the_same() -> None:
    other_text = POSTING._replace(text=POSTING.text + " Indeed.")
    all_of_them = [
        digests(QUESTIONS),
        digests(QUESTIONS, "openai:gpt-5"),
        digests(QUESTIONS, posting=other_text),
        digests(Questions(read_wording(), CODEBOOK, occasion=2)),
    ]
    assert len(set().union(*all_of_them)) == 4
    same = Questions(read_wording(), shipped_codebook("ai-engineer"))
    assert digests(same, posting=POSTING._replace(posting_id="9")) == digests(QUESTIONS)


def test_cues_and_examples_which_no_model_is_told_make_no_other_coder() -> None:
    options = CODEBOOK.model_dump(mode="json", by_alias=True)["variables"][0]["options"]
    changed = Questions(read_wording(), defined_anew(options=[{**one, "cues": ["zebra"]} for one in options]))
    assert changed.coder("m") == QUESTIONS.coder("m")
