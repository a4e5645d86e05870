"""The answer that a model must give: a Pydantic model, and its JSON schema, made from a codebook."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, create_model

from rolescope.codebook.model import Codebook, Variable
from rolescope.coders.choices import scale
from rolescope.coders.themes import NO_THEME

NAME = "codes"
"""What the schema is called to a provider."""


class Strict(BaseModel):
    """A part of an answer: no key more, no key less, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True)


def answer_model(codebook: Codebook) -> type[BaseModel]:
    """Model of an answer: one field a variable, under the variable's own name.

    A choice and a flag have a value and the quotes that it rests on; mentions are quotes; themes are quotes, each
    with its theme. Quotes come before what rests on them, so that a model reads before it judges.
    """
    fields: dict[str, Any] = {
        f"variable_{place}": (_type(variable, place), Field(alias=variable.name))
        for place, variable in enumerate(codebook.variables)
    }
    return create_model("Codes", __base__=Strict, **fields)


def answer_schema(model: type[BaseModel]) -> dict[str, Any]:
    """JSON schema of an answer in the subset that providers enforce: every key required, no other key, no default."""
    schema: dict[str, Any] = _without_titles(model.model_json_schema(by_alias=True))
    return schema


def _type(variable: Variable, place: int) -> Any:
    if variable.kind == "mentions":
        return list[str]
    if variable.kind == "themes":
        themes = tuple(dict.fromkeys([*(option.key for option in variable.options), NO_THEME]))
        return list[create_model(f"Sentence{place}", __base__=Strict, quote=(str, ...), theme=(_one_of(themes), ...))]  # type: ignore[misc]
    value: Any = bool if variable.kind == "flag" else _one_of(scale(variable))
    return create_model(f"Value{place}", __base__=Strict, quotes=(list[str], ...), value=(value, ...))


def _one_of(values: tuple[str, ...]) -> Any:
    return Annotated[Literal[values], Field()]


def _without_titles(schema: Any) -> Any:
    """The schema without the names that Pydantic gives, which say nothing and are paid for."""
    if isinstance(schema, list):
        return [_without_titles(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {key: _without_titles(value) for key, value in schema.items() if key not in ("title", "description")}
    if "properties" in schema:
        kept["properties"] = {name: _without_titles(value) for name, value in schema["properties"].items()}
    if "const" in kept:
        kept["enum"] = [kept.pop("const")]
        kept["type"] = "string"
    return kept
