"""Read an answer by the schema, or say what is wrong with it so that the model can mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from rolescope.llm.request import Answer, Ending

UNUSABLE: Mapping[Ending, str] = {
    "truncated": "answer cut off",
    "refused": "the model refused",
    "empty": "empty answer",
}
"""Why an answer that is not complete codes nothing."""
_MOST_ERRORS = 5


class Fault(NamedTuple):
    """Why an answer cannot be used; `complaint` is what the model is told of it, where it is worth asking again."""

    reason: str
    complaint: str | None = None


def read_answer(answer: Answer, model: type[BaseModel]) -> dict[str, Any] | Fault:
    """What an answer says of each variable, by its name.

    Parameters
    ----------
    answer
        As it came.
    model
        The answer's form, as `schema.answer_model` makes it.
    """
    if answer.ending != "complete":
        return Fault(UNUSABLE[answer.ending])
    if not answer.text.strip():
        return Fault(UNUSABLE["empty"])
    try:
        return model.model_validate_json(answer.text).model_dump(by_alias=True)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        is_json = errors[0]["type"] != "json_invalid"
        said = "; ".join(_said(one) for one in errors[:_MOST_ERRORS])
        complaint = f"This is not a JSON object of the schema: {said}. Give the whole object again, and nothing else."
        return Fault("not of the schema" if is_json else "invalid JSON", complaint)


def _said(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"])
    return f"{place}: {error['msg']}" if place else str(error["msg"])
